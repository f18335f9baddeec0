"""Which returns count in figures: those that came in time in waves that are over, and never so few that one
stands alone. Figures of a wave are made once: nothing that comes after its last day moves them.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klappt.alliances.enums import MunicipalityKind
from klappt.core.releases import counted, steady
from klappt.core.small_numbers import pooled
from klappt.evaluation.selectors.sent import Sent, SentReturn

GROUPS: dict[str, str | Promise] = {
    "kreis": _("Kreise"),
    "stadt": _("kreisfreie Städte"),
    "andere": _("kreisangehörige Kommunen and others"),
}
_GROUP_OF = {
    MunicipalityKind.DISTRICT: "kreis",
    MunicipalityKind.REGION: "kreis",
    MunicipalityKind.CITY: "stadt",
    MunicipalityKind.REGION_CITY: "stadt",
}


@dataclass(frozen=True)
class WaveCount:
    """A wave with its returns: how many are there, and which of them count in figures.

    `late` of them came after its last day: they never count. `step` is which of the waves it was that ended;
    0: it is not over.
    """

    number: int
    title: str
    edition: int
    closes_on: datetime.date
    step: int
    returns: int
    late: int
    members: frozenset[str]

    @property
    def is_over(self) -> bool:
        return self.step > 0

    @property
    def left_out(self) -> int:
        return self.returns - self.late - len(self.members)


def group_of(row: SentReturn) -> str:
    return _GROUP_OF.get(MunicipalityKind(row.kind), "andere") if row.kind else "andere"


def counting(found: Sent, day: datetime.date) -> list[WaveCount]:
    """By wave, the first one first. Each group is counted by itself, so that filters cannot single out."""
    by_wave: dict[int, list[SentReturn]] = {}
    for row in found.rows:
        by_wave.setdefault(row.wave, []).append(row)
    ends = {number: rows[0].closes_on for number, rows in by_wave.items() if rows[0].closes_on < day}
    over = sorted(ends, key=lambda number: (ends[number], number))
    steps = {end: at for at, end in enumerate(sorted(set(ends.values())), start=1)}
    members: dict[int, set[str]] = {number: set() for number in by_wave}
    for group in GROUPS:
        waves = [_in_time([row for row in by_wave[number] if group_of(row) == group]) for number in over]
        for number, counts in zip(over, counted(waves, settings.MINIMUM_N), strict=True):
            members[number] |= counts
    return [
        WaveCount(
            number=number,
            title=rows[0].wave_title,
            edition=rows[0].edition,
            closes_on=rows[0].closes_on,
            step=steps[ends[number]] if number in ends else 0,
            returns=len(rows),
            late=sum(_is_late(row) for row in rows),
            members=frozenset(members[number]),
        )
        for number, rows in sorted(by_wave.items())
    ]


def _in_time(rows: Sequence[SentReturn]) -> list[str]:
    """In the order in which they came."""
    ordered = sorted(rows, key=lambda row: (row.first_handed_in_at, row.alliance))
    return [row.alliance for row in ordered if not _is_late(row)]


def _is_late(row: SentReturn) -> bool:
    return timezone.localdate(row.first_handed_in_at) > row.closes_on


def in_steps(waves: Sequence[WaveCount]) -> list[list[WaveCount]]:
    """The waves that count somebody, as they ended one after the other: each time all that were over."""
    counts = [wave for wave in waves if wave.members]
    return [[wave for wave in counts if wave.step <= step] for step in sorted({wave.step for wave in counts})]


def groups_of(found: Sent, waves: Sequence[WaveCount]) -> dict[str, str]:
    """Alliance: group; groups too small in any wave are one, and stay so when further waves end."""
    own = {row.alliance: group_of(row) for row in found.rows}
    named = {group: group for group in set(own.values())}
    is_told = False
    for over in in_steps(waves):
        smallest = {
            name: min(sum(named[own[each]] == name for each in wave.members) for wave in over)
            for name in set(named.values())
        }
        joined = {
            name: "-".join(sorted(key for each in pool.keys for key in each.split("-")))
            for pool in pooled(smallest, settings.MINIMUM_N)
            for name in pool.keys
        }
        is_told = bool(joined)
        named = {group: joined.get(name, name) for group, name in named.items()}
    return {alliance: named[group] if is_told else "alle" for alliance, group in own.items()}


def steady_ones(found: Sent, waves: Sequence[WaveCount]) -> frozenset[str]:
    """Who handed in in every wave that counts somebody; by group, like everything that filters tell."""
    own = {row.alliance: group_of(row) for row in found.rows}
    over = [wave.members for wave in sorted(waves, key=lambda wave: wave.step) if wave.members]
    by_group = (
        steady(
            [frozenset(each for each in members if own[each] == group) for members in over],
            settings.MINIMUM_N,
        )
        for group in GROUPS
    )
    return frozenset().union(*by_group)
