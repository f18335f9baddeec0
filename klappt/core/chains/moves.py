"""Offers as the search sees them."""

from dataclasses import dataclass

from klappt.core.catalogue import Offer
from klappt.core.chains.rules import State, Table, Term, evaluate, positions
from klappt.core.chains.times import Months

# For each value of an attribute the one that it becomes.
Becomes = tuple[int, ...]


@dataclass(slots=True)
class Move:
    """An offer as the search sees it: when it may be started, and what it makes of a state.

    `conditional` and `yes` are the months left by what is fixed. `allowed` are, for each attribute with a
    table, the values with which it is not ruled out, as bits. `followers` are the moves that may follow it
    without a cold step, by their positions.
    """

    offer: Offer
    months: int
    conditional: Months
    yes: Months
    tables: tuple[Table, ...]
    rest: tuple[Term, ...]
    allowed: tuple[tuple[int, int], ...]
    changes: tuple[tuple[int, Becomes], ...]
    added: tuple[tuple[int, int], ...]
    position: int = -1
    followers: int = 0

    def starts(self, state: State) -> tuple[Months, Months]:
        """The months in which the answer is at least conditional, and in which it is yes."""
        conditional, yes = self.conditional, self.yes
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

    def uses(self) -> set[int]:
        """The attributes its answer depends on."""
        return {table.at for table in self.tables}.union(*(positions(term) for term in self.rest))

    def affects(self) -> int:
        """How many attributes it changes."""
        return len(self.changes) + len(self.added)


def bits(number: int) -> list[int]:
    """The positions of its bits, lowest first."""
    found = []
    while number:
        lowest = number & -number
        found.append(lowest.bit_length() - 1)
        number ^= lowest
    return found
