"""What several people's weights for one thing say together: how they are spread first, the middle second.

Weights are whole numbers from 0 (not important now) to 4 (most important). Somebody who abstains gives none:
that is not a 0. docs/core/weighing.md has the cases to compute by hand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

LOWEST, HIGHEST = 0, 4
LOW_END, HIGH_END = 1, 3
SHARE_OF_A_CAMP = Fraction(1, 3)


@dataclass(frozen=True, slots=True)
class Spread:
    """How weights are spread.

    `counts[w]` is how many people gave weight w; `abstained` how many looked and gave none. `median` and
    `mean` are exact and None when nobody gave a weight.
    """

    counts: tuple[int, ...]
    abstained: int = 0

    @property
    def n(self) -> int:
        """How many gave a weight."""
        return sum(self.counts)

    @property
    def mean(self) -> Fraction | None:
        total = sum(weight * count for weight, count in enumerate(self.counts))
        return Fraction(total, self.n) if self.n else None

    @property
    def median(self) -> Fraction | None:
        """The middle weight; of an even number the mean of the two in the middle."""
        if not self.n:
            return None
        return Fraction(self._at((self.n - 1) // 2) + self._at(self.n // 2), 2)

    @property
    def low(self) -> int | None:
        return self._at(0) if self.n else None

    @property
    def high(self) -> int | None:
        return self._at(self.n - 1) if self.n else None

    @property
    def is_disputed(self) -> bool:
        """At least a third gave 0 or 1 and at least a third gave 3 or 4: a middle would hide two camps."""
        low, high = sum(self.counts[: LOW_END + 1]), sum(self.counts[HIGH_END:])
        return bool(self.n) and min(low, high) >= SHARE_OF_A_CAMP * self.n

    def _at(self, place: int) -> int:
        """The weight at this place of the sorted list."""
        seen = 0
        for weight, count in enumerate(self.counts):
            seen += count
            if place < seen:
                return weight
        raise IndexError(place)


def spread_of(weights: Iterable[int | None]) -> Spread:
    """Count weights; None is somebody who abstains. ValueError: a weight outside 0 to 4."""
    counts = [0] * (HIGHEST + 1)
    abstained = 0
    for weight in weights:
        if weight is None:
            abstained += 1
        elif LOWEST <= weight <= HIGHEST:
            counts[weight] += 1
        else:
            raise ValueError(f"{weight} is no weight from {LOWEST} to {HIGHEST}")
    return Spread(tuple(counts), abstained)


def ranked(spreads: Mapping[int, Spread], *, minimum: int) -> list[int]:
    """Keys in the order of priority: by median, then mean (both from the top), then by how many weighed.

    What fewer than `minimum` people have weighed comes last, in the order in which it was given: its place
    would be the word of one or two.
    """

    def place(key: int) -> tuple[Fraction, Fraction, int]:
        spread = spreads[key]
        if spread.n < minimum or spread.median is None or spread.mean is None:
            return Fraction(1), Fraction(0), 0
        return -spread.median, -spread.mean, -spread.n

    return sorted(spreads, key=place)
