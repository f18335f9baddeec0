"""All units and alliances as the platform may see them: name, area, since. Nothing from inside."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from klappt.alliances.models import Alliance, Municipality
from klappt.audit.models import Event
from klappt.core.names import search_words


def units(text: str = "", standing: str = "") -> QuerySet[Municipality]:
    """Counted units, and any other place that has an alliance; with their alliances at hand."""
    has_alliance = Exists(Alliance.objects.filter(municipality=OuterRef("pk")))
    found = Municipality.objects.filter(Q(is_counted_unit=True) | Q(has_alliance))
    for word in search_words(text):
        called_so = Exists(Alliance.objects.filter(municipality=OuterRef("pk"), name__icontains=word))
        found = found.filter(Q(search__contains=word) | Q(ags__startswith=word) | Q(called_so))
    if standing == "with":
        found = found.filter(has_alliance)
    elif standing == "without":
        found = found.exclude(has_alliance)
    return found.prefetch_related("alliances").order_by("name", "ags")


def without_area(text: str = "") -> QuerySet[Alliance]:
    """Alliances that do not say yet where they work."""
    return Alliance.objects.filter(municipality=None, name__icontains=text).order_by("name")


def platform_trail() -> QuerySet[Event]:
    """Foundings and what was done on the platform itself, the newest first; nothing from inside."""
    return (
        Event.objects.filter(Q(alliance_id=None) | Q(verb="alliances.founded"))
        .select_related("by")
        .order_by("-at", "-pk")
    )
