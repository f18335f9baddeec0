"""Links as the list shows them: how each step is arranged and how its handovers go."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from klappt.chains.models import Link
from klappt.chains.selectors.transfers import Counted, counted_by_link


@dataclass(frozen=True)
class Arranged:
    """One link; `counted` None: nobody has counted yet."""

    link: Link
    holds: bool
    rules: int
    counted: Counted | None

    @property
    def state(self) -> str:
        if not self.holds:
            return "ended"
        return "lever_agreed" if self.link.agreed else "link_wished"


def arranged(day: datetime.date) -> list[Arranged]:
    """All links, those that hold first, then in the order of the offers. Two queries."""
    rows: Sequence[Link] = list(
        Link.objects.select_related("source", "target")
        .annotate(number_of_rules=Count("rules"))
        .order_by("source__position", "target__position", "pk")
    )
    counts = counted_by_link(rows)
    found = [
        Arranged(row, row.holds_on(day), row.number_of_rules, counts.get(row.pk))  # type: ignore[attr-defined] # annotated above
        for row in rows
    ]
    return sorted(found, key=lambda each: not each.holds)
