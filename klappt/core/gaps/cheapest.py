"""The chain that costs least where each offer has a price: what the flow asks for (column generation)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from itertools import count
from math import lcm

from klappt.core.chains.moves import Move
from klappt.core.chains.rules import State
from klappt.core.chains.task import Task
from klappt.core.chains.times import first_month

_NO_OFFERS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Label:
    """A way to a state: what it costs, and the month reached. `followers` may come without a cold step."""

    cost: int
    month: int
    state: State
    followers: int
    used: int
    move: Move | None = None
    before: "_Label | None" = None

    def moves(self) -> Iterator[Move]:
        label: _Label | None = self
        while label is not None and label.move is not None:
            yield label.move
            label = label.before


def cheapest_chain(
    task: Task, prices: Mapping[str, Fraction], closed: Collection[str] = _NO_OFFERS
) -> tuple[str, ...] | None:
    """The offers of a chain of the task of which no other costs less; without a chain None.

    An offer without a price costs nothing; prices must not be negative. Closed offers are not used.
    """
    scale = lcm(*(price.denominator for price in prices.values()))
    costs = [int(prices.get(move.offer.key, 0) * scale) for move in task.moves]
    open_ = sum(1 << move.position for move in task.moves if move.offer.key not in closed)
    remembered = 0
    while True:
        label = _search(task, costs, open_, remembered)
        if label is None:
            return None
        moves = list(label.moves())[::-1]
        twice = _twice(moves)
        if not twice:
            return tuple(move.offer.key for move in moves)
        # Nothing is remembered of what has been used, until the best way would use it twice.
        remembered |= twice


def _twice(moves: Collection[Move]) -> int:
    seen = twice = 0
    for move in moves:
        twice |= seen & (1 << move.position)
        seen |= 1 << move.position
    return twice


def _search(task: Task, costs: list[int], open_: int, remembered: int) -> _Label | None:
    """Labels in the order of cost and month: the first at the goal is the cheapest."""
    start = _Label(0, 0, task.start, -1, 0)
    if task.goal_months(task.start) & 1:
        return start
    settled: dict[State, list[_Label]] = {}
    order = count()
    heap: list[tuple[int, int, int, bool, _Label]] = [(0, 0, next(order), False, start)]
    while heap:
        _, _, _, at_goal, label = heappop(heap)
        if at_goal:
            return label
        rivals = settled.setdefault(label.state, [])
        if any(_dominates(rival, label, task) for rival in rivals):
            continue
        rivals.append(label)
        for move in task.candidates(label.state):
            if open_ >> move.position & 1 and not label.used >> move.position & 1:
                for following, there in _extended(task, label, move, costs, remembered):
                    heappush(heap, (following.cost, following.month, next(order), there, following))
    return None


def _dominates(one: _Label, other: _Label, task: Task) -> bool:
    """It comes out of the heap first, so it costs no more."""
    followers_matter = task.wish.warm_only and other.followers & ~one.followers
    return one.month <= other.month and not one.used & ~other.used and not followers_matter


def _extended(
    task: Task, label: _Label, move: Move, costs: list[int], remembered: int
) -> Iterator[tuple[_Label, bool]]:
    """The labels one move further on, and whether each of them is at the goal."""
    here = 1 << move.position
    if task.wish.warm_only and not label.followers & here:
        return
    state = move.after(label.state)
    if task.limits and not task.within_limits(state):
        return
    at_least_conditional, yes = move.starts(label.state)
    starts = at_least_conditional if task.wish.conditional else yes
    cost, used = label.cost + costs[move.position], label.used | (here & remembered)
    for wanted, there in ((starts & task.goal_months(state) >> move.months, True), (starts, False)):
        start = first_month(wanted, label.month)
        if start is not None:
            yield _Label(cost, start + move.months, state, move.followers, used, move, label), there
