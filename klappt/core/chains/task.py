"""What the search works on: states, moves between them, and a goal."""

import datetime
from dataclasses import dataclass, field

from klappt.core.chains.index import CONDITIONAL, YES, Index
from klappt.core.chains.moves import Move, bits
from klappt.core.chains.rules import Changeable, State, Term, evaluate
from klappt.core.chains.times import Months
from klappt.core.conditions import Attribute


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for. No chain ends after month `horizon`; `day` None leaves validity aside."""

    goal: str
    conditional: bool = False
    warm_only: bool = False
    horizon: int = 120
    day: datetime.date | None = None


@dataclass(slots=True)
class Task:
    """Everything the search needs. Moves are sorted by the keys of their offers and numbered in that order.

    `always` are, as bits, the moves that may be worth their while without changing anything that matters.
    `limits` bound what can be added to a number. `timeless`: whether the goal is met does not depend on
    the month.
    """

    wish: Wish
    attributes: dict[str, Attribute]
    moves: list[Move]
    goal: Term
    start: State
    changeable: tuple[Changeable, ...]
    limits: dict[int, tuple[int, int]]
    always: int = 0
    timeless: bool = True
    _goals: dict[State, Months] = field(default_factory=dict)
    _index: Index | None = None

    def goal_months(self, state: State) -> Months:
        """The months in which the goal is met in this state."""
        months = self._goals.get(state)
        if months is None:
            months = self._goals[state] = evaluate(self.goal, state).yes
        return months

    def candidates(self, state: State) -> list[Move]:
        """The moves that may be possible and of use in this state, in the order of their keys."""
        if self._index is None:
            self._index = Index(self.moves, self.changeable, self.level)
        possible = self._index.allowed(state) & (self._index.changing(state) | self.always)
        return [self.moves[position] for position in bits(possible)]

    @property
    def level(self) -> int:
        """What an answer must be at least."""
        return CONDITIONAL if self.wish.conditional else YES

    def within_limits(self, state: State) -> bool:
        return all(lowest <= state[at] <= highest for at, (lowest, highest) in self.limits.items())
