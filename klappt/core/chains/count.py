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

from klappt.core.chains.moves import Move, bits
from klappt.core.chains.prospects import Prospects
from klappt.core.chains.remaining import Remaining
from klappt.core.chains.rules import State
from klappt.core.chains.search import Vector
from klappt.core.chains.successors import Successors
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


# Sets of moves, as bits, each with the point they lead to; None: the goal.
Onward = list[tuple[int, Point | None]]


@dataclass(slots=True, eq=False)
class Ways:
    """What can follow from a point: sets of moves, as bits, each with what can follow them; None: the goal.

    `again` are the moves further on that could come twice, `counts` the lists of offers by those of them
    that have been used.
    """

    steps: list[tuple[int, "Ways | None"]]
    again: int
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counted:
    offers: tuple[Move, ...]
    chains: int


class Counting:
    """Counts the chains of a task, for one vector of its front after the other."""

    def __init__(
        self, task: Task, successors: Successors, remaining: Remaining, prospects: Prospects
    ) -> None:
        self.task = task
        self.successors = successors
        self.remaining = remaining
        self.prospects = prospects
        self.repeatable = _repeatable(task, successors)

    def count(self, vector: Vector) -> Counted:
        """The chain that stands for this vector of the front, and how many there are with it."""
        if not vector.offers:
            return Counted((), 1)
        graph = _Graph(self, vector.months)
        start = ((0, vector.conditional),)
        ways = graph.ways_from(Point(self.task.start, -1, vector.offers, vector.cold, start))
        assert ways is not None  # noqa: S101 - the search has found a chain with this vector
        chains = graph.count(ways, 0)
        return Counted(tuple(self.successors.moves[number] for number in graph.first(ways)), chains)


class _Graph:
    """The points on the ways to one vector, as far as they lead to the goal."""

    def __init__(self, counting: Counting, last: int) -> None:
        self._task = counting.task
        self._successors = counting.successors
        self._remaining = counting.remaining
        self._prospects = counting.prospects
        self._repeatable = counting.repeatable
        self._last = last

    def ways_from(self, start: Point) -> Ways | None:
        """None where no chain of this vector leads on from here.

        Layer by layer, since every step leaves one offer fewer: first to the goal, then back from there.
        """
        layers = [{start: self._onward(start)}]
        for _ in range(1, start.offers_left):
            coming = dict.fromkeys(after for onward in layers[-1].values() for _, after in onward if after)
            layers.append({point: self._onward(point) for point in coming})
        further: dict[Point, Ways] = {}
        for layer in reversed(layers):
            further = {
                point: ways
                for point, onward in layer.items()
                if (ways := self._put_together(onward, further))
            }
        return further.get(start)

    def _put_together(self, onward: Onward, further: dict[Point, Ways]) -> Ways | None:
        """What leads nowhere is left out."""
        steps: list[tuple[int, Ways | None]] = []
        again = 0
        for moves, point in onward:
            after = further.get(point) if point else None
            if after or not point:
                steps.append((moves, after))
                again |= moves | (after.again if after else 0)
        return Ways(steps, again & self._repeatable) if steps else None

    def _onward(self, point: Point) -> Onward:
        found: Onward = []
        moves = self._successors.of(point.state)
        free = self._promising(point) & moves.worthwhile(point.followers, first=point.followers < 0)
        for allowed, conditional in ((moves.yes & free, 0), (moves.conditional & free, 1)):
            standings = [one for one in point.standings if one[1] >= conditional]
            if allowed and standings:
                self._plainly(
                    point, found, allowed, [(month, left - conditional) for month, left in standings]
                )
        if point.offers_left == 1:
            free = self._promising(point)
        for number in bits(moves.others & free):
            self._otherwise(point, found, number)
        return found

    def _plainly(self, point: Point, found: Onward, allowed: int, standings: list[Standing]) -> None:
        """By moves that start at once: those that do the same in as many months lead to the same point."""
        for side, cold in ((allowed & point.followers, 0), (allowed & ~point.followers, 1)):
            if not side or cold > point.cold_left:
                continue
            for fitting in self._successors.grouped(side):
                self._group(point, found, fitting, point.cold_left - cold, standings)

    def _group(
        self, point: Point, found: Onward, fitting: int, cold_left: int, standings: list[Standing]
    ) -> None:
        number = (fitting & -fitting).bit_length() - 1
        state = self._successors.moves[number].after(point.state)
        latest = self._last - self._remaining.closely(state)[0]
        for months, moves in self._by_months(fitting, latest - standings[0][0]):
            kept = _best([(month + months, left) for month, left in standings], latest)
            followers = self._successors.followers[number]
            self._lead(found, moves, Point(state, followers, point.offers_left - 1, cold_left, kept))

    def _by_months(self, moves: int, most: float) -> Iterator[tuple[int, int]]:
        """The moves of up to so many months, sorted by their months."""
        while moves:
            months = self._successors.moves[(moves & -moves).bit_length() - 1].months
            if months > most:
                return
            same = moves & self._successors.up_to(months)
            yield months, same
            moves &= ~same

    def _promising(self, point: Point) -> int:
        """The moves after which offers and months can be enough for the rest of the way."""
        in_time = self._prospects.within_months(point.state, self._last - point.standings[0][0])
        return in_time & self._prospects.within_offers(point.state, point.offers_left)

    def _lead(self, found: Onward, moves: int, after: Point) -> None:
        if after.offers_left:
            found.append((moves, after))
        elif self._task.goal_months(after.state):
            found.append((moves, None))

    def _otherwise(self, point: Point, found: Onward, number: int) -> None:
        """By a move that may have to wait."""
        cold_left = point.cold_left - int(not point.followers >> number & 1)
        move = self._successors.moves[number]
        if cold_left < 0 or (point.offers_left == 1 and not self._arrives(point, move)):
            return
        if point.offers_left == 1:
            found.append((1 << number, None))
            return
        state = move.after(point.state)
        kept = _best(_standings(point, move), self._last - self._remaining.closely(state)[0])
        if kept and not (self._task.limits and not self._task.within_limits(state)):
            followers = self._successors.followers[number]
            self._lead(found, 1 << number, Point(state, followers, point.offers_left - 1, cold_left, kept))

    def _arrives(self, point: Point, move: Move) -> bool:
        state = move.after(point.state)
        goal = self._task.goal_months(state) >> move.months
        open_, yes = move.starts(point.state)
        for month, conditional in point.standings:
            start = first_month((open_ if conditional else yes) & goal, month)
            if start is not None and start + move.months <= self._last:
                return True
        return False

    def count(self, start: Ways, used: int) -> int:
        """Lists of offers from here on in which none comes twice, and none of those used before."""
        used &= start.again
        layers = [{(start, used): self._countable(start, used)}] if used not in start.counts else []
        while layers and layers[-1]:
            coming = {
                (after, out): None
                for onward in layers[-1].values()
                for _, after, out in onward
                if after and out not in after.counts
            }
            layers.append({(ways, out): self._countable(ways, out) for ways, out in coming})
        for layer in reversed(layers):
            for (ways, out), onward in layer.items():
                ways.counts[out] = sum(
                    times * (after.counts[left_out] if after else 1) for times, after, left_out in onward
                )
        return start.counts[used]

    def _countable(self, ways: Ways, used: int) -> list[tuple[int, Ways | None, int]]:
        """How many times to count what follows, and which of the moves further on must not be used there."""
        found: list[tuple[int, Ways | None, int]] = []
        for moves, after in ways.steps:
            free = moves & ~used
            if after is None:
                found.append((free.bit_count(), None, 0))
                continue
            once = free & ~after.again
            if once:
                found.append((once.bit_count(), after, used & after.again))
            found += [(1, after, (used | 1 << number) & after.again) for number in bits(free & ~once)]
        return found

    def first(self, start: Ways) -> Iterator[int]:
        """The chain with the smallest list of keys: at each point the first move from which it goes on."""
        ways: Ways | None = start
        used = 0
        while ways is not None:
            steps = [(number, after) for moves, after in ways.steps for number in bits(moves & ~used)]
            steps.sort(key=lambda step: self._successors.moves[step[0]].position)
            for number, after in steps:
                if after is None or self.count(after, used | 1 << number):
                    yield number
                    ways, used = after, used | 1 << number
                    break


