"""Under which answers a question is asked. A condition looks back only, never forward."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated, Any, TypeAlias

from pydantic import ConfigDict, Discriminator, Tag

from klappt.core.questionnaire.values import Reply, ReplyState

_STRICT = ConfigDict(extra="forbid", str_max_length=2_000)


class Operator(StrEnum):
    """`includes`: a ticked option, a ranked one. `answered`: there is an answer, "does not apply" is none."""

    IS = "="
    IS_NOT = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    INCLUDES = "includes"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One earlier answer compared. Without an answer it does not hold, except for `!=`."""

    __pydantic_config__ = _STRICT

    question: str
    operator: Operator
    value: str = ""


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part has to hold; without parts it holds."""

    __pydantic_config__ = _STRICT

    all: tuple["When", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part has to hold; without parts it does not hold."""

    __pydantic_config__ = _STRICT

    any: tuple["When", ...]


@dataclass(frozen=True, slots=True)
class NoneOf:
    """No part may hold; without parts it holds."""

    __pydantic_config__ = _STRICT

    none: tuple["When", ...]


def _which(raw: Any) -> str:
    has = raw.__contains__ if isinstance(raw, Mapping) else lambda name: hasattr(raw, name)
    return next((name for name in ("all", "any", "none") if has(name)), "question")


When: TypeAlias = Annotated[
    Annotated[Comparison, Tag("question")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[NoneOf, Tag("none")],
    Discriminator(_which),
]


def asked_about(when: When) -> Iterator[Comparison]:
    """All comparisons of a condition, in the order in which they stand."""
    match when:
        case Comparison():
            yield when
        case AllOf(all=parts) | AnyOf(any=parts) | NoneOf(none=parts):
            for part in parts:
                yield from asked_about(part)


def holds(when: When, replies: Mapping[str, Reply]) -> bool:
    """Whether the condition holds with these answers. Empty `all` and `none` hold, empty `any` does not."""
    match when:
        case AllOf(all=parts):
            return all(holds(part, replies) for part in parts)
        case AnyOf(any=parts):
            return any(holds(part, replies) for part in parts)
        case NoneOf(none=parts):
            return not any(holds(part, replies) for part in parts)
        case Comparison():
            return _compares(when, replies.get(when.question))


def _compares(comparison: Comparison, reply: Reply | None) -> bool:
    given = reply.value if reply is not None and reply.state is ReplyState.GIVEN else None
    if comparison.operator is Operator.ANSWERED:
        return given is not None
    if comparison.operator is Operator.IS_NOT:
        return given is None or _key(given) != _key(comparison.value)
    if given is None:
        return False
    if comparison.operator is Operator.INCLUDES:
        return comparison.value in given if isinstance(given, list | dict) else given == comparison.value
    if comparison.operator is Operator.IS:
        return _key(given) == _key(comparison.value)
    return _ordered(comparison.operator, _key(given), _key(comparison.value))


def _ordered(operator: Operator, left: object, right: object) -> bool:
    """Numbers and days have an order; anything else compared by size does not hold."""
    if type(left) is not type(right) or not isinstance(left, Decimal | datetime.date):
        return False
    less: bool = left < right  # type: ignore[operator] # both are of one ordered type
    comparisons = {
        Operator.LESS: less,
        Operator.AT_MOST: less or left == right,
        Operator.MORE: not less and left != right,
        Operator.AT_LEAST: not less,
    }
    return comparisons[operator]


def _key(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        if "-" in value[1:]:
            return datetime.date.fromisoformat(value)
        number = Decimal(value)
    except (ValueError, InvalidOperation):
        return value
    # "NaN" is a name somebody typed here: as a number it would not even equal itself.
    return number if number.is_finite() else value
