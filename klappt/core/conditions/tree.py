"""The parts a condition is made of."""

import datetime
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, get_args

from klappt.core.conditions.attributes import Value

Operator = Literal["=", "!=", "<", "<=", ">", ">=", "in", "not_in", "known"]
OPERATORS: tuple[Operator, ...] = get_args(Operator)


class Judged(StrEnum):
    """What law or practice leaves open."""

    CONDITIONAL = "conditional"
    UNCLEAR = "unclear"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a leaf comes from; it never changes the answer."""

    source: str = ""
    as_of: datetime.date | None = None
    valid_from: datetime.date | None = None
    valid_until: datetime.date | None = None
    note: str = ""


NO_BASIS = Basis()


@dataclass(frozen=True, slots=True)
class AllOf:
    """The lowest answer of its parts; without parts: yes."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """The highest answer of its parts; without parts: no."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The n-th highest answer of its parts: yes for n = 0, no for more than there are parts."""

    n: int
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Turns yes and no around and leaves unknown and conditional as they are."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class Comparison:
    """An attribute against a value, or against a set of them (`in`, `not_in`); `known` has no value."""

    attribute: str
    operator: Operator
    value: Value | tuple[Value, ...] | None = None
    basis: Basis = field(default=NO_BASIS, compare=False)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A leaf that no attribute answers."""

    kind: Judged
    basis: Basis = field(default=NO_BASIS, compare=False)


Condition = AllOf | AnyOf | AtLeast | Not | Comparison | Judgement
