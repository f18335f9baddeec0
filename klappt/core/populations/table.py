"""A population as columns: each value once, and for each row which of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from klappt.core.conditions import Attribute, Value

# A head count that nobody knows.
UNKNOWN_COUNT = -1
_NEAR = 1024
# Ages and months come back in every column.
_whole = lru_cache(maxsize=2 * _NEAR)(Fraction)


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One attribute of many: row i has `values[codes[i]]`; None is unknown."""

    values: tuple[Value | None, ...]
    codes: npt.NDArray[np.integer]

    @classmethod
    def of(cls, values: Sequence[Value | None]) -> "Column":
        """A column out of one value for each row."""
        codes: dict[Value | None, int] = {}
        places = [codes.setdefault(value, len(codes)) for value in values]
        return cls(tuple(codes), np.array(places, np.intp))

    @classmethod
    def of_whole_numbers(cls, numbers: npt.NDArray[np.integer]) -> "Column":
        """A column out of an array of whole numbers, all of them known."""
        least, most = (int(numbers.min()), int(numbers.max())) if len(numbers) else (0, 0)
        if most - least < _NEAR:
            # Ages and months lie close together: no need to sort them.
            near = np.empty(len(numbers), np.uint16)
            np.subtract(numbers, least, out=near, casting="unsafe")
            return cls(tuple(_whole(number) for number in range(least, most + 1)), near)
        distinct, codes = np.unique(numbers, return_inverse=True)
        return cls(tuple(Fraction(int(number)) for number in distinct), codes)


@dataclass(frozen=True, slots=True, eq=False)
class Population:
    """Situations of many, as columns. An attribute without a column is unknown for all.

    `counts` are the heads of each row, `UNKNOWN_COUNT` where nobody knows.
    """

    attributes: tuple[Attribute, ...]
    columns: Mapping[str, Column]
    counts: npt.NDArray[np.int64]

    @property
    def size(self) -> int:
        """The number of rows."""
        return len(self.counts)

    def profile(self, row: int) -> dict[str, Value]:
        """The profile of one row; what is unknown is left out."""
        found = {key: column.values[column.codes[row]] for key, column in self.columns.items()}
        return {key: value for key, value in found.items() if value is not None}

    def profiles(self) -> Iterator[dict[str, Value]]:
        """The profiles of all rows."""
        return (self.profile(row) for row in range(self.size))

    def count(self, row: int) -> int | None:
        """The heads of one row; None where nobody knows."""
        found = int(self.counts[row])
        return None if found == UNKNOWN_COUNT else found
