import datetime

from django.db.models import QuerySet

from klappt.alliances.models import Alliance
from klappt.profiles.models import Subgroup


def subgroups(alliance: Alliance, *, day: datetime.date | None = None) -> QuerySet[Subgroup]:
    """The subgroups in use, in the alliance's order; with a day, those that were in use then."""
    rows = Subgroup.objects.filter(alliance=alliance)
    found: QuerySet[Subgroup] = rows.in_use_on(day) if day else rows.in_use()
    return found.order_by("position", "pk")
