"""When wishes cannot all be met: the fewest that contradict each other, and the fewest to give up.

Smallest minimal unsatisfiable subset by implicit hitting sets (Ignatiev, Previti, Liffiton, Marques-Silva:
Smallest MUS Extraction with Minimal Hitting Set Dualization, CP 2015). Every conflict contains at least one
wish of every set whose giving-up helps; so the smallest set that hits all such sets known so far is a lower
bound, and once it cannot be met itself it is the answer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from klappt.core.programme import Deadline, Programme
from klappt.core.selection.wishes import Candidate, Wish


@dataclass(frozen=True)
class Conflict:
    """Wishes that cannot be met together (the fewest when `proven`), and the fewest to give up."""

    wishes: tuple[Wish, ...]
    give_up: tuple[Wish, ...]
    proven: bool


class OutOfTimeError(Exception):
    """The time limit came before the answer."""


def find_conflict(
    candidates: Sequence[Candidate], wishes: tuple[Wish, ...], deadline: Deadline
) -> Conflict | None:
    """None when all wishes can be met together. Raises OutOfTimeError when not even that could be decided."""
    give_up = _fewest_to_give_up(candidates, wishes, frozenset(), deadline)
    if not give_up:
        return None
    try:
        conflict, proven = _smallest(candidates, wishes, give_up, deadline.share(0.5)), True
    except OutOfTimeError:
        conflict, proven = _without_surplus(candidates, wishes, deadline.share(0.5)), False
    return Conflict(_pick(wishes, conflict), _pick(wishes, give_up), proven)


def _smallest(
    candidates: Sequence[Candidate], wishes: tuple[Wish, ...], first: frozenset[int], deadline: Deadline
) -> frozenset[int]:
    helping = [first]
    while True:
        suspects = _smallest_hitting_set(len(wishes), helping, deadline)
        known = len(helping)
        kept = suspects
        # As many sets without a common wish as there are: each raises the lower bound.
        while remedy := _fewest_to_give_up(candidates, wishes, kept, deadline):
            helping.append(remedy)
            kept |= remedy
        if len(helping) == known:
            return suspects


def _without_surplus(
    candidates: Sequence[Candidate], wishes: tuple[Wish, ...], deadline: Deadline
) -> frozenset[int]:
    """A conflict that bears no omission, perhaps not the smallest (deletion filter: Chinneck 1991)."""
    conflict = list(range(len(wishes)))
    try:
        for position in range(len(wishes)):
            rest = [other for other in conflict if other != position]
            smaller = _pick(wishes, rest)
            if _fewest_to_give_up(candidates, smaller, frozenset(range(len(smaller))), deadline) is None:
                conflict = rest
    except OutOfTimeError:
        pass
    return frozenset(conflict)


def _pick(wishes: tuple[Wish, ...], positions: Iterable[int]) -> tuple[Wish, ...]:
    return tuple(wishes[position] for position in sorted(positions))


def _fewest_to_give_up(
    candidates: Sequence[Candidate], wishes: tuple[Wish, ...], kept: frozenset[int], deadline: Deadline
) -> frozenset[int] | None:
    """The fewest wishes outside `kept` without which the rest can be met; None when `kept` alone fails."""
    programme = Programme()
    seats = [programme.add_variable(1) for _ in candidates]
    given_up: dict[int, int] = {}
    for position, wish in enumerate(wishes):
        counted = {seats[member]: 1 for member in wish.members(candidates)}
        lifted: dict[int, int] = {}
        if position not in kept:
            given_up[position] = programme.add_variable(1)
            lifted = {given_up[position]: len(seats) + wish.at_least}
        programme.add_row({**counted, **lifted}, at_least=wish.at_least)
        if wish.at_most is not None:
            lowered = {variable: -number for variable, number in lifted.items()}
            programme.add_row({**counted, **lowered}, at_most=wish.at_most)
    # Fewest first; among as few, rather a number than a name.
    costs = {
        variable: -len(wishes) - 1 - wishes[position].is_named for position, variable in given_up.items()
    }
    solved = programme.maximise(costs, deadline)
    if not solved.proven:
        raise OutOfTimeError
    if solved.values is None:
        return None
    return frozenset(position for position, variable in given_up.items() if solved.values[variable])


def _smallest_hitting_set(count: int, sets: Sequence[frozenset[int]], deadline: Deadline) -> frozenset[int]:
    programme = Programme()
    variables = [programme.add_variable(1) for _ in range(count)]
    for one in sets:
        programme.add_row({variables[position]: 1 for position in sorted(one)}, at_least=1)
    solved = programme.maximise(dict.fromkeys(variables, -1), deadline)
    if solved.values is None or not solved.proven:
        raise OutOfTimeError
    return frozenset(position for position, variable in enumerate(variables) if solved.values[variable])
