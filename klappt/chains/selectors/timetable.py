"""A chain as bars over months: what the SVG of a timetable draws (B6).

Across, everything is a share of the width, so that the picture is as readable on a phone as on paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from klappt.core.layered.wrapping import wrapped

ROW, NAME_LINE, BAR, FOOT = 46, 16, 14, 26
CHARACTERS = 42
YEAR, HALF = 12, 6
# A label nearer to the end than this share would run into the last one.
ROOM = 0.75


@dataclass(frozen=True)
class Span:
    """One step in months from now. `months` None: nobody knows how long it takes."""

    name: str
    start: int
    waited: int
    months: int | None
    conditional: bool
    cold: bool


@dataclass(frozen=True)
class Bar:
    """Shares of the width in percent. `kind`: open, conditional, moment (takes no time) or unknown."""

    name: str
    kind: str
    x: float
    width: float
    wait_x: float
    wait_width: float
    y: int
    joined: str
    before_y: int

    @property
    def name_y(self) -> int:
        return self.y - 7

    @property
    def middle_y(self) -> float:
        return self.y + BAR / 2


@dataclass(frozen=True)
class Tick:
    month: int
    x: float
    has_label: bool


@dataclass(frozen=True)
class Timetable:
    bars: list[Bar]
    ticks: list[Tick]
    months: int
    foot: int
    height: int


def timetable(spans: Sequence[Span]) -> Timetable | None:
    """None where nothing takes time: a picture would say nothing."""
    months = max((span.start + (span.months or 0) for span in spans), default=0)
    if not months:
        return None
    bars = [_bar(number, span, months) for number, span in enumerate(spans)]
    foot = ROW * len(bars) + 4
    return Timetable(bars, _ticks(months), months, foot, foot + FOOT)


def _bar(number: int, span: Span, months: int) -> Bar:
    top = ROW * number + NAME_LINE + 8
    return Bar(
        name=wrapped(span.name, CHARACTERS, 1)[0],
        kind=_kind(span),
        x=_share(span.start, months),
        width=_share(span.months or 0, months),
        wait_x=_share(span.start - span.waited, months),
        wait_width=_share(span.waited, months),
        y=top,
        joined="" if not number else "cold" if span.cold else "linked",
        before_y=top - ROW + BAR,
    )


def _kind(span: Span) -> str:
    if span.months is None:
        return "unknown"
    if not span.months:
        return "moment"
    return "conditional" if span.conditional else "open"


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 2)


def _ticks(months: int) -> list[Tick]:
    """Every year; of what takes less than a year and a half every six months."""
    every = YEAR if months > YEAR + YEAR // 2 else HALF
    inner = [
        Tick(month, _share(month, months), has_label=month <= ROOM * months)
        for month in range(every, months, every)
    ]
    return [Tick(0, 0.0, has_label=True), *inner, Tick(months, 100.0, has_label=True)]
