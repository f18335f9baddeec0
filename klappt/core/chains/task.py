"""What the search works on: states, moves between them, and a goal."""

import datetime
from dataclasses import dataclass, field

from klappt.core.catalogue import Offer
from klappt.core.chains.rules import Changeable, State, Table, Term, evaluate, positions
from klappt.core.chains.times import Months, Times
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
class Move:
    """An offer as the search sees it: when it may be started, and what it makes of a state."""

    offer: Offer
    months: int
    fixed: Times
    tables: tuple[Table, ...]
    rest: tuple[Term, ...]
    changes: tuple[tuple[int, tuple[int, ...]], ...]
    added: tuple[tuple[int, int], ...]
    position: int = -1
    followers: int = 0

    def starts(self, state: State) -> tuple[Months, Months]:
        """The months in which the answer is at least conditional, and in which it is yes."""
        _, conditional, yes = self.fixed
        for table in self.tables:
            row = table.rows[state[table.at]]
            conditional &= row[1]
            yes &= row[2]
        for term in self.rest:
            row = evaluate(term, state)
            conditional &= row[1]
            yes &= row[2]
        return conditional, yes

    def after(self, state: State) -> State:
        values = list(state)
        for at, becomes in self.changes:
            values[at] = becomes[values[at]]
        for at, by in self.added:
            values[at] += by
        return tuple(values)

    def uses(self) -> frozenset[int]:
        return frozenset(table.at for table in self.tables).union(*(positions(term) for term in self.rest))

    def affects(self) -> frozenset[int]:
        return frozenset(at for at, _ in self.changes) | frozenset(at for at, _ in self.added)


@dataclass(slots=True)
class Task:
    """Everything the search needs. Moves are sorted by the keys of their offers and numbered in that order.

    `always` are the moves that may be worth their while without changing anything that matters.
    `allowed[at][value]` are, as bits, the moves that can be possible with this value; `changing[at][value]`
    those that turn it into another one. `limits` bound what can be added to a number.
    """

    wish: Wish
    attributes: dict[str, Attribute]
    moves: list[Move]
    goal: Term
    start: State
    changeable: tuple[Changeable, ...]
    limits: dict[int, tuple[int, int]]
    always: int = 0
    allowed: list[list[int]] = field(default_factory=list)
    changing: list[list[int]] = field(default_factory=list)
    adding: int = 0
    goals: dict[State, Months] = field(default_factory=dict)

    def goal_months(self, state: State) -> Months:
        months = self.goals.get(state)
        if months is None:
            months = self.goals[state] = evaluate(self.goal, state).yes
        return months

    def candidates(self, state: State) -> list[Move]:
        """The moves that may be possible and of use in this state, in the order of their keys."""
        possible, useful = -1, self.always | self.adding
        for value, allowed, changing in zip(state, self.allowed, self.changing, strict=True):
            if allowed:
                possible &= allowed[value]
                useful |= changing[value]
        return [self.moves[position] for position in bits(possible & useful)]

    def within_limits(self, state: State) -> bool:
        return all(lowest <= state[at] <= highest for at, (lowest, highest) in self.limits.items())


def bits(number: int) -> list[int]:
    """The positions of its bits, lowest first."""
    found = []
    while number:
        lowest = number & -number
        found.append(lowest.bit_length() - 1)
        number ^= lowest
    return found
