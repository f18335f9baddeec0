"""The best group, level by level, each proven before the next begins; and all that are just as good."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

from klappt.core.selection.programme import Deadline, Programme
from klappt.core.selection.worth import Level, Model, Task, build

Group = frozenset[int]


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
    for index, level in enumerate(Level):
        solved = model.programme.maximise(model.levels[level], deadline)
        if solved.values is not None:
            found.append(_group(model, solved.values))
        if not found:
            return None
        value = task.worth(found[-1])[index]
        reached.append(Reached(level, value, solved.bound))
        if not solved.proven:
            return Best(found[-1], tuple(reached), proven=False)
        model.programme.add_row(model.levels[level], at_least=value)
    return Best(found[-1], tuple(reached), proven=True)


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
