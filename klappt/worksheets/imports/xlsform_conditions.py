"""From `relevant` to a condition of klappt: both have to mean the same for every answer."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from klappt.core.questionnaire.conditions import AllOf, AnyOf, Comparison, NoneOf, Operator, When
from klappt.core.questionnaire.model import QuestionKind
from klappt.worksheets.imports.xlsform_expressions import (
    Both,
    Call,
    Compare,
    Either,
    Expression,
    Literal,
    NotUnderstood,
    Ref,
    number,
    parsed,
)


@dataclass(frozen=True, slots=True)
class Known:
    """A question that came over: its lasting key, and the options by the name they had in the form."""

    key: str
    kind: QuestionKind
    options: Mapping[str, str] = field(default_factory=dict)


_CHOOSING_ONE = {QuestionKind.CHOICE, QuestionKind.SCALE}
_SEVERAL = {QuestionKind.CHOICES, QuestionKind.RANKING}
_ORDERED = {QuestionKind.NUMBER, QuestionKind.DATE}
_SINGLE = _CHOOSING_ONE | _ORDERED | {QuestionKind.TEXT, QuestionKind.LONG_TEXT}
_TURNED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_BY_SIZE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def condition(text: str, known: Mapping[str, Known]) -> When:
    """Raises NotUnderstood, also where the question asked about did not come over."""
    return _when(parsed(text), known)


def _when(expression: Expression, known: Mapping[str, Known]) -> When:
    match expression:
        case Both(parts):
            return AllOf(tuple(_when(part, known) for part in parts))
        case Either(parts):
            return AnyOf(tuple(_when(part, known) for part in parts))
        case Call():
            return _called(expression, known)
        case Compare():
            return _comparison(expression, known)
    raise NotUnderstood


def _called(call: Call, known: Mapping[str, Known]) -> When:
    match call.function, call.arguments:
        case "not", (Either(parts),):
            return NoneOf(tuple(_when(part, known) for part in parts))
        case "not", (part,):
            return NoneOf((_when(part, known),))
        case "true", ():
            return AllOf(())
        case "false", ():
            return AnyOf(())
        case "selected", (Ref(name), Literal(value)):
            return _selected(_asked(name, known), value)
    raise NotUnderstood


def _comparison(compare: Compare, known: Mapping[str, Known]) -> When:
    match compare:
        case Compare(sign, Ref(name), right):
            return _compared(_asked(name, known), sign, _literal(right))
        case Compare(sign, Literal() as left, Ref(name)):
            return _compared(_asked(name, known), _TURNED[sign], left)
        case Compare(">", Call("string-length" | "count-selected", (Ref(name),)), Literal("0")):
            return Comparison(_asked(name, known).key, Operator.ANSWERED)
    raise NotUnderstood


def _asked(name: str, known: Mapping[str, Known]) -> Known:
    try:
        return known[name]
    except KeyError:
        raise NotUnderstood(name) from None


def _literal(expression: Expression) -> Literal:
    match expression:
        case Literal():
            return expression
        case Call("date", (Literal() as day,)):
            return day
    raise NotUnderstood


def _selected(asked: Known, value: str) -> Comparison:
    if asked.kind not in _CHOOSING_ONE | _SEVERAL:
        raise NotUnderstood
    return Comparison(asked.key, Operator.INCLUDES, _option(asked, value))


def _option(asked: Known, value: str) -> str:
    if value not in asked.options:
        raise NotUnderstood(value)
    return asked.options[value]


def _compared(asked: Known, sign: str, literal: Literal) -> When:
    if literal.value == "" and sign in {"=", "!="}:
        answered = Comparison(asked.key, Operator.ANSWERED)
        return answered if sign == "!=" else NoneOf((answered,))
    if asked.kind not in _SINGLE:
        raise NotUnderstood
    if asked.kind in _CHOOSING_ONE:
        return _chosen(asked, sign, literal)
    if sign in _BY_SIZE and asked.kind not in _ORDERED:
        raise NotUnderstood
    return Comparison(asked.key, Operator(sign), literal.value)


def _chosen(asked: Known, sign: str, literal: Literal) -> When:
    if sign in {"=", "!="}:
        return Comparison(asked.key, Operator(sign), _option(asked, literal.value))
    bound = number(literal)
    values = {name: number(Literal(name)) for name in asked.options}
    if bound is None or None in values.values():
        raise NotUnderstood
    holding = [name for name, value in values.items() if value is not None and _BY_SIZE[sign](value, bound)]
    return AnyOf(tuple(Comparison(asked.key, Operator.IS, asked.options[name]) for name in holding))
