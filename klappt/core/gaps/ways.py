"""All smallest sets of changes that lead to the goal, in the sense of inclusion (docs/core/gaps.md)."""

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from klappt.core.programme import Deadline

L = TypeVar("L", bound=Hashable)

# Whether the goal is reached with these changes. More changes must never lead away from it.
Reaches = Callable[[frozenset[L]], bool]


@dataclass(frozen=True)
class Ways(Generic[L]):
    """Sets of changes of which none can be left out, the smaller ones first.

    `complete`: these are all of up to the size asked for; otherwise the time was too short to find more.
    """

    sets: tuple[frozenset[L], ...]
    complete: bool


def find_ways(changes: Sequence[L], reaches: Reaches[L], most: int, deadline: Deadline) -> Ways[L]:
    """Every set of up to `most` of the changes that reaches the goal while none of its parts does.

    `reaches` is asked as seldom as possible: each no is widened until nothing can be added without a yes, and
    then every way has to take one of the changes that are missing there (hitting set tree: Reiter 1987,
    Greiner et al. 1989). The order of the changes decides the order of the ways.
    """
    return _Tree(tuple(dict.fromkeys(changes)), reaches, deadline).grow(most)


class _Late(Exception):
    pass


@dataclass
class _Tree(Generic[L]):
    changes: tuple[L, ...]
    reaches: Reaches[L]
    deadline: Deadline
    missing: list[tuple[L, ...]] = field(default_factory=list)
    ways: list[frozenset[L]] = field(default_factory=list)

    def grow(self, most: int) -> Ways[L]:
        level = [frozenset[L]()]
        try:
            for size in range(most + 1):
                branches = [self._branches(taken) for taken in level]
                if size == most:
                    break
                # A dictionary keeps the order, so that the answer is the same each time.
                level = list(
                    dict.fromkeys(
                        taken | {change}
                        for taken, changes in zip(level, branches, strict=True)
                        for change in changes
                    )
                )
        except _Late:
            return Ways(tuple(self.ways), complete=False)
        return Ways(tuple(self.ways), complete=True)

    def _branches(self, taken: frozenset[L]) -> tuple[L, ...]:
        """One of these has to be taken, too; none when this is a way or goes beyond one."""
        if any(way <= taken for way in self.ways):
            return ()
        for missing in self.missing:
            if taken.isdisjoint(missing):
                return missing
        if self._ask(taken):
            self.ways.append(taken)
            return ()
        missing = self._missing_at_most(taken)
        self.missing.append(missing)
        self.missing.sort(key=len)
        return missing

    def _missing_at_most(self, taken: frozenset[L]) -> tuple[L, ...]:
        """What is missing where everything else is taken and still the goal is not reached."""
        rest = [change for change in self.changes if change not in taken]
        missing: list[L] = []
        pieces = [rest] if rest else []
        while pieces:
            piece = pieces.pop()
            if not self._ask(taken.union(piece)):
                taken = taken.union(piece)
            elif len(piece) == 1:
                missing += piece
            else:
                half = len(piece) // 2
                pieces += [piece[half:], piece[:half]]
        return tuple(missing)

    def _ask(self, taken: Collection[L]) -> bool:
        if not self.deadline.left():
            raise _Late
        return self.reaches(frozenset(taken))
