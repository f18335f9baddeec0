"""From where somebody stands to where they want to be: chains of offers (mission B5, B6).

docs/core/chains.md says exactly what a chain and the front are, with cases that can be computed by hand.
"""

from klappt.core.chains.changes import Change, LeverKind, possible_changes, with_changes
from klappt.core.chains.front import Chain, Front, Step, find_chains
from klappt.core.chains.search import Vector
from klappt.core.chains.unblock import unblock
from klappt.core.chains.ways import ChangeSet, Ways, find_ways

__all__ = [
    "Chain",
    "Change",
    "ChangeSet",
    "Front",
    "LeverKind",
    "Step",
    "Vector",
    "Ways",
    "find_chains",
    "find_ways",
    "possible_changes",
    "unblock",
    "with_changes",
]
