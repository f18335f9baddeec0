"""From where somebody stands to where they want to be: chains of offers (mission B5, B6).

docs/core/chains.md says exactly what a chain and the front are, with cases that can be computed by hand.
"""

from klappt.core.chains.front import Chain, Front, Step, find_chains
from klappt.core.chains.search import Vector

__all__ = ["Chain", "Front", "Step", "Vector", "find_chains"]
