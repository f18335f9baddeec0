"""Many people at once: a table of situations with head counts, and what all rules answer for it (mission B4).

docs/core/populations.md has the format of the file and a case that can be computed by hand.
"""

from klappt.core.populations.answers import States, answer_conditions, answer_population, states_of
from klappt.core.populations.read import CellProblem, PopulationErrors, read_population
from klappt.core.populations.table import UNKNOWN_COUNT, Column, Population

__all__ = [
    "UNKNOWN_COUNT",
    "CellProblem",
    "Column",
    "Population",
    "PopulationErrors",
    "States",
    "answer_conditions",
    "answer_population",
    "read_population",
    "states_of",
]
