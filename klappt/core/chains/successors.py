"""From a state the moves worth trying, found without looking at each.

A move is plain if neither its answer nor the goal depends on the month: it starts at once. Of the plain
moves that make the same of a state, and leave the same moves without a cold step, only the shortest
possible one is tried: for the vectors of the front the others do not matter.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from klappt.core.chains.index import CONDITIONAL, YES, Index
from klappt.core.chains.moves import Move, bits
from klappt.core.chains.rules import State, Table
from klappt.core.chains.task import Task
from klappt.core.chains.times import Months, months_up_to


@dataclass(slots=True)
class Open:
    """The moves of a state: plain ones that are open, plain ones open at discretion, and all others.

    `idle` are those of them that would leave the state as it is. Such a move can only be worth its while
    between two offers that it joins without a cold step, or as the last one, to let the months pass.
    """

    possible: int
    yes: int
    conditional: int
    others: int
    idle: int

    def worthwhile(self, followers: int, *, first: bool) -> int:
        """The moves that can be worth their while after an offer with these followers."""
        return ~self.idle | (0 if first else followers)


class Successors:
    """Numbers the moves from short to long, so that the lowest bit of a set is the shortest move."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self.moves = sorted(task.moves, key=lambda move: (move.months, move.position))
        places = {move.position: number for number, move in enumerate(self.moves)}
        self.followers = [
            sum(1 << places[position] for position in bits(move.followers)) for move in self.moves
        ]
        self._always = sum(1 << places[position] for position in bits(task.always))
        self._yes = Index(self.moves, task.changeable, YES)
        self._perhaps = (
            Index(self.moves, task.changeable, CONDITIONAL) if task.wish.conditional else self._yes
        )
        self._plain, self._firm, self._groups = self._sorted_out()
        self._group_of = {number: group for group in self._groups for number in bits(group)}
        self._known: dict[State, Open] = {}
        self._up_to: dict[int, int] = {}

    def of(self, state: State) -> Open:
        known = self._known.get(state)
        if known is None:
            known = self._known[state] = self._compute(state)
        return known

    def grouped(self, plain: int) -> Iterator[int]:
        """These plain moves, those together that do the same."""
        while plain:
            fitting = plain & self._group_of[(plain & -plain).bit_length() - 1]
            yield fitting
            plain ^= fitting

    def up_to(self, months: int) -> int:
        """All moves of at most so many months."""
        known = self._up_to.get(months)
        if known is None:
            count = bisect_right(self.moves, months, key=lambda move: move.months)
            known = self._up_to[months] = (1 << count) - 1
        return known

    def _compute(self, state: State) -> Open:
        changing = self._yes.changing(state)
        possible = self._perhaps.allowed(state) & (changing | self._always)
        yes = self._yes.allowed(state) & possible & self._plain & self._firm
        return Open(
            possible, yes, possible & self._plain & ~yes, possible & ~self._plain, possible & ~changing
        )

    def _sorted_out(self) -> tuple[int, int, list[int]]:
        """Plain moves, those of them that no fixed part makes conditional, and groups that do the same."""
        plain = firm = 0
        horizon = self._task.wish.horizon
        full = months_up_to(horizon)
        constant: dict[int, bool] = {}
        groups: dict[object, list[int]] = {}
        for number, move in enumerate(self.moves):
            if self._task.timeless and _is_plain(move, full, horizon, constant):
                groups.setdefault((move.changes, self.followers[number]), []).append(number)
        masks = []
        for numbers in groups.values():
            mask = _mask(numbers, len(self.moves))
            masks.append(mask)
            plain |= mask
            firm |= _mask([number for number in numbers if self.moves[number].yes], len(self.moves))
        return plain, firm, masks


def _mask(numbers: list[int], size: int) -> int:
    where = bytearray(size // 8 + 1)
    for number in numbers:
        where[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(where, "little")


def _is_plain(move: Move, full: Months, horizon: int, constant: dict[int, bool]) -> bool:
    """Whether nothing about this move depends on the month, and its tables say all there is to say."""
    if move.rest or move.added:
        return False
    latest = months_up_to(horizon - move.months)
    if move.conditional not in (0, latest) or move.yes not in (0, latest):
        return False
    for table in move.tables:
        known = constant.get(id(table))
        if known is None:
            known = constant[id(table)] = _is_constant(table, full)
        if not known:
            return False
    return True


def _is_constant(table: Table, full: Months) -> bool:
    if not isinstance(table.rows, tuple):
        return False
    return all(months in (0, full) for row in table.rows for months in (row.conditional, row.yes))
