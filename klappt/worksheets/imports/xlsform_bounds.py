"""From `constraint` to the bounds klappt knows: of numbers, of days, of lengths and of ticks."""

import datetime
from dataclasses import replace
from decimal import Decimal

from klappt.core.questionnaire.model import Question, QuestionKind
from klappt.worksheets.imports.xlsform_expressions import (
    Both,
    Call,
    Compare,
    Expression,
    Literal,
    NotUnderstood,
    Ref,
    number,
    parsed,
)

_OWN = Ref("")
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}
_TEXTS = {QuestionKind.TEXT, QuestionKind.LONG_TEXT}


def bounded(question: Question, constraint: str) -> Question:
    """The question with the bounds of its constraint. Raises NotUnderstood; then no part of it was taken."""
    found = parsed(constraint)
    for part in found.parts if isinstance(found, Both) else (found,):
        question = _with(question, part)
    return question


def _with(question: Question, part: Expression) -> Question:
    match part:
        case Both(parts):
            for each in parts:
                question = _with(question, each)
            return question
        case Compare("=", left, right) if (places := _rounded(left, right)) is not None:
            if question.kind is not QuestionKind.NUMBER:
                raise NotUnderstood
            return replace(question, decimals=places)
        case Compare(sign, (Literal() | Call("date", (Literal(),))) as left, right) if sign in _TURNED:
            return _with(question, Compare(_TURNED[sign], right, left))
        case Compare(sign, left, right):
            return _compared(question, sign, left, right)
    raise NotUnderstood


def _rounded(left: Expression, right: Expression) -> int | None:
    """How many decimals `. = round(., 2)` allows."""
    for one, other in ((left, right), (right, left)):
        match one, other:
            case Ref(""), Call("round", (Ref(""), Literal(places))) if places.isdecimal():
                return int(places)
    return None


def _compared(question: Question, sign: str, left: Expression, right: Expression) -> Question:
    match left, right:
        case Ref(""), Call("date", (Literal(day),)) if question.kind is QuestionKind.DATE:
            return _days(question, sign, day)
        case Ref(""), Literal(day) if question.kind is QuestionKind.DATE:
            return _days(question, sign, day)
        case Ref(""), Literal() if question.kind is QuestionKind.NUMBER:
            return _counted(question, sign, right, whole=question.decimals == 0)
        case Call("string-length", (Ref(""),)), Literal() if question.kind in _TEXTS:
            return _counted(question, sign, right, whole=True)
        case Call("count-selected", (Ref(""),)), Literal() if question.kind is QuestionKind.CHOICES:
            return _counted(question, sign, right, whole=True)
    raise NotUnderstood


def _counted(question: Question, sign: str, literal: Literal, *, whole: bool) -> Question:
    bound = number(literal)
    if bound is None or sign not in _TURNED:
        raise NotUnderstood
    if sign in {"<", ">"}:
        if not whole or bound != bound.to_integral_value():
            raise NotUnderstood
        bound += Decimal(1) if sign == ">" else Decimal(-1)
    if sign in {">", ">=", "="}:
        question = replace(question, least=bound if question.least is None else max(bound, question.least))
    if sign in {"<", "<=", "="}:
        question = replace(question, most=bound if question.most is None else min(bound, question.most))
    return question


def _days(question: Question, sign: str, text: str) -> Question:
    try:
        day = datetime.date.fromisoformat(text)
        if sign in {"<", ">"}:
            day += datetime.timedelta(days=1 if sign == ">" else -1)
    except (ValueError, OverflowError):
        raise NotUnderstood from None
    if sign in {">", ">=", "="}:
        question = replace(question, earliest=max(day, question.earliest or day))
    if sign in {"<", "<=", "="}:
        question = replace(question, latest=min(day, question.latest or day))
    if sign not in _TURNED:
        raise NotUnderstood
    return question
