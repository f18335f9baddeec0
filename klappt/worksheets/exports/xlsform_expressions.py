"""Conditions and bounds of klappt in the language of XLSForm."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from klappt.core.questionnaire.conditions import AllOf, AnyOf, Comparison, NoneOf, Operator, When
from klappt.core.questionnaire.model import Question, QuestionKind

KIND = QuestionKind
_LISTS = {KIND.CHOICES, KIND.RANKING}
_GROUPS = {KIND.MATRIX, KIND.TABLE, KIND.LIVING}
_ORDERED = {KIND.NUMBER, KIND.DATE}
_BY_SIZE = {Operator.LESS, Operator.AT_MOST, Operator.MORE, Operator.AT_LEAST}


class NotSayable(ValueError):
    """XLSForm has no expression that means the same for every answer."""


def relevant(when: When, asked: Mapping[str, Question]) -> str:
    """Raises NotSayable."""
    match when:
        case AllOf(all=parts):
            return _joined(parts, "and", asked) or "true()"
        case AnyOf(any=parts):
            return _joined(parts, "or", asked) or "false()"
        case NoneOf(none=parts):
            return f"not({_joined(parts, 'or', asked) or 'false()'})"
        case Comparison():
            return _comparison(when, asked)


def _joined(parts: tuple[When, ...], word: str, asked: Mapping[str, Question]) -> str:
    return f" {word} ".join(
        relevant(part, asked) if isinstance(part, Comparison | NoneOf) else f"({relevant(part, asked)})"
        for part in parts
    )


def _comparison(when: Comparison, asked: Mapping[str, Question]) -> str:
    question = asked.get(when.question)
    if question is None or question.kind in _GROUPS:
        raise NotSayable
    name = f"${{{question.key}}}"
    if when.operator is Operator.ANSWERED:
        return f"{name} != ''"
    if question.kind is KIND.FILE:
        raise NotSayable
    if when.operator is Operator.INCLUDES:
        if not question.options:
            raise NotSayable
        return f"selected({name}, {_quoted(when.value)})"
    if question.kind in _LISTS or (when.operator in _BY_SIZE and question.kind not in _ORDERED):
        raise NotSayable
    return f"{name} {when.operator} {_value(question, when.value)}"


def _value(question: Question, value: str) -> str:
    if question.kind is KIND.NUMBER:
        return value
    return f"date({_quoted(value)})" if question.kind is KIND.DATE else _quoted(value)


# pyxform makes straight quotation marks of curly ones, and blanks of whatever looks like one.
_CURLY = frozenset("\u2018\u2019\u201c\u201d")


def _quoted(text: str) -> str:
    if _CURLY.intersection(text) or " ".join(text.split()) != text or "${" in text:
        raise NotSayable
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    raise NotSayable


def constraint(question: Question) -> str:
    """All bounds of the question in one expression, empty where it has none."""
    return " and ".join(_bounds(question))


def _bounds(question: Question) -> Iterator[str]:
    measured = {
        KIND.NUMBER: ".",
        KIND.TEXT: "string-length(.)",
        KIND.LONG_TEXT: "string-length(.)",
        KIND.CHOICES: "count-selected(.)",
    }.get(question.kind)
    if measured and question.least is not None:
        yield f"{measured} >= {plain(question.least)}"
    if measured and question.most is not None:
        yield f"{measured} <= {plain(question.most)}"
    if question.kind is KIND.NUMBER and question.decimals:
        yield f". = round(., {question.decimals})"
    if question.kind is KIND.DATE and question.earliest:
        yield f". >= date('{question.earliest.isoformat()}')"
    if question.kind is KIND.DATE and question.latest:
        yield f". <= date('{question.latest.isoformat()}')"


def plain(number: Decimal) -> str:
    return format(number, "f")
