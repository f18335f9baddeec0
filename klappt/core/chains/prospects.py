"""How far it is at least from the start of each move to the goal: the moves of a state within a limit.

So most moves that cannot be part of a best chain any more are left out without looking at each of them.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from math import inf
from operator import or_

from klappt.core.chains.moves import bits
from klappt.core.chains.remaining import Remaining
from klappt.core.chains.rules import State
from klappt.core.chains.successors import Successors


@dataclass(frozen=True, slots=True)
class _Within:
    """Limits from small to large, and the moves that keep to the first of them, to the first two ..."""

    limits: list[float]
    moves: list[int]

    def of(self, limit: float) -> int:
        return self.moves[bisect_right(self.limits, limit)]


class Prospects:
    """For the states of a task: the moves after which the goal can be in reach."""

    def __init__(self, successors: Successors, remaining: Remaining) -> None:
        self._successors = successors
        self._remaining = remaining
        self._known: dict[State, tuple[_Within, _Within]] = {}

    def within_months(self, state: State, most: float) -> int:
        """Those from whose start it may take so many months to the goal."""
        return self._of(state)[0].of(most)

    def within_offers(self, state: State, most: float) -> int:
        """Those with which it may take so many offers to the goal, themselves among them."""
        return self._of(state)[1].of(most)

    def _of(self, state: State) -> tuple[_Within, _Within]:
        known = self._known.get(state)
        if known is None:
            known = self._known[state] = self._compute(state)
        return known

    def _compute(self, state: State) -> tuple[_Within, _Within]:
        by_months, by_offers = [], []
        for number in bits(self._successors.of(state).possible):
            move = self._successors.moves[number]
            after = move.after(state)
            if self._remaining(after)[1] < inf:
                months, offers = self._remaining.closely(after)
                by_months.append((months + move.months, 1 << number))
                by_offers.append((offers + 1, 1 << number))
        return _sorted_out(by_months), _sorted_out(by_offers)


def _sorted_out(moves: Iterable[tuple[float, int]]) -> _Within:
    together: dict[float, int] = {}
    for limit, bit in moves:
        together[limit] = together.get(limit, 0) | bit
    limits = sorted(together)
    return _Within(limits, list(accumulate((together[limit] for limit in limits), or_, initial=0)))
