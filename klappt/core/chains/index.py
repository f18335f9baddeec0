"""Sets of moves as bits, so that the moves that fit a state are found without looking at each."""

from collections.abc import Iterable, Sequence

from klappt.core.chains.moves import Becomes, Move
from klappt.core.chains.rules import Changeable, State

# Levels of a row: at least conditional, and yes.
CONDITIONAL, YES = 1, 2


class Index:
    """Which of these moves a state allows, and which would change it; the n-th move is bit n."""

    def __init__(self, moves: Sequence[Move], changeable: Sequence[Changeable], level: int) -> None:
        shut, changed = _Sets(len(moves)), _Sets(len(moves))
        closed: dict[int, list[int]] = {}
        moved: dict[tuple[int, Becomes], list[int]] = {}
        adding = bytearray(len(moves) // 8 + 1)
        for number, move in enumerate(moves):
            for table in move.tables:
                values = closed.get(id(table))
                if values is None:
                    values = [value for value, row in enumerate(table.values()) if not row[level]]
                    closed[id(table)] = values
                shut.add(number, table.at, values)
            for change in move.changes:
                values = moved.get(change)
                if values is None:
                    values = [value for value, target in enumerate(change[1]) if value != target]
                    moved[change] = values
                changed.add(number, change[0], values)
            if move.added:
                adding[number >> 3] |= 1 << (number & 7)
        self._adding = int.from_bytes(adding, "little")
        known = [range(0 if one.counted else len(one.values)) for one in changeable]
        self._allowed = [[~shut.of(at, value) for value in each] for at, each in enumerate(known)]
        self._changing = [[changed.of(at, value) for value in each] for at, each in enumerate(known)]
        self._everything = (1 << len(moves)) - 1

    def allowed(self, state: State) -> int:
        """Moves that no table rules out; where nothing else is asked they are possible."""
        possible = self._everything
        for value, allowed in zip(state, self._allowed, strict=True):
            if allowed:
                possible &= allowed[value]
        return possible

    def changing(self, state: State) -> int:
        """Moves after which the state would be another one."""
        useful = self._adding
        for value, changing in zip(state, self._changing, strict=True):
            if changing:
                useful |= changing[value]
        return useful


class _Sets:
    """Sets of moves for pairs of attribute and value. Bytes, because single bits of an integer set slowly."""

    def __init__(self, moves: int) -> None:
        self._size = moves // 8 + 1
        self._sets: dict[tuple[int, int], bytearray] = {}

    def add(self, number: int, at: int, values: Iterable[int]) -> None:
        byte, bit = number >> 3, 1 << (number & 7)
        for value in values:
            where = self._sets.get((at, value))
            if where is None:
                where = self._sets[at, value] = bytearray(self._size)
            where[byte] |= bit

    def of(self, at: int, value: int) -> int:
        return int.from_bytes(self._sets.get((at, value), b""), "little")
