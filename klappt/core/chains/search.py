"""The best vectors: a label-setting search over states that are built when they are reached.

Martins 1984; Mandow & Pérez de la Cruz 2010 (lower bounds, NAMOA*); Righini & Salani 2008 (what may be
used only once is only remembered where that makes a difference).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

from klappt.core.chains.moves import Move, bits
from klappt.core.chains.prospects import Prospects
from klappt.core.chains.remaining import Remaining
from klappt.core.chains.rules import State
from klappt.core.chains.runs import Runs, runs_of
from klappt.core.chains.successors import Successors
from klappt.core.chains.task import Task
from klappt.core.chains.times import first_month


class Vector(NamedTuple):
    """What a chain costs; less is better in each."""

    months: int
    offers: int
    conditional: int
    cold: int


def no_worse(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] <= other[0] and one[1] <= other[1] and one[2] <= other[2] and one[3] <= other[3]


@dataclass(slots=True)
class Label:
    """A way to a state. Moves are numbered by `Successors`; `move` -1 at the start.

    `followers` are the moves that can follow without a cold step, at first all; `used` the moves that
    have been used, as far as they are remembered.
    """

    vector: Vector
    state: State
    followers: int
    used: int
    move: int = -1
    before: "Label | None" = None

    def moves(self) -> Iterator[int]:
        label: Label | None = self
        while label is not None and label.move >= 0:
            yield label.move
            label = label.before


def best_vectors(
    task: Task, successors: Successors, remaining: Remaining, prospects: Prospects
) -> list[Vector]:
    """The vectors of the Pareto front, from few months to many.

    Waiting costs nothing but months, so a label is no worse than another of the same state that comes
    later. At first nothing is remembered of what has been used. Where a best chain would use an offer
    twice, that offer is remembered from then on, and the search begins again: the result is exact, and
    mostly the first search is the last.
    """
    if task.goal_months(task.start) & 1:
        return [Vector(0, 0, 0, 0)]
    search = _Search(task, successors, remaining, prospects)
    while True:
        search.run()
        twice = 0
        for label in search.found.values():
            seen = 0
            for move in label.moves():
                twice |= seen & (1 << move)
                seen |= 1 << move
        if not twice & ~search.remembered:
            return sorted(search.found)
        search.remembered |= twice


@dataclass(slots=True)
class _Search:
    task: Task
    successors: Successors
    remaining: Remaining
    prospects: Prospects
    remembered: int = 0
    found: dict[Vector, Label] = field(default_factory=dict)
    runs: Runs = field(init=False)
    heap: list[tuple[tuple[float, ...], float, int, Label]] = field(default_factory=list)
    order: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self.runs = runs_of(self.successors.followers)

    def run(self) -> None:
        self.found = {}
        self.heap = []
        settled: dict[State, list[Label]] = {}
        self._push(Label(Vector(0, 0, 0, 0), self.task.start, -1, 0))
        while self.heap:
            at_least, _, _, label = heappop(self.heap)
            if self._is_beaten(at_least):
                continue
            closer = self._at_least(label, self.remaining.closely(label.state))
            if closer != at_least:
                self._remember(label, closer)
                continue
            # Of the moves that could follow warmly only those count that are possible in this state.
            label.followers &= self.successors.of(label.state).possible
            rivals = settled.setdefault(label.state, [])
            if any(_dominates(rival, label, self.task) for rival in rivals):
                continue
            rivals.append(label)
            self._extend_plainly(label)
            warm = label.followers & self._promising(label, 0, 0)
            cold = ~label.followers & self._promising(label, 0, 1)
            for move in bits(self.successors.of(label.state).others & (warm | cold)):
                self._extend(label, move)

    def _push(self, label: Label) -> None:
        """Remember a label to go on from, unless no chain through it can be on the front."""
        self._remember(label, self._at_least(label, self.remaining(label.state)))

    def _at_least(self, label: Label, remaining: tuple[float, float]) -> tuple[float, ...]:
        """No chain through this label costs less."""
        months, offers, conditional, cold = label.vector
        left = max(remaining[1], 1)
        warm = self.runs.longest if label.move < 0 else self.runs.after[label.move]
        # Each cold step begins a run of warm ones; the first offer begins one without a cold step.
        cold_left = -((warm + (label.move < 0) - left) // (1 + self.runs.longest)) if left > warm else 0
        return months + remaining[0], offers + left, conditional, cold + max(0, cold_left)

    def _remember(self, label: Label, at_least: tuple[float, ...]) -> None:
        if at_least[0] <= self.task.wish.horizon and not self._is_beaten(at_least):
            # Of those with equal prospects the one nearest to the goal comes first.
            heappush(self.heap, (at_least, -label.vector.offers, next(self.order), label))

    def _promising(self, label: Label, conditional: int, cold: int) -> int:
        """Moves, so conditional and so cold, after which no chain that was found is better already."""
        months, offers, conditional_before, cold_before = label.vector
        within_months, within_offers = self.prospects.within_months, self.prospects.within_offers
        promising = within_months(label.state, self.task.wish.horizon - months)
        for best in self.found:
            if best[2] <= conditional_before + conditional and best[3] <= cold_before + cold:
                sooner = within_months(label.state, best[0] - months - 1)
                promising &= sooner | within_offers(label.state, best[1] - offers - 1)
        return promising

    def _is_beaten(self, at_least: tuple[float, ...]) -> bool:
        return any(no_worse(best, at_least) for best in self.found)

    def _arrive(self, label: Label) -> None:
        if not self._is_beaten(label.vector):
            for beaten in [one for one in self.found if no_worse(label.vector, one)]:
                del self.found[beaten]
            self.found[label.vector] = label

    def _extend_plainly(self, label: Label) -> None:
        """By the moves that start at once, of each group the shortest, cold or not, conditional or not."""
        moves = self.successors.of(label.state)
        free = moves.worthwhile(label.followers, first=label.move < 0) & ~label.used
        for allowed, conditional in ((moves.yes & free, 0), (moves.conditional & free, 1)):
            if not allowed:
                continue
            warm, cold = allowed & label.followers, allowed & ~label.followers
            sides = [(warm, 0)] if self.task.wish.warm_only else [(warm, 0), (cold, 1)]
            for side, is_cold in sides:
                if side:
                    promising = side & self._promising(label, conditional, is_cold)
                    for fitting in self.successors.grouped(promising):
                        number = (fitting & -fitting).bit_length() - 1
                        self._step(label, number, conditional, is_cold)

    def _step(self, label: Label, number: int, conditional: int, cold: int) -> None:
        move = self.successors.moves[number]
        vector = label.vector
        end = vector[0] + move.months
        if end > self.task.wish.horizon:
            return
        vector = Vector(end, vector[1] + 1, vector[2] + conditional, vector[3] + cold)
        state = move.after(label.state)
        used = label.used | (1 << number & self.remembered)
        following = Label(vector, state, self.successors.followers[number], used, number, label)
        if self.task.goal_months(state):
            self._arrive(following)
        else:
            self._push(following)

    def _extend(self, label: Label, number: int) -> None:
        """By a move that may have to wait, for itself or for a month in which the goal is met at its end."""
        here = 1 << number
        cold = int(not label.followers & here)
        if label.used & here or (cold and self.task.wish.warm_only):
            return
        move = self.successors.moves[number]
        state = move.after(label.state)
        if self.task.limits and not self.task.within_limits(state):
            return
        used = label.used | (here & self.remembered)
        followers = self.successors.followers[number]
        moves = self.successors.of(label.state)
        worthwhile = moves.worthwhile(label.followers, first=label.move < 0)
        for end, conditional, at_goal in self._ends(move, label.vector[0], label.state, state):
            _, offers, before, cold_before = label.vector
            vector = Vector(end, offers + 1, before + conditional, cold_before + cold)
            following = Label(vector, state, followers, used, number, label)
            if at_goal:
                self._arrive(following)
            elif worthwhile & here:
                self._push(following)

    def _ends(self, move: Move, month: int, state: State, after: State) -> Iterator[tuple[int, int, bool]]:
        """The earliest ends of the move, conditional or not, and at the goal or wherever."""
        open_, yes = move.starts(state)
        goal = self.task.goal_months(after) >> move.months
        for starts, conditional in (
            ((yes, 0), (open_ & ~yes, 1)) if self.task.wish.conditional else ((yes, 0),)
        ):
            for wanted, at_goal in ((starts & goal, True), (starts, False)):
                start = first_month(wanted, month)
                if start is not None:
                    yield start + move.months, conditional, at_goal


def _dominates(one: Label, other: Label, task: Task) -> bool:
    """Whatever the other can go on to do, this one can do at no greater cost."""
    mine, theirs = one.vector, other.vector
    if mine[0] > theirs[0] or mine[1] > theirs[1] or mine[2] > theirs[2] or one.used & ~other.used:
        return False
    if mine[3] <= theirs[3] and not other.followers & ~one.followers:
        return True
    return mine[3] < theirs[3] and not task.wish.warm_only
