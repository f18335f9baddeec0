"""Offers as the search sees them."""

from dataclasses import dataclass

from klappt.core.catalogue import Offer
from klappt.core.chains.rules import State, Table, Term, evaluate, positions
from klappt.core.chains.times import Months, Times


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


def bits(number: int) -> list[int]:
    """The positions of its bits, lowest first."""
    found = []
    while number:
        lowest = number & -number
        found.append(lowest.bit_length() - 1)
        number ^= lowest
    return found
