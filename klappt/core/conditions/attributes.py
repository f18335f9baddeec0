"""What a situation is described by."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction


class Kind(StrEnum):
    CHOICE = "choice"
    ORDINAL = "ordinal"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"


# A choice or an ordinal is the key of its value; a number is exact, because growth by twelfths must be.
Value = str | bool | Fraction | datetime.date

# What is not mapped is unknown.
Profile = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a profile.

    `values` are the keys of a choice, or of an ordinal from lowest to highest; empty for the other kinds.
    `per_month` is what a number grows by in a month (1 for months, 1/12 for an age in years).
    `labels` and `questions` map a language to words; `value_labels` maps a value's key to such a mapping.
    """

    key: str
    kind: Kind
    values: tuple[str, ...] = ()
    per_month: Fraction = Fraction(0)
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)
    questions: Mapping[str, str] = field(default_factory=dict, hash=False)
    value_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
