"""What a condition may not look at, and what can never hold."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal, TypeAlias

from klappt.core.questionnaire.conditions import Comparison, Operator, asked_about
from klappt.core.questionnaire.model import Question, QuestionKind, Sharing

Misfit: TypeAlias = Literal[
    "looks_forward", "living_condition", "looks_into_local", "condition_operator", "condition_value"
]
_SAME = frozenset({Operator.IS, Operator.IS_NOT})
_BY_SIZE = frozenset({Operator.LESS, Operator.AT_MOST, Operator.MORE, Operator.AT_LEAST})
_ONE = _SAME | {Operator.INCLUDES}
# A long text, a matrix, a table and a file are there or not; nothing else can be said of them.
_FITTING: Mapping[QuestionKind, frozenset[Operator]] = {
    QuestionKind.TEXT: _SAME,
    QuestionKind.NUMBER: _SAME | _BY_SIZE,
    QuestionKind.DATE: _SAME | _BY_SIZE,
    QuestionKind.CHOICE: _ONE,
    QuestionKind.SCALE: _ONE,
    QuestionKind.CHOICES: frozenset({Operator.INCLUDES}),
    QuestionKind.RANKING: frozenset({Operator.INCLUDES}),
}
_WIDTH = {Sharing.HERE: 0, Sharing.RESEARCH: 1, Sharing.ALLIANCES: 2}


@dataclass(frozen=True, slots=True)
class Placed:
    """A question and who will see its answer."""

    question: Question
    sharing: Sharing


def is_wider(one: Sharing, other: Sharing) -> bool:
    """More people see the answers of the one than of the other."""
    return _WIDTH[one] > _WIDTH[other]


def misfits(placed: Placed, earlier: Mapping[str, Placed]) -> Iterator[Misfit]:
    """Everything that is the matter with the condition of one question; `earlier` are those before it.

    A question may not look at an answer that fewer people see: whether it is asked would give that answer
    away, be it only in a count of questions.
    """
    for comparison in asked_about(placed.question.when) if placed.question.when else ():
        asked = earlier.get(comparison.question)
        if asked is None:
            yield "looks_forward"
        elif asked.question.kind is QuestionKind.LIVING:
            yield "living_condition"
        else:
            if is_wider(placed.sharing, asked.sharing):
                yield "looks_into_local"
            yield from _of_comparison(comparison, asked.question)


def _of_comparison(comparison: Comparison, asked: Question) -> Iterator[Misfit]:
    if comparison.operator is Operator.ANSWERED:
        return
    if comparison.operator not in _FITTING.get(asked.kind, frozenset()):
        yield "condition_operator"
    elif not _can_be_answered(asked, comparison.value):
        yield "condition_value"


def _can_be_answered(asked: Question, value: str) -> bool:
    if asked.kind is QuestionKind.TEXT:
        return True
    if asked.kind not in {QuestionKind.NUMBER, QuestionKind.DATE}:
        return value in {option.key for option in asked.options}
    try:
        if asked.kind is QuestionKind.DATE:
            datetime.date.fromisoformat(value)
            return True
        return Decimal(value).is_finite()
    except (ValueError, InvalidOperation):
        return False
