"""How many warm steps can follow one another."""

from collections.abc import Sequence
from dataclasses import dataclass

from klappt.core.chains.moves import bits


@dataclass(frozen=True, slots=True)
class Runs:
    """The most warm steps in a row after each move, and after any; never more than there are moves."""

    after: tuple[int, ...]
    longest: int


def runs_of(followers: Sequence[int]) -> Runs:
    """Longest paths along the links. Where links lead in a circle, as many steps as there are moves."""
    left = {move: set(bits(following)) for move, following in enumerate(followers) if following}
    after = [0] * len(followers)
    # Layer by layer: first the moves with links to moves without links, and so on.
    while left:
        ready = [move for move, following in left.items() if following.isdisjoint(left)]
        if not ready:
            for move in left:
                after[move] = len(followers)
            break
        for move in ready:
            after[move] = 1 + max(after[one] for one in left[move])
        for move in ready:
            del left[move]
    return Runs(tuple(after), max(after, default=0))
