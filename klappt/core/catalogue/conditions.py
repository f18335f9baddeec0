"""Conditions as JSON, both ways."""

import datetime
from collections.abc import Callable, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from klappt.core.catalogue.fields import Fields, Reader, as_bool, as_date, as_exact, as_text, as_whole
from klappt.core.catalogue.problems import Problems, Reason
from klappt.core.catalogue.strict_json import DEEPEST, number_as_json
from klappt.core.conditions import (
    OPERATORS,
    AllOf,
    AnyOf,
    AtLeast,
    Attribute,
    Basis,
    Comparison,
    Condition,
    Judged,
    Judgement,
    Kind,
    Not,
    Operator,
    Value,
)

Word = TypeVar("Word", bound=StrEnum)
Attributes = Mapping[str, Attribute]

# What a condition is recognised by. `of` and `op` belong to `at_least` and `attr`.
_SHAPES = ("all", "any", "at_least", "not", "attr", "judgement")
_FOR_EVERY_KIND: tuple[Operator, ...] = ("=", "!=", "in", "not_in", "known")
# A condition that could not be read; a problem was added, so that nobody ever sees it.
_UNREADABLE = AllOf(())


def operators_for(kind: Kind) -> tuple[Operator, ...]:
    """The operators that make sense for a kind: only what has an order can be smaller or greater."""
    return _FOR_EVERY_KIND if kind in (Kind.CHOICE, Kind.BOOLEAN) else OPERATORS


def read_node(
    raw: object, place: str, problems: Problems, attributes: Attributes, depth: int = 0
) -> Condition:
    """One condition and all below it."""
    if depth > DEEPEST:
        problems.add(place, Reason.TOO_DEEP, limit=DEEPEST)
        return _UNREADABLE
    fields = Fields(raw, place, problems)
    shapes = [shape for shape in _SHAPES if shape in fields]
    if len(shapes) != 1:
        if fields.readable:
            problems.add(place, Reason.NO_CONDITION)
        return _UNREADABLE
    if shapes[0] == "attr":
        node: Condition = _comparison(fields, attributes)
    elif shapes[0] == "judgement":
        judged = fields.need("judgement", one_of(Judged))
        node = Judgement(judged or Judged.UNCLEAR, _basis(fields))
    else:
        node = _group(shapes[0], fields, attributes, depth + 1)
    fields.close()
    return node


def _group(shape: str, fields: Fields, attributes: Attributes, depth: int) -> Condition:
    def read(raw: object, place: str, problems: Problems) -> Condition:
        return read_node(raw, place, problems, attributes, depth)

    def parts(name: str) -> tuple[Condition, ...]:
        return tuple(read(raw, place, fields.problems) for place, raw in fields.each(name, needed=True))

    if shape == "not":
        return Not(fields.need("not", read) or _UNREADABLE)
    if shape == "at_least":
        number = fields.need("at_least", as_whole)
        return AtLeast(number or 0, parts("of"))
    return AllOf(parts("all")) if shape == "all" else AnyOf(parts("any"))


def _basis(fields: Fields) -> Basis:
    begins, ends = fields.period()
    return Basis(
        fields.take("source", as_text, ""),
        fields.maybe("as_of", as_date),
        begins,
        ends,
        fields.take("note", as_text, ""),
    )


def one_of(words: type[Word]) -> Reader[Word]:
    """Reads a word out of a closed list."""

    def read(raw: object, place: str, problems: Problems) -> Word | None:
        if isinstance(raw, str) and raw in set(words):
            return words(raw)
        problems.add(place, Reason.NOT_LISTED, value=raw, allowed=", ".join(words))
        return None

    return read


