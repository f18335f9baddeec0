"""All worksheets with what came back: where evaluation begins."""

from dataclasses import dataclass

from django.db.models import Count

from klappt.returns.models import Return
from klappt.worksheets.models import Worksheet


@dataclass(frozen=True)
class Row:
    """A worksheet with how many waves it went out in and how many returns came."""

    worksheet: Worksheet
    waves: int
    returns: int


def rows() -> list[Row]:
    """Those of which something came back. Two queries."""
    counted = (
        Return.objects.filter(first_handed_in_at__isnull=False)
        .order_by()
        .values("edition__worksheet")
        .annotate(waves=Count("wave", distinct=True), returns=Count("pk"))
        .order_by("edition__worksheet")
    )
    counts = {row["edition__worksheet"]: (row["waves"], row["returns"]) for row in counted}
    return [Row(each, *counts[each.pk]) for each in Worksheet.objects.all() if each.pk in counts]
