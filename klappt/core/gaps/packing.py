"""The linear programme behind the flow: as many as possible through rows that hold only so many."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import highspy

from klappt.core.programme import Deadline

_INFINITY = float(highspy.kHighsInf)
# Solutions of such programmes are fractions of small numbers; what is none is caught by the check.
_LARGEST_DENOMINATOR = 10_000
_OPTIONS: dict[str, bool | int | float | str] = {
    "log_to_console": False,
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "solver": "simplex",
}


@dataclass(frozen=True)
class Packed:
    """Amount of each column, price of each row, and their sum.

    `exact`: prices and amounts were checked in fractions to prove each other; otherwise they are rounded.
    """

    value: Fraction
    amounts: tuple[Fraction, ...]
    prices: tuple[Fraction, ...]
    exact: bool


class Packing:
    """Maximise the sum of columns; a column takes one from every row it is in, a row holds `limit` of them.

    Every column has to be in a row, or there would be no end to it.
    """

    def __init__(self, limits: Sequence[int]) -> None:
        untyped: Any = highspy
        self._highs = untyped.Highs()
        for option, value in _OPTIONS.items():
            self._highs.setOptionValue(option, value)
        self._highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self._limits = list(limits)
        for limit in limits:
            self._highs.addRow(-_INFINITY, float(limit), 0, [], [])
        self._columns: list[tuple[int, ...]] = []

    def add_column(self, rows: Collection[int]) -> None:
        """One more way to use the rows."""
        if not rows:
            raise ValueError("A column without a row is not limited by anything.")
        column = tuple(sorted(set(rows)))
        self._highs.addCol(1.0, 0.0, _INFINITY, len(column), list(column), [1.0] * len(column))
        self._columns.append(column)

    def limit(self, row: int, limit: int) -> None:
        """From now on the row holds so many."""
        self._limits[row] = limit
        self._highs.changeRowBounds(row, -_INFINITY, float(limit))

    def solve(self, deadline: Deadline) -> Packed | None:
        """The largest sum, or None when the time was too short."""
        if not self._columns:
            return Packed(Fraction(0), (), (Fraction(0),) * len(self._limits), exact=True)
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + deadline.left())
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self._highs.getSolution()
        amounts = tuple(_fraction(amount) for amount in solution.col_value)
        prices = tuple(_fraction(price) for price in solution.row_dual)
        value = sum(amounts, Fraction(0))
        return Packed(value, amounts, prices, exact=self._prove_each_other(amounts, prices))

    def _prove_each_other(self, amounts: Sequence[Fraction], prices: Sequence[Fraction]) -> bool:
        """Weak duality: amounts that fit, and prices that cover every column, are best if worth the same."""
        loads = [Fraction(0)] * len(self._limits)
        for amount, rows in zip(amounts, self._columns, strict=True):
            for row in rows:
                loads[row] += amount
        return (
            all(load <= limit for load, limit in zip(loads, self._limits, strict=True))
            and all(sum(prices[row] for row in rows) >= 1 for rows in self._columns)
            and sum(price * limit for price, limit in zip(prices, self._limits, strict=True)) == sum(amounts)
        )


def _fraction(number: float) -> Fraction:
    return max(Fraction(0), Fraction(number).limit_denominator(_LARGEST_DENOMINATOR))
