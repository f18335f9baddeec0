"""The network of the chains as boxes and lines with places: what the SVG draws (B5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klappt.chains.selectors.course import Course, Passage, Stop
from klappt.core.layered import Box, Line, Measures, Node, draw
from klappt.core.layered.wrapping import wrapped
from klappt.profiles.words import spoken

MEASURES = Measures(width=172.0, between_columns=56.0, between_boxes=16.0, passage=8.0)
LINE, PADDING, SMALL = 17.0, 11.0, 16.0
CHARACTERS, MOST_LINES = 21, 3
MARGIN_LEFT, MARGIN = 28.0, 14.0
WIDEST = 1250.0
# What cannot be in an offer's abbreviation.
GOAL = "→"


@dataclass(frozen=True)
class DrawnBox:
    """A box and its text. `kind`: offer, idea, goal or blocked; `breaks`: for how many it blocks."""

    key: str
    kind: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[tuple[float, str], ...]
    says: str
    says_y: float
    begins: bool
    breaks: int


@dataclass(frozen=True)
class DrawnLine:
    """`style`: linked, transfer, rule, cold, broken or reaches; the middle is that of the longest piece."""

    style: str
    points: str
    middle_x: float
    middle_y: float
    has_rule: bool
    is_planned: bool


@dataclass(frozen=True)
class Picture:
    boxes: list[DrawnBox]
    lines: list[DrawnLine]
    width: float
    height: float

    @property
    def fits(self) -> bool:
        """Whether it stays readable when it is made as narrow as a page."""
        return self.width <= WIDEST


def picture(course: Course, total: int) -> Picture:
    """Places and texts of everything drawn. `total`: of how many subgroups the boxes speak."""
    names = {key: wrapped(name_of(stop), CHARACTERS, MOST_LINES) for key, stop in course.stops.items()}
    goals = {f"{GOAL}{goal.key}": goal for goal in course.goals}
    labels = {key: wrapped(spoken(goal.labels, goal.key), CHARACTERS, 2) for key, goal in goals.items()}
    reached = {f"{GOAL}{goal}" for _offer, goal in course.arrivals}
    nodes = [Node(key, _height(lines), rank=course.stops[key].usually) for key, lines in names.items()]
    nodes += [Node(key, _height(labels[key]), last=True, rank=inf) for key in goals if key in reached]
    edges = [*course.passages, *((offer, f"{GOAL}{goal}") for offer, goal in course.arrivals)]
    drawing = draw(nodes, edges, MEASURES)
    boxes = [
        _goal_box(box, labels[box.key], course)
        if box.key in goals
        else _offer_box(box, names[box.key], course.stops[box.key], total)
        for box in drawing.boxes
    ]
    return Picture(
        boxes,
        [_line(line, course) for line in drawing.lines],
        round(drawing.width + MARGIN_LEFT + MARGIN, 1),
        round(drawing.height + 2 * MARGIN, 1),
    )


def name_of(stop: Stop) -> str:
    return spoken(stop.offer.names, stop.offer.key)


def _height(lines: tuple[str, ...]) -> float:
    return 2 * PADDING + LINE * len(lines) + SMALL


def _texts(box: Box, lines: Iterable[str]) -> tuple[tuple[float, str], ...]:
    top = box.y + MARGIN + PADDING + 12
    return tuple((round(top + LINE * number, 1), text) for number, text in enumerate(lines))


def _offer_box(box: Box, lines: tuple[str, ...], stop: Stop, total: int) -> DrawnBox:
    kind = "idea" if stop.is_idea else "blocked" if stop.blocks and not stop.passes else "offer"
    return _box(box, kind, lines, who(stop, total), begins=bool(stop.begins), breaks=len(stop.blocks))


def _goal_box(box: Box, lines: tuple[str, ...], course: Course) -> DrawnBox:
    key = box.key.removeprefix(GOAL)
    mine = [each for each in course.results if each.goal.key == key]
    arrive = [each for each in mine if not each.found.front.blocked]
    says = _("%(some)d of %(all)d arrive") % {"some": len(arrive), "all": len(mine)}
    return _box(box, "goal", lines, says)


def _box(
    box: Box, kind: str, lines: tuple[str, ...], says: str, *, begins: bool = False, breaks: int = 0
) -> DrawnBox:
    return DrawnBox(
        key=box.key,
        kind=kind,
        x=round(box.x + MARGIN_LEFT, 1),
        y=round(box.y + MARGIN, 1),
        width=box.width,
        height=box.height,
        lines=_texts(box, lines),
        says=says,
        says_y=round(box.y + MARGIN + box.height - PADDING + 1, 1),
        begins=begins,
        breaks=breaks,
    )


def who(stop: Stop, total: int) -> str:
    """Who may enter, in a few words: of one subgroup the answer, of several how many."""
    if stop.is_idea:
        return _("idea, does not exist yet")
    if total == 1:
        return _who_one(stop)
    if not stop.open_to and not stop.conditional_to:
        return _("open to none of %(all)d now") % {"all": total}
    told = _("open to %(some)d of %(all)d") % {"some": len(stop.open_to), "all": total}
    if stop.conditional_to:
        told += ngettext(", %(n)d conditional", ", %(n)d conditional", len(stop.conditional_to)) % {
            "n": len(stop.conditional_to)
        }
    return told


def _who_one(stop: Stop) -> str:
    if stop.start:
        return _("from month %(month)d, %(months)d months") % {
            "month": stop.start,
            "months": stop.offer.months,
        }
    if stop.passes:
        return _("at once, %(months)d months") % {"months": stop.offer.months}
    if stop.open_to:
        return _("open")
    return _("conditional") if stop.conditional_to else _("not open now")


def _line(line: Line, course: Course) -> DrawnLine:
    points = [(round(p.x + MARGIN_LEFT, 1), round(p.y + MARGIN, 1)) for p in line.points]
    (x, y), (x2, y2) = max(pairwise(points), key=lambda piece: abs(piece[1][0] - piece[0][0]))
    passage = course.passages.get((line.source, line.target))
    return DrawnLine(
        style=passage.style if passage else _arrival(line, course),
        points=" ".join(f"{px},{py}" for px, py in points),
        middle_x=round((x + x2) / 2, 1),
        middle_y=round((y + y2) / 2, 1),
        has_rule=bool(passage and _has_rule(passage)),
        is_planned=bool(passage and passage.lever),
    )


def _arrival(line: Line, course: Course) -> str:
    arrived = course.arrivals[line.source, line.target.removeprefix(GOAL)]
    return "reaches" if arrived else "broken"


def _has_rule(passage: Passage) -> bool:
    return bool(passage.link and passage.link.agreed and passage.link.interface_rule)
