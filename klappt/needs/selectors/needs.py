from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from klappt.core.names import search_form, search_words
from klappt.needs.models import Need, NeedSource, NeedSubgroup
from klappt.needs.selectors.weighing import Weighed
from klappt.profiles.models import Subgroup


@dataclass(frozen=True)
class Line:
    """A need in the list, with its place where the round gave it one."""

    need: Need
    weighed: Weighed | None
    place: int | None

    @property
    def subgroups(self) -> list[Subgroup]:
        return [link.subgroup for link in self.need.subgroup_links.all()]

    @property
    def kinds(self) -> list[str]:
        """Who has named it, each once."""
        return list(dict.fromkeys(str(source) for source in self.need.sources.all()))


def needs_with_all() -> QuerySet[Need]:
    """Needs with what a list shows of them; three queries."""
    links = NeedSubgroup.objects.select_related("subgroup").order_by("subgroup__position", "pk")
    rows: QuerySet[Need] = (
        Need.objects.select_related("theme")
        .prefetch_related(
            Prefetch("subgroup_links", queryset=links),
            Prefetch("sources", queryset=NeedSource.objects.order_by("-as_of", "-pk")),
        )
        .order_by("position", "pk")
    )
    return rows


def narrowed(rows: QuerySet[Need], wanted: Mapping[str, str]) -> QuerySet[Need]:
    """By theme (its code), subgroup (its number), and whether set aside."""
    theme, subgroup = wanted.get("theme", ""), wanted.get("subgroup", "")
    if theme:
        own = theme.removeprefix("own-")
        by_row = (
            Q(theme__pk=own) if theme != own and own.isdecimal() and len(own) < 18 else Q(theme__key=theme)
        )
        rows = rows.filter(by_row)
    if subgroup:
        rows = rows.filter(pk__in=Need.objects.of_subgroup(int(subgroup)).order_by().values("pk"))
    return rows.filter(rests_since__isnull=wanted.get("state") != "aside")


def matching(needs: Iterable[Need], query: str) -> list[Need]:
    """Needs in which each word typed is found somewhere; umlauts are forgiven."""
    words = search_words(query)
    return [need for need in needs if all(word in search_form(f"{need.title} {need.text}") for word in words)]


def lines(needs: list[Need], weighed: Mapping[int, Weighed]) -> list[Line]:
    """Numbers the needs that have a result, in the order in which they stand."""
    place = 0
    found = []
    for need in needs:
        result = weighed.get(need.pk)
        if result is not None and result.spread is not None:
            place += 1
        found.append(Line(need, result, place if result and result.spread else None))
    return found
