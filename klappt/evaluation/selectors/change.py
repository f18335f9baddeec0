"""The change of one question from wave to wave as a picture: a strand for each answer, in shares.

A strand breaks off where there is no number; nothing is drawn through a gap. What was asked in words that
cannot be compared is another figure, so no strand leads there. Places leave as text: SVG knows no comma.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from django.utils.translation import gettext as _

from klappt.evaluation.selectors.figure import WHY, Bar, Figure, Gap, Line, OfWave

LEFT, RIGHT, TOP, HEIGHT = 46.0, 76.0, 12.0, 190.0
APART, LABELS_APART, LEAST_WIDTH = 66.0, 15.0, 360.0
FEET = 52.0
_LITTLE = 5
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SHAPES = (
    "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    "m-3.5-3.5h7v7h-7z",
    "m0-5 5 8.5h-10z",
    "m0-5 5 5-5 5-5-5z",
    "m-4-4 8 8m0-8-8 8",
    "m0 5-5-8.5h10z",
)


@dataclass(frozen=True)
class Stop:
    """A wave in the picture. `x` is its middle, `left` the edge of the box where there is no number."""

    of: OfWave
    x: str
    left: str

    @property
    def why(self) -> str:
        return str(WHY[self.of.gap]) if self.of.gap else ""


@dataclass(frozen=True)
class Strand:
    """One answer: lines between waves that follow each other, and marks where there is a number."""

    letter: str
    words: str
    told: str
    lines: tuple[str, ...]
    marks: tuple[str, ...]
    label: str
    label_x: str
    label_y: str
    sign: str
    dashes: int
    is_hollow: bool
    is_most: bool


@dataclass(frozen=True)
class Change:
    """`title` is what the picture shows, a sentence; `says` all that stands in it."""

    title: str
    says: str
    width: str
    height: str
    right: str
    depth: str
    wave_y: str
    n_y: str
    levels: tuple[tuple[str, str], ...]
    stops: tuple[Stop, ...]
    strands: tuple[Strand, ...]


def change_of(figure: Figure) -> Change | None:
    """None where there is nothing to compare: fewer than two waves with numbers, or one answer only."""
    lines = _drawn_lines(figure)
    if len(lines) < 2 or sum(each.gap is None for each in figure.waves) < 2:
        return None
    width = max(LEAST_WIDTH, LEFT + RIGHT + APART * (len(figure.waves) - 1))
    step = (width - LEFT - RIGHT) / (len(figure.waves) - 1)
    places = [LEFT + step * at for at in range(len(figure.waves))]
    height = max(HEIGHT, LABELS_APART * len(lines))
    most = max(range(len(lines)), key=lambda at: abs(_moved(lines[at])))
    ends = _spread([_end(line, height) for line in lines], TOP + height)
    return Change(
        title=_title(figure, lines[most]),
        says=" ".join(f"{line.whole}: {_told(figure, line)}." for line in lines),
        width=f"{width:.0f}",
        height=f"{TOP + height + FEET:.0f}",
        right=f"{width - RIGHT + 12:.0f}",
        depth=f"{height:.0f}",
        wave_y=f"{TOP + height + 22:.0f}",
        n_y=f"{TOP + height + 38:.0f}",
        levels=tuple((f"{share} %", f"{_y(share, height):.1f}") for share in (0, 25, 50, 75, 100)),
        stops=tuple(
            Stop(each, f"{x:.1f}", f"{x - 22:.1f}") for each, x in zip(figure.waves, places, strict=True)
        ),
        strands=tuple(
            _strand(at, line, places, height, ends[at], is_most=at == most and _has_moved(line))
            for at, line in enumerate(lines)
        ),
    )


def _drawn_lines(figure: Figure) -> list[Line]:
    """What was answered, with numbers in two waves; of a ranking the foremost places of each thing."""
    told = [line for line in figure.lines if not line.is_missing and len(_known(line)) > 1]
    if not any(line.group for line in told):
        return told
    return [next(lines) for _group, lines in groupby(told, key=lambda line: line.group)]


def _known(line: Line) -> list[tuple[int, Bar]]:
    return [(at, each) for at, each in enumerate(line.bars) if isinstance(each, Bar)]


def _moved(line: Line) -> int:
    known = _known(line)
    return known[-1][1].share - known[0][1].share


def _has_moved(line: Line) -> bool:
    return abs(_moved(line)) >= _LITTLE


def _title(figure: Figure, most: Line) -> str:
    (first, before), *_between, (last, after) = _known(most)
    said = {
        "words": most.whole,
        "before": before.share,
        "after": after.share,
        "first": figure.waves[first].wave.number,
        "last": figure.waves[last].wave.number,
        "points": _LITTLE,
    }
    if _has_moved(most):
        told = _(
            "“%(words)s” has changed most: %(before)s %% in wave %(first)s, %(after)s %% in wave %(last)s."
        )
    else:
        told = _(
            "Little has changed from wave %(first)s to wave %(last)s: nothing by %(points)s points or more."
        )
    return told % said


def _told(figure: Figure, line: Line) -> str:
    return ", ".join(_in_wave(of, each) for of, each in zip(figure.waves, line.bars, strict=True))


def _in_wave(of: OfWave, each: Bar | Gap) -> str:
    said = {"number": of.wave.number, "n": of.answered}
    if isinstance(each, Bar):
        return _("wave %(number)s %(share)s %% (n = %(n)s)") % {**said, "share": each.share}
    return _("wave %(number)s %(why)s") % {**said, "why": WHY[each]}


def _y(share: int, height: float) -> float:
    return TOP + height * (100 - share) / 100


def _end(line: Line, height: float) -> float:
    return _y(_known(line)[-1][1].share, height)


def _spread(wanted: Sequence[float], lowest: float) -> list[float]:
    """The same places, so far apart that labels do not touch, in the same order, none below the lowest."""
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    found = [0.0] * len(wanted)
    free = TOP
    for at in order:
        found[at] = max(free, wanted[at])
        free = found[at] + LABELS_APART
    limit = lowest
    for at in reversed(order):
        found[at] = min(found[at], limit)
        limit = found[at] - LABELS_APART
    return found


def _strand(
    at: int, line: Line, places: Sequence[float], height: float, end: float, *, is_most: bool
) -> Strand:
    known = _known(line)
    points = [(here, places[here], _y(each.share, height)) for here, each in known]
    joined = [(one, other) for one, other in pairwise(points) if other[0] == one[0] + 1]
    last = known[-1][1].share
    letter = _LETTERS[at % len(_LETTERS)]
    return Strand(
        letter=letter,
        words=line.whole,
        told=f"{known[0][1].share} % → {last} %",
        lines=tuple(f"M{a:.1f} {b:.1f}L{c:.1f} {d:.1f}" for (_one, a, b), (_other, c, d) in joined),
        marks=tuple(f"M{x:.1f} {y:.1f}{_SHAPES[at % len(_SHAPES)]}" for _here, x, y in points),
        label=f"{letter} {last} %",
        label_x=f"{points[-1][1] + 12:.1f}",
        label_y=f"{end + 4:.1f}",
        sign=f"M0 0{_SHAPES[at % len(_SHAPES)]}",
        dashes=at % 4,
        is_hollow=at >= len(_SHAPES),
        is_most=is_most,
    )
