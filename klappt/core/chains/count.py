"""All chains of one vector of the front: how many, and which has the smallest list of offer keys.

Chains are counted as lists of offers: whoever waits differently between the same offers walks the same
chain. So a point on the way is not one month but all pairs (month, conditional steps left) in which the
same offers can have been passed, without those that another pair is no worse than. All chains to the vector
share the points they have in common; the points form a graph without circles, and counting runs through it
once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from klappt.core.chains.moves import Move
from klappt.core.chains.remaining import Remaining
from klappt.core.chains.rules import State
from klappt.core.chains.search import Vector
from klappt.core.chains.task import Task
from klappt.core.chains.times import first_month

# Month reached, conditional steps that may still come.
Standing = tuple[int, int]


class Point(NamedTuple):
    state: State
    followers: int
    offers_left: int
    cold_left: int
    standings: tuple[Standing, ...]


@dataclass(slots=True)
class Ways:
    """What can follow from a point; `next` None after the last offer. `again` are the moves further on that
    could come twice."""

    steps: list[tuple[Move, "Ways | None"]] = field(default_factory=list)
    again: int = 0
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counted:
    offers: tuple[Move, ...]
    chains: int


def count_chains(task: Task, vector: Vector, remaining: Remaining) -> Counted:
    """The chain that stands for this vector of the front, and how many there are with it."""
    if not vector.offers:
        return Counted((), 1)
    graph = _Graph(task, vector, _repeatable(task), remaining)
    ways = graph.ways(Point(task.start, -1, vector.offers, vector.cold, ((0, vector.conditional),)))
    assert ways is not None  # noqa: S101 - the search has found a chain with this vector
    chains = graph.count(ways, 0)
    return Counted(tuple(graph.first(ways)), chains)


class _Graph:
    def __init__(self, task: Task, vector: Vector, repeatable: int, remaining: Remaining) -> None:
        self._remaining = remaining
        self._task = task
        self._vector = vector
        self._repeatable = repeatable
        self._known: dict[Point, Ways | None] = {}

    def ways(self, point: Point) -> Ways | None:
        """None where no chain of this vector leads on from here."""
        if point in self._known:
            return self._known[point]
        ways = Ways()
        for move in self._task.candidates(point.state):
            cold = int(not point.followers >> move.position & 1)
            if cold > point.cold_left:
                continue
            if point.offers_left == 1:
                if self._arrives(point, move):
                    ways.steps.append((move, None))
                    ways.again |= 1 << move.position
            elif (after := self._after(point, move, cold)) and (further := self.ways(after)):
                ways.steps.append((move, further))
                ways.again |= 1 << move.position | further.again
        ways.again &= self._repeatable
        self._known[point] = found = ways if ways.steps else None
        return found

    def count(self, ways: Ways, used: int) -> int:
        """Lists of offers from here on in which none comes twice, and none of those used before."""
        used &= ways.again
        known = ways.counts.get(used)
        if known is None:
            known = 0
            for move, after in ways.steps:
                here = 1 << move.position
                if not used & here:
                    known += 1 if after is None else self.count(after, used | here)
            ways.counts[used] = known
        return known

    def first(self, start: Ways) -> Iterator[Move]:
        """The chain with the smallest list of keys: at each point the first move from which it goes on."""
        ways: Ways | None = start
        used = 0
        while ways is not None:
            for move, after in ways.steps:
                then = used | 1 << move.position
                if then != used and (after is None or self.count(after, then)):
                    yield move
                    ways, used = after, then
                    break

    def _arrives(self, point: Point, move: Move) -> bool:
        state = move.after(point.state)
        goal = self._task.goal_months(state) >> move.months
        open_, yes = move.starts(point.state)
        for month, conditional in point.standings:
            start = first_month((open_ if conditional else yes) & goal, month)
            if start is not None and start + move.months <= self._vector.months:
                return True
        return False

    def _after(self, point: Point, move: Move, cold: int) -> Point | None:
        state = move.after(point.state)
        last = 0.0
        for remaining in (self._remaining, self._remaining.closely):
            months, offers = remaining(state)
            last = self._vector.months - months
            if offers >= point.offers_left or point.standings[0][0] + move.months > last:
                return None
        open_, yes = move.starts(point.state)
        standings: list[Standing] = []
        for month, conditional in point.standings:
            start = first_month(yes, month)
            if start is not None:
                standings.append((start + move.months, conditional))
            if conditional:
                start = first_month(open_, month)
                if start is not None:
                    standings.append((start + move.months, conditional - 1))
        kept = _best(standings, last)
        if not kept:
            return None
        if self._task.limits and not self._task.within_limits(state):
            return None
        return Point(state, move.followers, point.offers_left - 1, point.cold_left - cold, kept)


def _best(standings: list[Standing], last: float) -> tuple[Standing, ...]:
    """The earliest month for each number of conditional steps left, where fewer come earlier."""
    kept: list[Standing] = []
    for month, conditional in sorted(standings, key=lambda one: (one[0], -one[1])):
        if month <= last and (not kept or conditional > kept[-1][1]):
            kept.append((month, conditional))
    return tuple(kept)


def _repeatable(task: Task) -> int:
    """The moves that could be of use twice, were that allowed: what they do can be undone, or adds up."""
    found = task.always | sum(1 << move.position for move in task.moves if move.added)
    onward: dict[int, set[tuple[int, ...]]] = {}
    for move in task.moves:
        for at, becomes in move.changes:
            onward.setdefault(at, set()).add(becomes)
    lasting: dict[tuple[int, tuple[int, ...]], bool] = {}
    for move in task.moves:
        for change in move.changes:
            if change not in lasting:
                lasting[change] = _lasts(change[1], onward[change[0]])
            if not lasting[change]:
                found |= 1 << move.position
    return found


def _lasts(becomes: tuple[int, ...], onward: set[tuple[int, ...]]) -> bool:
    """Whether nothing leads from the values this brings about to one that it would change again."""
    reached = set(becomes)
    new = reached
    while new:
        new = {other[value] for value in new for other in onward} - reached
        reached |= new
    return all(becomes[value] == value for value in reached)
