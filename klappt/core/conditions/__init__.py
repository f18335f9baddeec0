"""Access rules as condition trees, and what they answer for a profile (mission B3, B6).

docs/core/access.md explains the four answers with cases that can be computed by hand.
"""

from klappt.core.conditions.answers import Answer, LeafAt, Validity, Verdict, leaves_of
from klappt.core.conditions.attributes import Attribute, Kind, Profile, Value
from klappt.core.conditions.compiled import CompiledCondition, answer, state_of
from klappt.core.conditions.scales import Scale, State, scales_of
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
    "Answer",
    "AnyOf",
    "AtLeast",
    "Attribute",
    "Basis",
    "Comparison",
    "CompiledCondition",
    "Condition",
    "Judged",
    "Judgement",
    "Kind",
    "LeafAt",
    "Not",
    "Operator",
    "Profile",
    "Scale",
    "State",
    "Validity",
    "Value",
    "Verdict",
    "answer",
    "leaves_of",
    "scales_of",
    "state_of",
]
