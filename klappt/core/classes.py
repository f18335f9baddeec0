"""Counts by class, such as days until an answer: what can still be said when the single values are gone."""

from collections.abc import Sequence
from itertools import accumulate


def median_class(counts: Sequence[int]) -> int | None:
    """The place of the class in which the middle one lies, classes in rising order; None without any count.

    Of an even number it is the later of the two in the middle, so that nothing is made to look quicker than
    it is. Raises ValueError for a negative count.
    """
    if any(count < 0 for count in counts):
        raise ValueError("A count is not negative.")
    total = sum(counts)
    if not total:
        return None
    middle = total // 2 + 1
    return next(place for place, upto in enumerate(accumulate(counts)) if upto >= middle)


def share_up_to(counts: Sequence[int], place: int) -> int:
    """How many lie in the classes up to and including this one."""
    return sum(counts[: place + 1])
