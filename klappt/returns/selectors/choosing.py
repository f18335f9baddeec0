"""Which alliances there are to be asked, narrowed by where they lie."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from klappt.alliances.models import Alliance, Municipality
from klappt.core.names import search_words


@dataclass(frozen=True)
class Area:
    """What is narrowed by. Empty: no matter."""

    words: str = ""
    government: str = ""
    kind: str = ""

    @property
    def narrows(self) -> bool:
        return self != Area()


def alliances_in(area: Area) -> QuerySet[Alliance]:
    found = Alliance.objects.select_related("municipality")
    if area.government:
        found = found.filter(municipality__district_government=area.government)
    if area.kind:
        found = found.filter(municipality__kind=area.kind)
    for word in search_words(area.words):
        found = found.filter(Q(name__icontains=word) | Q(municipality__search__contains=word))
    return found.order_by("name", "pk")


def governments() -> list[str]:
    """The Regierungsbezirke in which there is an alliance."""
    found = Municipality.objects.filter(alliances__isnull=False).exclude(district_government="")
    return list(
        found.order_by("district_government").values_list("district_government", flat=True).distinct()
    )
