"""All worksheets with what came back: where evaluation begins."""

from dataclasses import dataclass

from django.db.models import Count, Q

from klappt.worksheets.models import Worksheet


@dataclass(frozen=True)
class Row:
    """A worksheet with how many waves it went out in and how many returns came."""

    worksheet: Worksheet
    waves: int
    returns: int


def rows() -> list[Row]:
    """Those of which something came back. One query."""
    came_back = Q(editions__returns__first_handed_in_at__isnull=False)
    counted = Worksheet.objects.annotate(
        wave_count=Count("editions__returns__wave", distinct=True, filter=came_back),
        return_count=Count("editions__returns", distinct=True, filter=came_back),
    ).filter(return_count__gt=0)
    # Counting leaves the order of the model behind.
    counted = counted.order_by("position", "pk")
    return [Row(each, vars(each)["wave_count"], vars(each)["return_count"]) for each in counted]
