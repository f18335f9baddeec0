"""The best vectors: a label-setting search over states that are built when they are reached.

Martins 1984; Mandow & Pérez de la Cruz 2010 (lower bounds, NAMOA*); Righini & Salani 2008 (what may be used
only once is only remembered where that makes a difference).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

from klappt.core.chains.rules import State
from klappt.core.chains.task import Move, Task
from klappt.core.chains.times import first_month


class Vector(NamedTuple):
    """What a chain costs; less is better in each."""

    months: int
    offers: int
    conditional: int
    cold: int


def no_worse(one: Vector, other: Vector) -> bool:
    return one[0] <= other[0] and one[1] <= other[1] and one[2] <= other[2] and one[3] <= other[3]


@dataclass(frozen=True, slots=True)
class Label:
    """A way to a state. `followers` are the moves that can follow without a cold step, at first all."""

    vector: Vector
    state: State
    followers: int
    used: int
    move: Move | None = None
    before: "Label | None" = None

    def moves(self) -> Iterator[Move]:
        label: Label | None = self
        while label is not None and label.move is not None:
            yield label.move
            label = label.before


def best_vectors(task: Task) -> list[Vector]:
    """The vectors of the Pareto front, from few months to many.

    Waiting costs nothing but months, so a label is no worse than another of the same state that comes
    later. At first nothing is remembered of what has been used. Where a best chain would use an offer
    twice, that offer is remembered from then on, and the search begins again: the result is exact, and
    mostly the first search is the last.
    """
    remembered = 0
    while True:
        found = _search(task, remembered)
        twice = 0
        for label in found.values():
            seen = 0
            for move in label.moves():
                twice |= seen & (1 << move.position)
                seen |= 1 << move.position
        if not twice & ~remembered:
            return sorted(found)
        remembered |= twice


def _search(task: Task, remembered: int) -> dict[Vector, Label]:
    start = Label(Vector(0, 0, 0, 0), task.start, -1, 0)
    if task.goal_months(task.start) & 1:
        return {start.vector: start}
    found: dict[Vector, Label] = {}
    settled: dict[State, list[Label]] = {}
    order = count()
    heap = [(start.vector, next(order), start)]
    while heap:
        vector, _, label = heappop(heap)
        beyond = Vector(vector[0], vector[1] + 1, vector[2], vector[3])
        if any(no_worse(best, beyond) for best in found):
            continue
        rivals = settled.setdefault(label.state, [])
        if any(_dominates(rival, label, task) for rival in rivals):
            continue
        rivals.append(label)
        for move in task.candidates(label.state):
            for following, at_goal in _extended(task, label, move, remembered):
                if any(no_worse(best, following.vector) for best in found):
                    continue
                if at_goal:
                    for beaten in [one for one in found if no_worse(following.vector, one)]:
                        del found[beaten]
                    found[following.vector] = following
                else:
                    heappush(heap, (following.vector, next(order), following))
    return found


def _dominates(one: Label, other: Label, task: Task) -> bool:
    """Whatever the other can go on to do, this one can do at no greater cost."""
    mine, theirs = one.vector, other.vector
    if mine[0] > theirs[0] or mine[1] > theirs[1] or mine[2] > theirs[2] or one.used & ~other.used:
        return False
    if mine[3] <= theirs[3] and not other.followers & ~one.followers:
        return True
    return mine[3] < theirs[3] and not task.wish.warm_only


def _extended(task: Task, label: Label, move: Move, remembered: int) -> Iterator[tuple[Label, bool]]:
    """The labels one move further on, and whether each of them is a chain."""
    here = 1 << move.position
    if label.used & here:
        return
    cold = int(not label.followers & here)
    if cold and task.wish.warm_only:
        return
    state = move.after(label.state)
    if task.limits and not task.within_limits(state):
        return
    months, offers, conditional, cold_before = label.vector
    open_, yes = move.starts(label.state)
    goal = task.goal_months(state) >> move.months
    used = label.used | (here & remembered)
    for starts, more in ((open_, 1), (yes, 0)) if task.wish.conditional else ((yes, 0),):
        for wanted, at_goal in ((starts & goal, True), (starts, False)):
            start = first_month(wanted, months)
            if start is not None:
                if more and yes >> start & 1:
                    continue  # it counts as yes, and comes again
                vector = Vector(start + move.months, offers + 1, conditional + more, cold_before + cold)
                yield Label(vector, state, move.followers, used, move, label), at_goal