def _comparison(fields: Fields, attributes: Attributes) -> Condition:
    attribute = fields.need("attr", known_attribute(attributes))
    operator = fields.need("op", _operator(attribute))
    basis = _basis(fields)
    if operator == "known":
        if "value" in fields:
            fields.problems.add(fields.at("value"), Reason.UNKNOWN_FIELD)
            fields.drop("value")
        return Comparison(attribute.key if attribute else "", "known", None, basis)
    if attribute is None or operator is None:
        fields.drop("value")
        return _UNREADABLE
    value: Value | tuple[Value, ...] | None
    if operator in ("in", "not_in"):
        value = tuple(
            found
            for place, raw in fields.each("value", needed=True)
            if (found := read_value(raw, place, fields.problems, attribute)) is not None
        )
    else:
        value = fields.need("value", value_of(attribute))
    return Comparison(attribute.key, operator, value, basis)


def known_attribute(attributes: Attributes) -> Reader[Attribute]:
    """Reads the key of an attribute that the catalogue declares."""

    def read(raw: object, place: str, problems: Problems) -> Attribute | None:
        key = as_text(raw, place, problems)
        if key is None or key in attributes:
            return attributes.get(key or "")
        problems.add(place, Reason.UNKNOWN_ATTRIBUTE, value=key)
        return None

    return read


def _operator(attribute: Attribute | None) -> Reader[Operator]:
    def read(raw: object, place: str, problems: Problems) -> Operator | None:
        for operator in OPERATORS:
            if raw != operator:
                continue
            if attribute is None or operator in operators_for(attribute.kind):
                return operator
            allowed = ", ".join(operators_for(attribute.kind))
            problems.add(place, Reason.OPERATOR, value=raw, kind=attribute.kind, allowed=allowed)
            return None
        problems.add(place, Reason.NOT_LISTED, value=raw, allowed=", ".join(OPERATORS))
        return None

    return read


def read_value(raw: object, place: str, problems: Problems, attribute: Attribute) -> Value | None:
    """A value of this attribute; None after adding a problem."""
    if attribute.kind is Kind.BOOLEAN:
        return as_bool(raw, place, problems)
    if attribute.kind is Kind.NUMBER:
        return as_exact(raw, place, problems)
    if attribute.kind is Kind.DATE:
        return as_date(raw, place, problems)
    if (text := as_text(raw, place, problems)) is None or text in attribute.values:
        return text
    problems.add(place, Reason.NOT_LISTED, value=text, allowed=", ".join(attribute.values))
    return None


def value_of(attribute: Attribute) -> Callable[[object, str, Problems], Value | None]:
    """`read_value` for this attribute."""
    return lambda raw, place, problems: read_value(raw, place, problems, attribute)


def condition_of(attributes: Attributes) -> Callable[[object, str, Problems], Condition]:
    """`read_node` with these attributes."""
    return lambda raw, place, problems: read_node(raw, place, problems, attributes)


def value_as_json(value: Value) -> str | bool | int | float:
    """What `read_value` reads back."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return number_as_json(value) if isinstance(value, Fraction) else value


def basis_as_json(basis: Basis) -> dict[str, str]:
    """Only what is filled in."""
    days = {"as_of": basis.as_of, "valid_from": basis.valid_from, "valid_until": basis.valid_until}
    return {
        **({"source": basis.source} if basis.source else {}),
        **{name: day.isoformat() for name, day in days.items() if day},
        **({"note": basis.note} if basis.note else {}),
    }


def node_as_json(node: Condition) -> dict[str, object]:
    """What `read_node` reads back to the same condition."""
    match node:
        case AllOf(parts):
            return {"all": [node_as_json(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [node_as_json(part) for part in parts]}
        case AtLeast(n, parts):
            return {"at_least": n, "of": [node_as_json(part) for part in parts]}
        case Not(part):
            return {"not": node_as_json(part)}
        case Judgement(kind, basis):
            return {"judgement": kind.value, **basis_as_json(basis)}
        case Comparison(attribute, operator, value, basis):
            return {"attr": attribute, "op": operator, **_value_field(value), **basis_as_json(basis)}


def _value_field(value: Value | tuple[Value, ...] | None) -> dict[str, object]:
    if value is None:
        return {}
    return {
        "value": [value_as_json(one) for one in value] if isinstance(value, tuple) else value_as_json(value)
    }
