"""A thin, typed layer over HiGHS (Huangfu & Hall 2018) for whole-number programmes, solved to proof."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from math import floor, inf, isfinite
from typing import Any

import highspy

_INFINITY = float(highspy.kHighsInf)
_OPTIONS: dict[str, bool | int | float] = {
    "log_to_console": False,
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    # All numbers are whole: whoever is closer than one to the bound has reached it.
    "mip_abs_gap": 0.5,
    # A heuristic for huge programmes that costs small ones a third of their time.
    "mip_heuristic_run_feasibility_jump": False,
}


@dataclass(frozen=True)
class Deadline:
    """A point in time that several solves share."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        """So many seconds from now."""
        return cls(time.monotonic() + seconds)

    @classmethod
    def never(cls) -> "Deadline":
        """As much time as it takes."""
        return cls(inf)

    def share(self, part: float) -> "Deadline":
        """An earlier one that leaves the rest of the time to others."""
        return Deadline.after(self.left() * part)

    def left(self) -> float:
        """Seconds left, never negative."""
        return max(0.0, self.at - time.monotonic())


@dataclass(frozen=True)
class Solved:
    """Outcome of one solve.

    `values` is None when nothing was found; no solution exceeds `bound`, which is None when nothing is known.
    """

    values: tuple[int, ...] | None
    bound: int | None
    proven: bool


class Programme:
    """Whole-number variables and rows; `maximise` may be called again after further rows."""

    def __init__(self) -> None:
        untyped: Any = highspy
        self._highs = untyped.Highs()
        for option, value in _OPTIONS.items():
            self._highs.setOptionValue(option, value)
        # A programme without a variable has no status to speak of: this one is always there and always 0.
        self._highs.addVar(0.0, 0.0)
        self._uppers = [0]

    def add_variable(self, upper: int, *, follows: bool = False) -> int:
        """A whole number from 0 to `upper`; returns its index.

        One that `follows` from the others is whole of its own accord at the best, and is not branched on.
        """
        self._highs.addVar(0.0, float(upper))
        variable = len(self._uppers)
        if not follows:
            self._highs.changeColIntegrality(variable, highspy.HighsVarType.kInteger)
        self._uppers.append(upper)
        return variable

    def limits(self, terms: Mapping[int, int]) -> tuple[int, int]:
        """What a sum can be at least and at most, seeing only the limits of its variables."""
        reach = [number * self._uppers[variable] for variable, number in terms.items()]
        return sum(min(0, far) for far in reach), sum(max(0, far) for far in reach)

    def add_row(
        self, terms: Mapping[int, int], at_least: int | None = None, at_most: int | None = None
    ) -> None:
        """at_least <= sum of coefficient x variable <= at_most."""
        lower = -_INFINITY if at_least is None else float(at_least)
        upper = _INFINITY if at_most is None else float(at_most)
        self._highs.addRow(
            lower, upper, len(terms), list(terms), [float(number) for number in terms.values()]
        )

    def maximise(self, terms: Mapping[int, int], deadline: Deadline) -> Solved:
        """The largest value of the sum. `proven` and no values: there is no solution at all."""
        for variable in range(len(self._uppers)):
            self._highs.changeColCost(variable, float(terms.get(variable, 0)))
        self._highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        # The clock of HiGHS runs on over several solves.
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + deadline.left())
        self._highs.run()
        return self._read(terms)

    def _read(self, terms: Mapping[int, int]) -> Solved:
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return Solved(None, None, proven=True)
        info = self._highs.getInfo()
        bound = floor(info.mip_dual_bound + 1e-6) if isfinite(info.mip_dual_bound) else None
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return Solved(None, bound, proven=False)
        values = tuple(round(number) for number in self._highs.getSolution().col_value)
        if status != highspy.HighsModelStatus.kOptimal:
            return Solved(values, bound, proven=False)
        return Solved(
            values, sum(number * values[variable] for variable, number in terms.items()), proven=True
        )
