"""The best group, level by level, each proven before the next begins; and all that are just as good."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

from klappt.core.programme import Deadline, Programme
from klappt.core.selection.worth import Level, Model, Task, build

Group = frozenset[int]
_LARGEST_SUM = 100_000


@dataclass(frozen=True)
class Reached:
    """What was reached on a level, and what at most could be: equal when proven, None when not known."""

    level: Level
    value: int
    bound: int | None


@dataclass(frozen=True)
class Best:
    """The best group found, as positions. Levels after the first unproven one are not listed."""

    group: Group
    reached: tuple[Reached, ...]
    proven: bool


def find_best(task: Task, deadline: Deadline) -> Best | None:
    """The best group, or None when the time was too short to find any. The wishes held must be possible."""
    model = build(task)
    found: list[Group] = []
    reached: list[Reached] = []
    for block in _blocks(model):
        solved = model.programme.maximise(_in_one_sum(model, block), deadline)
        if solved.values is not None:
            found.append(_group(model, solved.values))
        if not found:
            return None
        worth = dict(zip(Level, task.worth(found[-1]), strict=True))
        if not solved.proven:
            first = block[0]
            bound = None if solved.bound is None else _bound_of_first(model, block, solved.bound)
            return Best(found[-1], (*reached, Reached(first, worth[first], bound)), proven=False)
        for level in block:
            reached.append(Reached(level, worth[level], worth[level]))
            model.programme.add_row(model.levels[level], at_least=worth[level])
    return Best(found[-1], tuple(reached), proven=True)


def _blocks(model: Model) -> list[list[Level]]:
    """Neighbouring levels that fit into one sum without getting near the tolerance of floating point."""
    blocks: list[list[Level]] = []
    size = 0
    for level in Level:
        least, most = model.programme.limits(model.levels[level])
        size *= most - least + 1
        if not blocks or size > _LARGEST_SUM:
            blocks.append([])
            size = most - least + 1
        blocks[-1].append(level)
    return blocks


def _weights(model: Model, block: list[Level]) -> dict[Level, int]:
    """Weights that are larger than all that the later levels of the block can add up to."""
    weights: dict[Level, int] = {}
    weight = 1
    for level in reversed(block):
        weights[level] = weight
        least, most = model.programme.limits(model.levels[level])
        weight *= most - least + 1
    return weights


def _in_one_sum(model: Model, block: list[Level]) -> dict[int, int]:
    terms: dict[int, int] = {}
    for level, weight in _weights(model, block).items():
        for variable, number in model.levels[level].items():
            terms[variable] = terms.get(variable, 0) + weight * number
    return terms


def _bound_of_first(model: Model, block: list[Level], bound: int) -> int:
    """What the first level can reach at most when the sum of the block cannot exceed `bound`."""
    weights = _weights(model, block)
    later = sum(weights[level] * model.programme.limits(model.levels[level])[0] for level in block[1:])
    return (bound - later) // weights[block[0]]


def equally_good(task: Task, best: Group, limit: int, deadline: Deadline) -> tuple[list[Group], bool | None]:
    """Up to `limit` other groups worth as much as `best`, those with the fewest changes first.

    The second part says whether there are more: True, False, or None when the time was too short to know.
    """
    found = list(islice(_one_exchanged(task, best), limit + 1))
    if len(found) > limit:
        return found[:limit], True
    model = build(task)
    worth = task.worth(best)
    for level, value in zip(Level, worth, strict=True):
        model.programme.add_row(model.levels[level], at_least=value)
    # Groups with one exchange are all known: everything else keeps at most all but two.
    kept = {model.seats[position]: 1 for position in sorted(best)}
    model.programme.add_row(kept, at_most=len(best) - 2)
    while True:
        solved = model.programme.maximise(kept, deadline)
        if solved.values is None:
            return found, (False if solved.proven else None)
        if len(found) == limit:
            return found, True
        group = _group(model, solved.values)
        found.append(group)
        _forbid(model.programme, model, group)


def _one_exchanged(task: Task, best: Group) -> Iterator[Group]:
    worth = task.worth(best)
    others = [position for position in range(len(task.candidates)) if position not in best]
    for leaves, comes in product(sorted(best), others):
        group = best - {leaves} | {comes}
        if task.holds(group) and task.worth(group) == worth:
            yield group


def _forbid(programme: Programme, model: Model, group: Group) -> None:
    """All equally good groups have the same size, so another one has to miss a member of this one."""
    programme.add_row({model.seats[position]: 1 for position in sorted(group)}, at_most=len(group) - 1)


def _group(model: Model, values: tuple[int, ...]) -> Group:
    return frozenset(position for position, seat in enumerate(model.seats) if values[seat])
