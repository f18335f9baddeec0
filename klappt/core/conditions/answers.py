"""The four answers, and how the parts of a condition make up its answer (docs/core/access.md)."""

import datetime
import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from klappt.core.conditions.attributes import Attribute, Kind, Value
from klappt.core.conditions.tree import (
    AllOf,
    AnyOf,
    AtLeast,
    Comparison,
    Condition,
    Judged,
    Judgement,
    Not,
    Operator,
)


class Answer(IntEnum):
    """In this order: a group takes the lowest, the highest or the n-th highest of its parts."""

    NO = 0
    UNKNOWN = 1
    CONDITIONAL = 2
    YES = 3

    @property
    def word(self) -> str:
        return self.name.lower()


# What `not` makes of each answer.
TURNED = (Answer.YES, Answer.UNKNOWN, Answer.CONDITIONAL, Answer.NO)
OF_JUDGEMENT = {
    Judged.CONDITIONAL: Answer.CONDITIONAL,
    Judged.UNCLEAR: Answer.UNKNOWN,
    Judged.UNCHECKED: Answer.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Validity:
    """A rule that is not in force on the day asked."""

    day: datetime.date
    valid_from: datetime.date | None
    valid_until: datetime.date | None


@dataclass(frozen=True, slots=True)
class LeafAt:
    """A leaf, where it stands (`access.all[0].any[1]`), and what it answers for the profile."""

    place: str
    leaf: Comparison | Judgement | Validity
    answer: Answer


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer with its reasons.

    `because` are the leaves that decided it. `ask` are the attributes, in the order of the rule, whose value
    could still change it. `unchecked` are the leaves nobody has checked and those that are unclear (their
    `leaf.kind` says which), as far as they could still change it.
    """

    answer: Answer
    ask: tuple[str, ...] = ()
    unchecked: tuple[LeafAt, ...] = ()
    because: tuple[LeafAt, ...] = ()


def parts_of(node: Condition, place: str) -> Iterator[tuple[str, Condition]]:
    """The parts of a group with their places; none of a leaf."""
    match node:
        case AllOf(parts):
            yield from ((f"{place}.all[{number}]", part) for number, part in enumerate(parts))
        case AnyOf(parts):
            yield from ((f"{place}.any[{number}]", part) for number, part in enumerate(parts))
        case AtLeast(_, parts):
            yield from ((f"{place}.of[{number}]", part) for number, part in enumerate(parts))
        case Not(part):
            yield f"{place}.not", part


def leaves_of(node: Condition, place: str = "access") -> Iterator[tuple[str, Comparison | Judgement]]:
    """Every leaf with its place, from left to right."""
    if isinstance(node, Comparison | Judgement):
        yield place, node
    for inner, part in parts_of(node, place):
        yield from leaves_of(part, inner)


def combine(node: Condition, answers: Sequence[Answer]) -> Answer:
    """The answer of a group out of those of its parts."""
    match node:
        case AllOf():
            return min(answers, default=Answer.YES)
        case AnyOf():
            return max(answers, default=Answer.NO)
        case AtLeast(n):
            if n == 0:
                return Answer.YES
            return sorted(answers, reverse=True)[n - 1] if n <= len(answers) else Answer.NO
        case Not():
            return TURNED[answers[0]]
    raise TypeError(f"{node} is no group")


def answer_of(node: Condition, answer_leaf: Callable[[Comparison | Judgement], Answer]) -> Answer:
    """The answer of a condition out of those of its leaves."""
    if isinstance(node, Comparison | Judgement):
        return answer_leaf(node)
    return combine(node, [answer_of(part, answer_leaf) for _, part in parts_of(node, "")])


def answer_for_value(leaf: Comparison, value: Value | None, attribute: Attribute) -> Answer:
    """What a comparison answers for one value of its attribute; None is unknown."""
    if leaf.operator == "known":
        return Answer.NO if value is None else Answer.YES
    if value is None:
        return Answer.UNKNOWN
    return Answer.YES if _holds(leaf, value, attribute) else Answer.NO


def rank(value: Value, attribute: Attribute) -> Value | int:
    """What a value is compared by: an ordinal by its position. A `ValueError` if it is not in the list."""
    return attribute.values.index(str(value)) if attribute.kind is Kind.ORDINAL else value


def _holds(leaf: Comparison, value: Value, attribute: Attribute) -> bool:
    if isinstance(leaf.value, tuple):
        return (value in leaf.value) == (leaf.operator == "in")
    if leaf.value is None:
        raise ValueError(f"{leaf.operator} needs a value")
    return _COMPARE[leaf.operator](rank(value, attribute), rank(leaf.value, attribute))


# Both sides are of the kind of the attribute, which the reader of a catalogue has made sure of.
_COMPARE: dict[Operator, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
