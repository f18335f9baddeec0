"""What rules can tell apart: the values of an attribute, put together into steps.

A rule that asks for `age >= 15` sees two ages: below, and from 15 on. Conditions are computed on such steps,
numbered from 1; 0 stands for unknown. Ordered attributes keep their order, so that a value that rises never
falls back by a step.
"""

import datetime
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import zip_longest
from math import lcm

from klappt.core.conditions.answers import Answer, answer_for_value, leaves_of
from klappt.core.conditions.attributes import Attribute, Kind, Value
from klappt.core.conditions.tree import Comparison, Condition

# The step of an attribute nobody knows.
UNKNOWN = 0
# For each attribute the number of its step.
State = Sequence[int]
Sight = tuple[Answer, ...]
# A value, and whether it belongs to what comes after the cut.
Cut = tuple[Fraction | datetime.date, bool]


@dataclass(frozen=True, slots=True)
class Scale:
    """The steps of one attribute.

    `samples[i]` is one value of step i; `samples[0]` is None. A choice, an ordinal or a boolean has `steps`:
    the step of each value. A number or a date has `cuts` instead: cut i parts step i + 1 from step i + 2.
    `marks` are the same cuts as whole numbers: a value has passed a cut when its `mark` is not below it.
    """

    attribute: Attribute
    samples: tuple[Value | None, ...]
    steps: Mapping[Value, int] | None = None
    cuts: tuple[Cut, ...] = ()
    marks: tuple[int, ...] = ()
    denominator: int = 1
    _answers: dict[Comparison, Sight] = field(default_factory=dict, compare=False, repr=False)

    @property
    def size(self) -> int:
        """The number of steps, unknown among them."""
        return len(self.samples)

    def step(self, value: Value | None) -> int:
        """The step of a value. A `ValueError` (or `TypeError`) says that the attribute has no such value."""
        if value is None:
            return UNKNOWN
        if self.steps is None:
            return 1 + bisect_right(self.marks, self.mark(value))
        try:
            return self.steps[value]
        except KeyError:
            raise ValueError(f"{value!r} is no value of {self.attribute.key}") from None

    def answers(self, leaf: Comparison) -> Sight:
        """What a comparison of this attribute answers on each step; worked out once."""
        if leaf not in self._answers:
            found = (answer_for_value(leaf, sample, self.attribute) for sample in self.samples)
            self._answers[leaf] = tuple(found)
        return self._answers[leaf]

    def mark(self, value: Value) -> int:
        """Where a number or a date stands among `marks`: exact, and quick to compare."""
        return _mark(value, self.denominator)


def _mark(value: Value, denominator: int) -> int:
    if isinstance(value, datetime.date):
        return 2 * value.toordinal()
    if isinstance(value, str):
        raise TypeError(f"{value!r} is no number")
    whole, rest = divmod(value.numerator * denominator, value.denominator)
    return 2 * whole + (rest > 0)


def scales_of(attributes: Sequence[Attribute], conditions: Iterable[Condition]) -> tuple[Scale, ...]:
    """A scale for each attribute, as fine as these conditions need it, in the order of the attributes."""
    compared: dict[str, dict[Comparison, None]] = {attribute.key: {} for attribute in attributes}
    for condition in conditions:
        for _, leaf in leaves_of(condition):
            if isinstance(leaf, Comparison):
                compared[leaf.attribute][leaf] = None
    return tuple(_scale(attribute, tuple(compared[attribute.key])) for attribute in attributes)


def _scale(attribute: Attribute, leaves: tuple[Comparison, ...]) -> Scale:
    if attribute.kind in (Kind.NUMBER, Kind.DATE):
        return _cut_scale(attribute, leaves)
    values: tuple[Value, ...] = (False, True) if attribute.kind is Kind.BOOLEAN else attribute.values
    samples: list[Value] = []
    steps: dict[Value, int] = {}
    seen: dict[Sight, int] = {}
    for value in values:
        sight = _sight(value, attribute, leaves)
        if sight not in seen:
            samples.append(value)
            if attribute.kind is Kind.ORDINAL:
                # It may come back to the same answers further up: that is a step of its own.
                seen.clear()
            seen[sight] = len(samples)
        steps[value] = seen[sight]
    return Scale(attribute, (None, *samples), steps)


def _cut_scale(attribute: Attribute, leaves: tuple[Comparison, ...]) -> Scale:
    samples: list[Value] = []
    cuts: list[Cut] = []
    before: Sight | None = None
    for sample, cut in _cells(attribute.kind, leaves):
        sight = _sight(sample, attribute, leaves)
        if sight != before:
            samples.append(sample)
            cuts.append(cut)
        before = sight
    del cuts[0]
    denominator = lcm(*(value.denominator for value, _ in cuts if isinstance(value, Fraction)))
    marks = tuple(_mark(value, denominator) + (not belongs) for value, belongs in cuts)
    return Scale(attribute, (None, *samples), None, tuple(cuts), marks, denominator)


def _sight(value: Value, attribute: Attribute, leaves: tuple[Comparison, ...]) -> Sight:
    return tuple(answer_for_value(leaf, value, attribute) for leaf in leaves)


def _cells(kind: Kind, leaves: tuple[Comparison, ...]) -> Iterator[tuple[Value, Cut]]:
    """Each named value and each stretch between two: one value in it, and the cut with which it begins."""
    named = {value for leaf in leaves for value in _values(leaf)}
    if kind is Kind.DATE:
        return _stretches_of_days(sorted(day for day in named if isinstance(day, datetime.date)))
    return _stretches(sorted(Fraction(number) for number in named if isinstance(number, Fraction | int)))


def _values(leaf: Comparison) -> tuple[Value, ...]:
    if leaf.value is None:
        return ()
    return leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)


def _stretches(points: list[Fraction]) -> Iterator[tuple[Value, Cut]]:
    lowest = points[0] - 1 if points else Fraction(0)
    yield lowest, (lowest, True)
    for point, above in zip_longest(points, points[1:]):
        yield point, (point, True)
        yield (point + 1 if above is None else (point + above) / 2), (point, False)


def _stretches_of_days(points: list[datetime.date]) -> Iterator[tuple[Value, Cut]]:
    one = datetime.timedelta(days=1)
    if not points or points[0] > datetime.date.min:
        lowest = points[0] - one if points else datetime.date.min
        yield lowest, (lowest, True)
    for point, above in zip_longest(points, points[1:]):
        yield point, (point, True)
        if point < datetime.date.max and point + one != above:
            yield point + one, (point, False)
