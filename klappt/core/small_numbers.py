"""Figures from few people stay closed (Kleinzahlregel), also against somebody who subtracts one figure from
another. docs/core/small-numbers.md has the cases to compute by hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pool:
    """Groups shown as one. `count` is how many people are in all of them together."""

    keys: tuple[str, ...]
    count: int


def may_release(*, answers: int, released: int, minimum: int) -> bool:
    """Whether results over all `answers` may be shown when those over `released` of them were shown before.

    Both what is shown and the difference to what was shown must come from at least `minimum` people.
    ValueError: `minimum` below 1, or more released than there are.
    """
    return still_needed(answers=answers, released=released, minimum=minimum) == 0


def still_needed(*, answers: int, released: int, minimum: int) -> int:
    """How many more answers it takes until results may be shown (anew); 0: now."""
    if minimum < 1 or not 0 <= released <= answers:
        raise ValueError("minimum is at least 1, and nothing is released that is not there")
    return max(0, minimum - (answers - released))


def pooled(counts: Mapping[str, int], minimum: int) -> tuple[Pool, ...]:
    """Put groups together until each has at least `minimum` people, the large ones first.

    Groups that are too small become one, also with those in which nobody is: their absence would say who is
    in the rest. Is even that one too small, the smallest of the large ones joins it. Because every pool is
    large enough, so is every sum and every difference of pools. Nothing when there are too few people.
    """
    large = sorted((key for key in counts if counts[key] >= minimum), key=lambda key: (-counts[key], key))
    small = sorted(key for key in counts if counts[key] < minimum)
    rest = sum(counts[key] for key in small)
    while 0 < rest < minimum and large:
        joining = large.pop()
        small = sorted([*small, joining])
        rest += counts[joining]
    if 0 < rest < minimum or not any(counts.values()):
        return ()
    pools = [Pool((key,), counts[key]) for key in large]
    return (*pools, Pool(tuple(small), rest)) if small else tuple(pools)
