"""Who should sit in the core group: an exact proposal, with reasons, ties and conflicts (mission A9, A15).

docs/core/selection.md explains it with cases that can be computed by hand.
"""

from klappt.core.selection.propose import (
    Choice,
    CoreGroup,
    Coverage,
    Exchange,
    Status,
    explain_group,
    propose_core_group,
)
from klappt.core.selection.solve import Reached
from klappt.core.selection.wishes import FIELDS, Candidate, Key, Wish, Wishes, WishKind
from klappt.core.selection.worth import Level

__all__ = [
    "FIELDS",
    "Candidate",
    "Choice",
    "CoreGroup",
    "Coverage",
    "Exchange",
    "Key",
    "Level",
    "Reached",
    "Status",
    "Wish",
    "WishKind",
    "Wishes",
    "explain_group",
    "propose_core_group",
]
