"""Sets of moves as bits, so that the moves that fit a state are found without looking at each."""

from collections.abc import Iterable

from klappt.core.chains.task import Move, Task


def index(task: Task) -> None:
    """Prepare `candidates`: for each value of an attribute the moves it allows, and those that change it."""
    level = 1 if task.wish.conditional else 2
    shut, changed = _Sets(len(task.moves)), _Sets(len(task.moves))
    for move in task.moves:
        for table in move.tables:
            if isinstance(table.rows, tuple):
                shut.add(move, table.at, [value for value, row in enumerate(table.rows) if not row[level]])
        for at, becomes in move.changes:
            changed.add(move, at, [value for value, target in enumerate(becomes) if value != target])
        if move.added:
            task.adding |= 1 << move.position
    for one in task.changeable:
        values = [] if one.counted else range(len(one.values))
        task.allowed.append([~shut.of(one.at, value) for value in values])
        task.changing.append([changed.of(one.at, value) for value in values])
        if one.counted:
            sums = [by for move in task.moves for at, by in move.added if at == one.at]
            task.limits[one.at] = (sum(by for by in sums if by < 0), sum(by for by in sums if by > 0))


class _Sets:
    """Sets of moves for pairs of attribute and value. Bytes, because single bits of an integer set slowly."""

    def __init__(self, moves: int) -> None:
        self._size = moves // 8 + 1
        self._sets: dict[tuple[int, int], bytearray] = {}

    def add(self, move: Move, at: int, values: Iterable[int]) -> None:
        for value in values:
            where = self._sets.get((at, value))
            if where is None:
                where = self._sets[at, value] = bytearray(self._size)
            where[move.position >> 3] |= 1 << (move.position & 7)

    def of(self, at: int, value: int) -> int:
        return int.from_bytes(self._sets.get((at, value), b""), "little")