def _standings(point: Point, move: Move) -> list[Standing]:
    """When this move can have ended, with how many conditional steps left."""
    open_, yes = move.starts(point.state)
    standings: list[Standing] = []
    for month, conditional in point.standings:
        start = first_month(yes, month)
        if start is not None:
            standings.append((start + move.months, conditional))
        start = first_month(open_, month) if conditional else None
        if start is not None:
            standings.append((start + move.months, conditional - 1))
    return standings


def _best(standings: list[Standing], last: float) -> tuple[Standing, ...]:
    """The earliest month for each number of conditional steps left, where fewer come earlier."""
    kept: list[Standing] = []
    for month, conditional in sorted(standings, key=lambda one: (one[0], -one[1])):
        if month <= last and (not kept or conditional > kept[-1][1]):
            kept.append((month, conditional))
    return tuple(kept)


def _repeatable(task: Task, successors: Successors) -> int:
    """The moves that could be of use twice, were that allowed: what they do can be undone, or adds up."""
    found = 0
    onward: dict[int, set[tuple[int, ...]]] = {}
    for move in task.moves:
        for at, becomes in move.changes:
            onward.setdefault(at, set()).add(becomes)
    lasting: dict[tuple[int, tuple[int, ...]], bool] = {}
    for number, move in enumerate(successors.moves):
        for change in move.changes:
            if change not in lasting:
                lasting[change] = _lasts(change[1], onward[change[0]])
        undone = any(not lasting[change] for change in move.changes)
        if undone or move.added or task.always >> move.position & 1:
            found |= 1 << number
    return found


def _lasts(becomes: tuple[int, ...], onward: set[tuple[int, ...]]) -> bool:
    """Whether nothing leads from the values this brings about to one that it would change again."""
    reached = set(becomes)
    new = reached
    while new:
        new = {other[value] for value in new for other in onward} - reached
        reached |= new
    return all(becomes[value] == value for value in reached)
