"""What makes one group better than another: levels compared one after the other, as in a sorted list.

Lexicographic goal programming (Ignizio 1976; cover as in Toregas et al. 1971). A later level never outweighs
an earlier one, so nobody has to believe in weights, and two people compute the same by hand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cached_property

from klappt.core.programme import Programme
from klappt.core.selection.wishes import Candidate, Wish, WishKind

# A criterion that hangs on one institution is lost when that one leaves: two count, a third adds nothing.
ENOUGH_PER_CRITERION = 2


class Level(StrEnum):
    """In the order in which they count. Of each, more is better; the first two and `FEW` count below zero."""

    KEPT = auto()
    NEAR = auto()
    COVER = auto()
    BREADTH = auto()
    PLANNED = auto()
    FEW = auto()
    COMMITMENT = auto()
    ANSWERED = auto()


@dataclass(frozen=True)
class Task:
    """Candidates in a fixed order, the wishes that must hold, and those to come as near to as possible."""

    candidates: tuple[Candidate, ...]
    held: tuple[Wish, ...]
    soft: tuple[Wish, ...] = ()

    @cached_property
    def counts(self) -> tuple[tuple[Wish, tuple[int, ...]], ...]:
        """What can be covered: each field and each criterion that is wished for or stands in the table."""
        wished = {(wish.kind, str(wish.subject)) for wish in self.held + self.soft}
        fields = {str(one.field) for one in self.candidates if one.field is not None}
        criteria = {name for one in self.candidates for name in one.criteria}
        for_all = wished | {(WishKind.FIELD, f) for f in fields} | {(WishKind.CRITERION, c) for c in criteria}
        counted = (Wish(kind, name, 1) for kind, name in sorted(for_all) if kind in _COVERED)
        return tuple((wish, wish.members(self.candidates)) for wish in counted)

    def holds(self, group: Iterable[int]) -> bool:
        """Whether a group, as positions, meets each wish that must hold."""
        chosen = frozenset(group)
        return not any(wish.shortfall(len(chosen & members)) for wish, members in self._held_members)

    def worth(self, group: Iterable[int]) -> tuple[int, ...]:
        """The value of a group on each level, in the order of `Level`: larger is better."""
        chosen = frozenset(group)
        members = [self.candidates[position] for position in chosen]
        missed = [
            wish.shortfall(len(chosen.intersection(wish.members(self.candidates)))) for wish in self.soft
        ]
        counts = [(wish.kind, len(chosen.intersection(positions))) for wish, positions in self.counts]
        breadth = sum(
            min(count, ENOUGH_PER_CRITERION) for kind, count in counts if kind is WishKind.CRITERION
        )
        return (
            -sum(map(bool, missed)),
            -sum(missed),
            sum(1 for _, count in counts if count),
            breadth,
            sum(one.planned for one in members),
            -len(members),
            sum(one.commitment for one in members),
            sum(len(one.criteria) for one in members),
        )

    @cached_property
    def _held_members(self) -> tuple[tuple[Wish, frozenset[int]], ...]:
        return tuple((wish, frozenset(wish.members(self.candidates))) for wish in self.held)


_COVERED = (WishKind.FIELD, WishKind.CRITERION)


@dataclass(frozen=True)
class Model:
    """A task as a programme: `seats` are the candidates' yes/no variables, `levels` the sums to maximise."""

    programme: Programme
    seats: tuple[int, ...]
    levels: Mapping[Level, Mapping[int, int]]


def build(task: Task) -> Model:
    """Write a task down as a whole-number programme."""
    programme = Programme()
    seats = tuple(programme.add_variable(1) for _ in task.candidates)
    for wish in task.held:
        counted = {seats[position]: 1 for position in wish.members(task.candidates)}
        programme.add_row(counted, wish.at_least, wish.at_most)
    missed = [_missed(programme, task, wish, seats) for wish in task.soft]
    numbered = list(zip(seats, task.candidates, strict=True))
    levels = {
        Level.KEPT: {broken: -1 for broken, _ in missed},
        Level.NEAR: {shortfall: -1 for _, shortfall in missed},
        Level.COVER: {_covered(programme, seats, positions, 1): 1 for _, positions in task.counts},
        Level.BREADTH: {
            _covered(programme, seats, positions, ENOUGH_PER_CRITERION): 1
            for wish, positions in task.counts
            if wish.kind is WishKind.CRITERION
        },
        Level.PLANNED: {seat: 1 for seat, one in numbered if one.planned},
        Level.FEW: dict.fromkeys(seats, -1),
        Level.COMMITMENT: {seat: one.commitment for seat, one in numbered},
        Level.ANSWERED: {seat: len(one.criteria) for seat, one in numbered},
    }
    return Model(programme, seats, levels)


def _missed(programme: Programme, task: Task, wish: Wish, seats: tuple[int, ...]) -> tuple[int, int]:
    """Two variables: whether a soft wish is missed, and by how much."""
    most = len(seats) + wish.at_least
    broken, shortfall = programme.add_variable(1), programme.add_variable(most)
    counted = {seats[position]: 1 for position in wish.members(task.candidates)}
    programme.add_row({**counted, shortfall: 1}, at_least=wish.at_least)
    if wish.at_most is not None:
        programme.add_row({**counted, shortfall: -1}, at_most=wish.at_most)
    programme.add_row({broken: most, shortfall: -1}, at_least=0)
    return broken, shortfall


def _covered(programme: Programme, seats: tuple[int, ...], positions: tuple[int, ...], enough: int) -> int:
    covered = programme.add_variable(enough)
    programme.add_row({**{seats[position]: 1 for position in positions}, covered: -1}, at_least=0)
    return covered
