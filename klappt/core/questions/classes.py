"""Cuts the values of an attribute into the classes that the rules can tell apart."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from klappt.core.conditions import Answer, Attribute, Comparison, Condition, Kind, Value, leaves_of
from klappt.core.conditions.answers import answer_for_value


@dataclass(frozen=True, slots=True)
class ValueClass:
    """Values no rule can tell apart. `sample` is one of them, or None for "not known".

    `weight` is the share of answers expected in it; the weights of an attribute add up to 1.
    """

    sample: Value | None
    weight: Fraction


def comparisons(conditions: Iterable[Condition]) -> Iterator[Comparison]:
    """Every comparison in the conditions, from left to right."""
    for condition in conditions:
        for _, leaf in leaves_of(condition):
            if isinstance(leaf, Comparison):
                yield leaf


def holds(comparison: Comparison, value: Value, attribute: Attribute) -> bool:
    """Whether a known value meets the comparison."""
    return answer_for_value(comparison, value, attribute) is Answer.YES


def cut(
    attribute: Attribute, found: Sequence[Comparison], *, may_stay_open: bool = False
) -> tuple[ValueClass, ...]:
    """The classes of an attribute, given all comparisons with it.

    Listed values count one each, so a class of three choices weighs three times a class of one; of numbers
    and days, each class weighs the same, because nobody has said how they are spread. Where a rule asks
    whether the attribute is known, or with `may_stay_open`, "not known" is a class of its own.
    """
    samples: list[Value | None] = list(_samples(attribute, found))
    if may_stay_open or any(comparison.operator == "known" for comparison in found):
        samples.append(None)
    counts: dict[tuple[bool | None, ...], tuple[Value | None, int]] = {}
    for sample in samples:
        outcome = tuple(None if sample is None else holds(one, sample, attribute) for one in found)
        first, count = counts.get(outcome, (sample, 0))
        counts[outcome] = first, count + 1 if attribute.values else 1
    total = sum(count for _, count in counts.values())
    return tuple(ValueClass(sample, Fraction(count, total)) for sample, count in counts.values())


def _samples(attribute: Attribute, found: Sequence[Comparison]) -> Sequence[Value]:
    if attribute.kind is Kind.BOOLEAN:
        return (True, False)
    if attribute.kind in (Kind.CHOICE, Kind.ORDINAL):
        return attribute.values
    mentioned = {value for one in found for value in _mentioned(one)}
    days = sorted(value for value in mentioned if isinstance(value, datetime.date))
    numbers = sorted(Fraction(value) for value in mentioned if isinstance(value, Fraction | int))
    return _around_days(days) if attribute.kind is Kind.DATE else _around_numbers(numbers)


def _mentioned(comparison: Comparison) -> tuple[Value, ...]:
    if comparison.value is None:
        return ()
    return comparison.value if isinstance(comparison.value, tuple) else (comparison.value,)


def _around_numbers(cuts: Sequence[Fraction]) -> Sequence[Value]:
    """Each cut, and one number below, between and above them."""
    if not cuts:
        return (Fraction(0),)
    between = [(low + high) / 2 for low, high in pairwise(cuts)]
    return sorted([cuts[0] - 1, *cuts, *between, cuts[-1] + 1])


def _around_days(cuts: Sequence[datetime.date]) -> Sequence[Value]:
    """Each cut, the day before it and the day after it: there is nothing else to tell apart."""
    if not cuts:
        return (datetime.date(2000, 1, 1),)
    first, last = datetime.date.min.toordinal(), datetime.date.max.toordinal()
    near = {day.toordinal() + step for day in cuts for step in (-1, 0, 1)}
    return [datetime.date.fromordinal(number) for number in sorted(near) if first <= number <= last]
