"""Rules for a whole population: each situation that rules can tell apart is answered once, and handed out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from math import prod

import numpy as np
import numpy.typing as npt

from klappt.core.access import Rules
from klappt.core.conditions import AllOf, Answer, AnyOf, AtLeast, CompiledCondition, Scale
from klappt.core.conditions.answers import TURNED
from klappt.core.conditions.prepared import Leaf, Prepared
from klappt.core.populations.table import Column, Population

Answers = npt.NDArray[np.uint8]
_TURNED = np.array(TURNED, np.uint8)
# So many situations are answered beforehand; a code for each of them has 16 bits.
_MOST_SITUATIONS = 1 << 16
# So many rows at once that what is computed in between stays in the processor's own memory.
_BLOCK = 1 << 14


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """One attribute of all rows: row i is on step `of_values[codes[i]]`, out of `size` with unknown."""

    of_values: npt.NDArray[np.uint32]
    codes: npt.NDArray[np.integer]
    size: int


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """The states of all rows: steps for each scale, None where the attribute is unknown for all."""

    steps: Sequence[Steps | None]
    size: int


def answer_population(rules: Rules, population: Population) -> dict[str, Answers]:
    """For each offer and each idea the answer for each row (the values of `Answer`).

    Time and memory grow linearly with the rows. A `ValueError` says that a column has a value its attribute
    does not know.
    """
    conditions = [rule.condition for rule in rules.offers.values()]
    answers = answer_conditions(conditions, states_of(population, rules.scales))
    return dict(zip(rules.offers, answers, strict=True))


def states_of(population: Population, scales: Sequence[Scale]) -> States:
    """The states of all rows. A `ValueError` says that a column has a value its attribute does not know."""
    columns = [population.columns.get(scale.attribute.key) for scale in scales]
    steps = [_steps(column, scale) if column else None for column, scale in zip(columns, scales, strict=True)]
    return States(steps, population.size)


def _steps(column: Column, scale: Scale) -> Steps:
    of_values = np.array([scale.step(value) for value in column.values], np.uint32)
    return Steps(of_values, column.codes, scale.size)


def answer_conditions(conditions: Sequence[CompiledCondition], states: States) -> list[Answers]:
    """The answers of some conditions (of goals, say) for all rows."""
    known = {at: steps for at, steps in enumerate(states.steps) if steps}
    together = prod(steps.size for steps in known.values()) <= _MOST_SITUATIONS
    alike: dict[tuple[int, ...], list[int]] = {}
    for number, condition in enumerate(conditions):
        axes = tuple(at for at in known if together or at in condition.used)
        alike.setdefault(axes, []).append(number)
    found = np.empty((len(conditions), states.size), np.uint8)
    for axes, numbers in alike.items():
        roots = [conditions[number].root for number in numbers]
        chosen = {at: known[at] for at in axes}
        if prod(steps.size for steps in chosen.values()) > _MOST_SITUATIONS:
            for number, root in zip(numbers, roots, strict=True):
                found[number] = _one_by_one(root, chosen)
        else:
            _hand_out(_tables(roots, chosen), chosen, [found[number] for number in numbers])
    return list(found)


def _hand_out(tables: Sequence[Answers], axes: Mapping[int, Steps], found: Sequence[Answers]) -> None:
    """To each row the answers of its situation: four fit into a byte, so that one look-up finds four."""
    fours = [tables[first : first + 4] for first in range(0, len(tables), 4)]
    packed = [reduce(np.bitwise_or, (table << (2 * at) for at, table in enumerate(four))) for four in fours]
    digits = [
        (np.uint16(steps.size), steps.of_values.astype(np.uint16), steps.codes) for steps in axes.values()
    ]
    size = len(found[0])
    for first in range(0, size, _BLOCK):
        rows = slice(first, min(first + _BLOCK, size))
        # The number of each row's situation: its steps are the digits.
        code = np.zeros(rows.stop - rows.start, np.uint16)
        for base, step_of, codes in digits:
            code *= base
            code += step_of.take(codes[rows])
        for number, four in enumerate(packed):
            answers = four.take(code)
            for at, target in enumerate(found[4 * number : 4 * number + 4]):
                np.bitwise_and(answers >> (2 * at), 3, out=target[rows])


def _tables(roots: Sequence[Prepared], axes: Mapping[int, Steps]) -> list[Answers]:
    """The answers for each situation: every attribute is an axis, and each leaf lies along one of them."""
    shape = tuple(steps.size for steps in axes.values())
    along = {at: tuple(-1 if other == at else 1 for other in axes) for at in axes}

    @cache
    def table(position: int, answers: tuple[Answer, ...]) -> Answers:
        if position not in along:
            return np.array(answers[0], np.uint8)
        return np.array(answers, np.uint8).reshape(along[position])

    found = [_answer(root, lambda leaf: table(leaf.position, leaf.table)) for root in roots]
    return [np.broadcast_to(answers, shape).reshape(-1) for answers in found]


def _one_by_one(root: Prepared, axes: Mapping[int, Steps]) -> Answers:
    """Each row for itself, where there are too many situations to answer them all."""

    def look(leaf: Leaf) -> Answers:
        table = np.array(leaf.table, np.uint8)
        if leaf.position not in axes:
            return table[:1]
        steps = axes[leaf.position]
        return table.take(steps.of_values).take(steps.codes)

    return _answer(root, look)


def _answer(node: Prepared, look: Callable[[Leaf], Answers]) -> Answers:
    """A condition on arrays of answers that can be broadcast together."""
    if isinstance(node, Leaf):
        return look(node)
    parts = [_answer(part, look) for part in node.parts]
    match node.node:
        case AllOf():
            return reduce(np.minimum, parts, np.array(Answer.YES, np.uint8))
        case AnyOf():
            return reduce(np.maximum, parts, np.array(Answer.NO, np.uint8))
        case AtLeast(n):
            return _nth_highest(n, parts)
    return _TURNED.take(parts[0])


def _nth_highest(n: int, parts: Sequence[Answers]) -> Answers:
    """One for each answer above no that at least n parts reach."""
    if n == 0:
        return np.array(Answer.YES, np.uint8)
    reached = np.array(Answer.NO, np.uint8)
    for answer in (1, 2, 3):
        enough = sum((part >= answer for part in parts), np.array(0, np.uint32))
        reached = reached + (enough >= n).astype(np.uint8)
    return reached
