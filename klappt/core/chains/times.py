"""Months as sets: a whole number whose bit t stands for month t.

One rule is thereby answered for all months up to the horizon at once, and "the first month from t on in
which it is open" is the lowest bit that is left.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

Months = int


class Times(NamedTuple):
    """In which months an answer is at least unknown, at least conditional, and yes."""

    unknown: Months
    conditional: Months
    yes: Months


def months_up_to(last: int) -> Months:
    """All months from 0 to `last`; none where it is negative."""
    return (1 << (last + 1)) - 1 if last >= 0 else 0


def first_month(months: Months, earliest: int) -> int | None:
    """The first of these months that is not before `earliest`."""
    left = months >> earliest
    return earliest + (left & -left).bit_length() - 1 if left else None


def lowest(answers: Iterable[Times], full: Months) -> Times:
    unknown = conditional = yes = full
    for one in answers:
        unknown &= one[0]
        conditional &= one[1]
        yes &= one[2]
    return Times(unknown, conditional, yes)


def highest(answers: Iterable[Times]) -> Times:
    unknown = conditional = yes = 0
    for one in answers:
        unknown |= one[0]
        conditional |= one[1]
        yes |= one[2]
    return Times(unknown, conditional, yes)


def turned(answer: Times, full: Months) -> Times:
    """Yes and no change places, what is in the middle stays."""
    unknown, conditional, yes = answer
    return Times(full & ~yes, full & ~unknown | conditional & ~yes, full & ~unknown)


def nth_highest(n: int, answers: Sequence[Times], full: Months) -> Times:
    """Per month the n-th highest answer."""
    levels = zip(*answers, strict=True) if answers else ((), (), ())
    return Times(*(_at_least(n, level, full) for level in levels))


def _at_least(n: int, sets: Sequence[Months], full: Months) -> Months:
    """The months that are in n of these sets or more."""
    reached = [full, *[0] * max(n, 0)]
    for months in sets:
        for count in range(len(reached) - 1, 0, -1):
            reached[count] |= reached[count - 1] & months
    return reached[-1]


def _not_below(base: Fraction, rate: Fraction, bound: Fraction, full: Months, *, strictly: bool) -> Months:
    """The months t in which base + rate * t >= bound (> bound if `strictly`)."""
    if not rate:
        return full if base > bound or (base == bound and not strictly) else 0
    crossing = (bound - base) / rate
    if rate > 0:
        first = crossing.__floor__() + 1 if strictly else crossing.__ceil__()
        return full & ~months_up_to(first - 1)
    return full & months_up_to(crossing.__ceil__() - 1 if strictly else crossing.__floor__())


COMPARED: dict[str, Callable[[Fraction, Fraction, Fraction, Months], Months]] = {
    ">=": lambda base, rate, bound, full: _not_below(base, rate, bound, full, strictly=False),
    ">": lambda base, rate, bound, full: _not_below(base, rate, bound, full, strictly=True),
    "<": lambda base, rate, bound, full: full & ~COMPARED[">="](base, rate, bound, full),
    "<=": lambda base, rate, bound, full: full & ~COMPARED[">"](base, rate, bound, full),
    "=": lambda base, rate, bound, full: (
        COMPARED[">="](base, rate, bound, full) & ~COMPARED[">"](base, rate, bound, full)
    ),
    "!=": lambda base, rate, bound, full: full & ~COMPARED["="](base, rate, bound, full),
}
