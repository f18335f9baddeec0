"""In how many conferences something was seen, told so that few do not show what one of them held.

Unlike `small_numbers.pooled` the groups overlap: one conference shows several things.
docs/core/tallies.md has the cases to compute by hand.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """Things told together, and in how many different conferences at least one of them was seen."""

    keys: tuple[str, ...]
    count: int


def tallies(seen: Mapping[str, Collection[int]], *, minimum: int) -> tuple[Tally, ...]:
    """For each thing the number of different conferences, the most frequent first; ties in the order of keys.

    `seen` has the conferences by thing; things never seen are left out. What was seen in fewer than `minimum`
    is told together as one, with the number of different conferences in which any of it was seen; as long as
    even that is too few, the least frequent of the others joins. Nothing when all together are too few.
    ValueError: `minimum` below 1.
    """
    if minimum < 1:
        raise ValueError("minimum is at least 1")
    sets = {key: frozenset(conferences) for key, conferences in seen.items() if conferences}
    large = sorted((key for key in sets if len(sets[key]) >= minimum), key=lambda key: (-len(sets[key]), key))
    small = sorted(sets.keys() - set(large))
    while small and large and len(_together(sets, small)) < minimum:
        small = sorted([*small, large.pop()])
    rest = _together(sets, small)
    told = [Tally((key,), len(sets[key])) for key in large]
    if len(rest) >= minimum:
        told.append(Tally(tuple(small), len(rest)))
    return tuple(told)


def _together(sets: Mapping[str, frozenset[int]], keys: Collection[str]) -> frozenset[int]:
    return frozenset().union(*(sets[key] for key in keys))
