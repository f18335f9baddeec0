"""Access rules as condition trees, and what they answer for a profile (mission B3, B6).

docs/core/access.md explains the four answers with cases that can be computed by hand.
"""

from klappt.core.conditions.attributes import Attribute, Kind, Profile, Value
from klappt.core.conditions.tree import (
    OPERATORS,
    AllOf,
    AnyOf,
    AtLeast,
    Basis,
    Comparison,
    Condition,
    Judged,
    Judgement,
    Not,
    Operator,
)

__all__ = [
    "OPERATORS",
    "AllOf",
    "AnyOf",
    "AtLeast",
    "Attribute",
    "Basis",
    "Comparison",
    "Condition",
    "Judged",
    "Judgement",
    "Kind",
    "Not",
    "Operator",
    "Profile",
    "Value",
]
