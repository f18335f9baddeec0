"""What is known of each subgroup, and what is not: the white spots."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Prefetch

from klappt.alliances.models import Alliance
from klappt.needs.models import LivingSituation, SecondText, Theme
from klappt.needs.selectors.themes import themes
from klappt.profiles.models import Subgroup
from klappt.profiles.selectors.subgroups import subgroups

AGES_AFTER = datetime.timedelta(days=2 * 365)


class Known(StrEnum):
    """How much is known of one theme for one subgroup."""

    YES = "yes"
    OLD = "old"  # nothing newer than two years
    GENERAL = "general"  # only something about the whole target group
    NO = "no"


@dataclass(frozen=True)
class Cell:
    theme: Theme
    known: Known
    count: int = 0
    newest: datetime.date | None = None


@dataclass(frozen=True)
class Row:
    """A subgroup, or with None the whole target group."""

    subgroup: Subgroup | None
    cells: list[Cell]

    @property
    def key(self) -> int:
        return self.subgroup.pk if self.subgroup else 0

    @property
    def known(self) -> int:
        return sum(1 for cell in self.cells if cell.known in (Known.YES, Known.OLD))

    @property
    def white_spots(self) -> list[Theme]:
        return [cell.theme for cell in self.cells if cell.known is Known.NO]


@dataclass(frozen=True)
class Part:
    """One theme on the page of a subgroup: what is known now, what was, and what holds for everybody."""

    theme: Theme
    entries: list[LivingSituation]
    earlier: list[LivingSituation]
    general: list[LivingSituation]


def matrix(alliance: Alliance, day: datetime.date) -> list[Row]:
    """Subgroups by themes, the whole target group first. Three queries, however many there are."""
    found: dict[tuple[int | None, int], list[datetime.date]] = defaultdict(list)
    for subgroup_id, theme_id, as_of in (
        LivingSituation.objects.current().order_by("pk").values_list("subgroup_id", "theme_id", "as_of")
    ):
        found[subgroup_id, theme_id].append(as_of)
    columns = themes()
    rows = [None, *subgroups(alliance)]
    return [Row(row, [_cell(found, row, theme, day) for theme in columns]) for row in rows]


def _cell(
    found: dict[tuple[int | None, int], list[datetime.date]],
    subgroup: Subgroup | None,
    theme: Theme,
    day: datetime.date,
) -> Cell:
    days = found.get((subgroup.pk if subgroup else None, theme.pk), [])
    if days:
        known = Known.YES if max(days) >= day - AGES_AFTER else Known.OLD
        return Cell(theme, known, len(days), max(days))
    is_general = subgroup is not None and (None, theme.pk) in found
    return Cell(theme, Known.GENERAL if is_general else Known.NO)


def parts_of(subgroup: Subgroup | None) -> list[Part]:
    """Everything on one subgroup by theme; a retired theme only shows while something stands there."""
    open_texts = SecondText.objects.filter(settled_at=None).select_related("by").order_by("at", "pk")
    with_texts = Prefetch("second_texts", queryset=open_texts, to_attr="open_second_texts")
    entries = LivingSituation.objects.select_related("theme", "successor").prefetch_related(with_texts)
    own = entries.filter(subgroup=subgroup)
    by_theme: dict[str, list[LivingSituation]] = defaultdict(list)
    for entry in own.order_by("-as_of", "-pk"):
        by_theme[entry.theme.code].append(entry)
    general: dict[str, list[LivingSituation]] = defaultdict(list)
    if subgroup is not None:
        everybody = entries.current().filter(subgroup=None)
        for entry in everybody.order_by("-as_of", "-pk"):
            general[entry.theme.code].append(entry)
    return [
        _part(theme, by_theme[theme.code], general[theme.code])
        for theme in themes(with_retired=True)
        if theme.retired_on is None or by_theme[theme.code]
    ]


def _part(theme: Theme, rows: list[LivingSituation], general: list[LivingSituation]) -> Part:
    return Part(
        theme,
        entries=[row for row in rows if row.retired_on is None],
        earlier=[row for row in rows if row.retired_on is not None],
        general=general,
    )
