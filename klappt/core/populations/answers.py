"""Rules for a whole population, column by column."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from klappt.core.access import Rules
from klappt.core.conditions import AllOf, Answer, AnyOf, AtLeast, CompiledCondition, Scale
from klappt.core.conditions.answers import TURNED
from klappt.core.conditions.prepared import Leaf, Prepared
from klappt.core.populations.table import Population

Steps = npt.NDArray[np.intp]
Answers = npt.NDArray[np.uint8]
_TURNED = np.array(TURNED, np.uint8)


def answer_population(rules: Rules, population: Population) -> dict[str, Answers]:
    """For each offer and each idea the answer for each row (the values of `Answer`).

    Time and memory grow linearly with the rows. A `ValueError` says that a column has a value its attribute
    does not know.
    """
    states = states_of(population, rules.scales)
    seen: dict[tuple[int, tuple[Answer, ...]], Answers] = {}
    return {
        key: _answers(rule.condition.root, states, population.size, seen)
        for key, rule in rules.offers.items()
    }


def states_of(population: Population, scales: Sequence[Scale]) -> list[Steps | None]:
    """The states of all rows, one array for each scale; None where the attribute is unknown for all."""
    columns = [population.columns.get(scale.attribute.key) for scale in scales]
    return [
        None
        if column is None
        else np.array([scale.step(value) for value in column.values], np.intp).take(column.codes)
        for scale, column in zip(scales, columns, strict=True)
    ]


def answer_condition(condition: CompiledCondition, states: Sequence[Steps | None], size: int) -> Answers:
    """The answers of one condition (of a goal, say) for `states_of` the population and its size."""
    return _answers(condition.root, states, size, {})


def _answers(
    node: Prepared,
    states: Sequence[Steps | None],
    size: int,
    seen: dict[tuple[int, tuple[Answer, ...]], Answers],
) -> Answers:
    if isinstance(node, Leaf):
        # Rules of one catalogue ask for the same again and again.
        key = (node.position, tuple(found.answer for found in node.answers))
        if key not in seen:
            seen[key] = _leaf(node, states, size)
        return seen[key]
    parts = [_answers(part, states, size, seen) for part in node.parts]
    match node.node:
        case AllOf():
            return _fold(np.minimum, parts, Answer.YES, size)
        case AnyOf():
            return _fold(np.maximum, parts, Answer.NO, size)
        case AtLeast(n):
            return _nth_highest(n, parts, size)
    return _TURNED.take(parts[0])


def _leaf(leaf: Leaf, states: Sequence[Steps | None], size: int) -> Answers:
    steps = states[leaf.position] if leaf.position >= 0 else None
    answers = np.array([found.answer for found in leaf.answers], np.uint8)
    return np.full(size, answers[0]) if steps is None else answers.take(steps)


def _fold(better: np.ufunc, parts: Sequence[Answers], empty: Answer, size: int) -> Answers:
    if not parts:
        return np.full(size, empty, np.uint8)
    folded = parts[0]
    for part in parts[1:]:
        folded = better(folded, part)
    return folded


def _nth_highest(n: int, parts: Sequence[Answers], size: int) -> Answers:
    """One for each answer above no that at least n parts reach."""
    reached = np.zeros(size, np.uint8)
    if n == 0:
        return np.full(size, Answer.YES, np.uint8)
    if n > len(parts):
        return reached
    for answer in (Answer.UNKNOWN, Answer.CONDITIONAL, Answer.YES):
        enough = np.zeros(size, np.uint32)
        for part in parts:
            enough += part >= answer
        reached += enough >= n
    return reached
