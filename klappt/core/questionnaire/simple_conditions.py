"""Conditions put together line by line: a few comparisons, of which all, any or none have to hold.

Everything a form can offer in plain words. What is nested deeper comes from files only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from klappt.core.questionnaire.condition_flaws import is_wider
from klappt.core.questionnaire.conditions import AllOf, AnyOf, Comparison, NoneOf, Operator, When
from klappt.core.questionnaire.model import Question, QuestionKind, Questionnaire, Sharing

_ORDERED = (
    Operator.IS,
    Operator.LESS,
    Operator.AT_MOST,
    Operator.MORE,
    Operator.AT_LEAST,
    Operator.ANSWERED,
)
_FITTING: dict[QuestionKind, tuple[Operator, ...]] = {
    QuestionKind.NUMBER: _ORDERED,
    QuestionKind.DATE: _ORDERED,
    QuestionKind.CHOICE: (Operator.IS, Operator.IS_NOT, Operator.ANSWERED),
    QuestionKind.SCALE: (Operator.IS, Operator.IS_NOT, Operator.ANSWERED),
    QuestionKind.CHOICES: (Operator.INCLUDES, Operator.ANSWERED),
    QuestionKind.RANKING: (Operator.INCLUDES, Operator.ANSWERED),
}


class Joined(StrEnum):
    """How the lines belong together."""

    ALL = "all"
    ANY = "any"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Simple:
    """Lines of a condition and how they are joined; without a line the question is always asked."""

    lines: tuple[Comparison, ...] = ()
    joined: Joined = Joined.ALL

    def with_line(self, line: Comparison) -> "Simple":
        """One line more, unless it stands there already."""
        return self if line in self.lines else Simple((*self.lines, line), self.joined)

    def without(self, line: Comparison) -> "Simple":
        """The same without this line."""
        return Simple(tuple(each for each in self.lines if each != line), self.joined)

    @property
    def when(self) -> When | None:
        """As a condition; one line that has to hold stands alone."""
        if not self.lines:
            return None
        if self.joined is Joined.NONE:
            return NoneOf(self.lines)
        if len(self.lines) == 1:
            return self.lines[0]
        return AllOf(self.lines) if self.joined is Joined.ALL else AnyOf(self.lines)


def simple(when: When | None) -> Simple | None:
    """The condition line by line; None where it is nested deeper than lines can say."""
    match when:
        case None:
            return Simple()
        case Comparison():
            return Simple((when,))
        case AllOf(all=parts):
            joined = Joined.ALL
        case AnyOf(any=parts):
            joined = Joined.ANY
        case NoneOf(none=parts):
            joined = Joined.NONE
    lines = _comparisons(parts)
    return None if lines is None else Simple(lines, joined)


def fitting(question: Question) -> tuple[Operator, ...]:
    """How an answer to this question can be compared; a text, a table or a file is there or not."""
    return _FITTING.get(question.kind, (Operator.ANSWERED,))


def earlier(questionnaire: Questionnaire, key: str) -> tuple[Question, ...]:
    """The questions a condition of this question may look at.

    Those before it that somebody answers, and whose answers no fewer people see than its own.
    """
    found: list[tuple[Sharing, Question]] = []
    for section in questionnaire.sections:
        for question in section.questions:
            if question.key == key:
                return tuple(each for seen_by, each in found if not is_wider(section.sharing, seen_by))
            if question.kind is not QuestionKind.LIVING:
                found.append((section.sharing, question))
    return ()


def _comparisons(parts: Sequence[When]) -> tuple[Comparison, ...] | None:
    lines = tuple(part for part in parts if isinstance(part, Comparison))
    return lines if len(lines) == len(parts) else None
