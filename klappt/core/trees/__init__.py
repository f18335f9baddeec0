"""Advisers' decision trees as catalogues, and where a tree contradicts itself (mission B3, B6).

docs/core/trees.md explains what is read, with cases that can be computed by hand.
"""

from klappt.core.trees.attributes import TooManyWaysError
from klappt.core.trees.contradictions import Contradiction, Flaw
from klappt.core.trees.read import Reading, read_trees

__all__ = ["Contradiction", "Flaw", "Reading", "TooManyWaysError", "read_trees"]
