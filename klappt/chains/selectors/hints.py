"""What practitioners said is missing: places and counts, never a person (B6)."""

import datetime
from dataclasses import dataclass, field

from klappt.chains.models import Hint
from klappt.offers.models import Offer

A_YEAR = datetime.timedelta(days=366)


@dataclass
class Hinted:
    """One place where something is missing; no offer means that nobody could say where."""

    offer: Offer | None
    leaf: str
    count: int = 0
    groups: list[str] = field(default_factory=list)
    last: datetime.date = datetime.date.min


def hinted(goal_key: str, day: datetime.date) -> list[Hinted]:
    """The hints of the last year on the way to a goal, the most frequent first."""
    rows = Hint.objects.filter(goal_key=goal_key, month__gte=day - A_YEAR)
    found: dict[tuple[int | None, str], Hinted] = {}
    for row in rows.select_related("offer", "subgroup").order_by("month", "pk"):
        place = found.setdefault((row.offer_id, row.leaf), Hinted(row.offer, row.leaf))
        place.count += row.count
        place.last = row.month
        if row.subgroup and row.subgroup.name not in place.groups:
            place.groups.append(row.subgroup.name)
    return sorted(found.values(), key=lambda each: -each.count)
