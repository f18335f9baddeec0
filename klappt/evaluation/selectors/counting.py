"""Which returns count in figures: those of waves that are over, and never so few that one stands alone."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klappt.alliances.enums import MunicipalityKind
from klappt.core.releases import counted
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

    `as_of` is the day of which the figures are: the last one of the wave, or when the last of the late ones
    came that count.
    """

    number: int
    title: str
    edition: int
    closes_on: datetime.date
    as_of: datetime.date
    is_over: bool
    returns: int
    members: frozenset[str]

    @property
    def left_out(self) -> int:
        return self.returns - len(self.members)


def group_of(row: SentReturn) -> str:
    return _GROUP_OF.get(MunicipalityKind(row.kind), "andere") if row.kind else "andere"


def counting(found: Sent, day: datetime.date) -> list[WaveCount]:
    """By wave, the first one first. Each group is counted by itself, so that filters cannot single out."""
    by_wave: dict[int, list[SentReturn]] = {}
    for row in found.rows:
        by_wave.setdefault(row.wave, []).append(row)
    over = [number for number in sorted(by_wave) if by_wave[number][0].closes_on < day]
    members: dict[int, set[str]] = {number: set() for number in by_wave}
    for group in GROUPS:
        waves = [_in_order([row for row in by_wave[number] if group_of(row) == group]) for number in over]
        for number, counts in zip(over, counted(waves, settings.MINIMUM_N), strict=True):
            members[number] |= counts
    return [
        WaveCount(
            number=number,
            title=rows[0].wave_title,
            edition=rows[0].edition,
            closes_on=rows[0].closes_on,
            as_of=max([rows[0].closes_on, *(_day(row) for row in rows if row.alliance in members[number])]),
            is_over=number in over,
            returns=len(rows),
            members=frozenset(members[number]),
        )
        for number, rows in sorted(by_wave.items())
    ]


def _in_order(rows: Sequence[SentReturn]) -> list[str]:
    """Those in time, then late ones as soon as they are enough: one more would show what it said."""
    ordered = sorted(rows, key=lambda row: (row.first_handed_in_at, row.alliance))
    in_time = [row.alliance for row in ordered if _day(row) <= row.closes_on]
    late = [row.alliance for row in ordered if _day(row) > row.closes_on]
    return [*in_time, *late[: len(late) // settings.MINIMUM_N * settings.MINIMUM_N]]


def _day(row: SentReturn) -> datetime.date:
    return timezone.localdate(row.first_handed_in_at)


def groups_of(found: Sent, waves: Sequence[WaveCount]) -> dict[str, str]:
    """Alliance: group; groups too small in any wave are one."""
    own = {row.alliance: group_of(row) for row in found.rows}
    smallest = {
        group: min(
            (sum(own[each] == group for each in wave.members) for wave in waves if wave.members), default=0
        )
        for group in set(own.values())
    }
    pools = pooled(smallest, settings.MINIMUM_N)
    joined = {group: "-".join(pool.keys) for pool in pools for group in pool.keys}
    return {alliance: joined.get(group, "alle") for alliance, group in own.items()}
