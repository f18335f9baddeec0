"""Conditions compiled for one profile: what cannot change is computed once, the rest becomes tables.

Every part of a condition becomes one of three things: an answer per month (Fixed), a table with such an
answer for each value that one changeable attribute can take (Table), or a combination of those (Combined).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from klappt.core.chains.times import (
    COMPARED,
    Months,
    Times,
    highest,
    lowest,
    nth_highest,
    turned,
)
from klappt.core.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Attribute,
    Comparison,
    Condition,
    Judged,
    Judgement,
    Kind,
    Not,
    Profile,
    Value,
)

# Of each changeable attribute the position of its value among those it can take; of a number that offers
# add to, what they have added so far.
State = tuple[int, ...]


class Counted(dict[int, Times]):
    """The rows of a number that offers add to: computed when they are asked for."""

    def __init__(self, row: Callable[[int], Times]) -> None:
        super().__init__()
        self._row = row

    def __missing__(self, value: int) -> Times:
        row = self[value] = self._row(value)
        return row


@dataclass(frozen=True, slots=True)
class Fixed:
    times: Times


@dataclass(frozen=True, slots=True)
class Table:
    """One row for each value of the attribute at this position of the state."""

    at: int
    rows: tuple[Times, ...] | Counted

    def values(self) -> tuple[Times, ...]:
        """The rows of an attribute whose values are known beforehand; none of a number."""
        return self.rows if isinstance(self.rows, tuple) else ()


@dataclass(frozen=True, slots=True)
class Combined:
    """The lowest, the highest or the n-th highest answer of parts; or one part turned around."""

    combine: Callable[[Sequence[Times]], Times]
    parts: tuple["Term", ...]
    is_all: bool = False


Term = Fixed | Table | Combined


def evaluate(term: Term, state: State) -> Times:
    """The answer in this state, for every month."""
    if isinstance(term, Table):
        return term.rows[state[term.at]]
    if isinstance(term, Fixed):
        return term.times
    return term.combine([evaluate(part, state) for part in term.parts])


def positions(term: Term) -> frozenset[int]:
    """The places of the state that the answer depends on."""
    if isinstance(term, Table):
        return frozenset({term.at})
    if isinstance(term, Fixed):
        return frozenset()
    return frozenset().union(*(positions(part) for part in term.parts))


@dataclass(frozen=True, slots=True)
class Changeable:
    """An attribute that offers change. `values` are those it can take, the profile's first (None: unknown);
    for a number that is added to: only the profile's value, and `step` is what 1 in the state stands for."""

    at: int
    attribute: Attribute
    values: tuple[Value | None, ...]
    step: Fraction = Fraction(0)

    @property
    def counted(self) -> bool:
        return bool(self.step)


class Compiler:
    """Compiles the conditions of one catalogue for one profile."""

    def __init__(
        self,
        attributes: Mapping[str, Attribute],
        profile: Profile,
        changeable: Mapping[str, Changeable],
        full: Months,
    ) -> None:
        self._attributes = attributes
        self._profile = profile
        self._changeable = changeable
        self._full = full
        self._leaves: dict[tuple[str, str, object], Term] = {}
        self._always = Times(full, full, full)
        self._never = Times(0, 0, 0)
        self._perhaps = Times(full, 0, 0)
        self._all = partial(_lowest, full)
        self._turned = partial(_turned, full)

    def compile(self, condition: Condition | None) -> Term:
        """None, a rule that nobody has checked, is unknown."""
        match condition:
            case Comparison():
                # Much quicker to compare than the leaves themselves.
                key = condition.attribute, condition.operator, condition.value
                term = self._leaves.get(key)
                if term is None:
                    term = self._leaves[key] = self._comparison(condition)
                return term
            case AllOf(parts):
                return self._combined(self._all, map(self.compile, parts), is_all=True)
            case AnyOf(parts):
                return self._combined(highest, map(self.compile, parts))
            case AtLeast(n, parts):
                return self._combined(partial(_nth, n, self._full), map(self.compile, parts))
            case Not(part):
                return self._combined(self._turned, [self.compile(part)])
        discretion = isinstance(condition, Judgement) and condition.kind is Judged.CONDITIONAL
        return Fixed(Times(self._full, self._full, 0) if discretion else self._perhaps)

    def _combined(
        self, combine: Callable[[Sequence[Times]], Times], terms: Iterable[Term], *, is_all: bool = False
    ) -> Term:
        """Parts that depend on the same single attribute become one table, and what is fixed goes into it."""
        fixed: list[Times] = []
        tables: list[Table] = []
        rest: list[Term] = []
        for term in terms:
            if isinstance(term, Fixed):
                fixed.append(term.times)
            elif isinstance(term, Table):
                tables.append(term)
            else:
                rest.append(term)
        if not tables and not rest:
            return Fixed(combine(fixed))
        if not rest and all(table.at == tables[0].at for table in tables):
            if is_all and len(tables) == 1 and not fixed:
                return tables[0]
            return Table(tables[0].at, _merged(combine, fixed, [table.rows for table in tables]))
        if is_all and fixed and not combine(fixed).unknown:
            return Fixed(self._never)
        return Combined(combine, (*map(Fixed, fixed), *tables, *rest), is_all)

    def _comparison(self, leaf: Comparison) -> Term:
        changeable = self._changeable.get(leaf.attribute)
        if changeable is None:
            return Fixed(self._answer(leaf, self._profile.get(leaf.attribute)))
        if changeable.counted:
            return Table(changeable.at, Counted(partial(self._counted, leaf, changeable)))
        return Table(changeable.at, tuple(self._answer(leaf, value) for value in changeable.values))

    def _counted(self, leaf: Comparison, changeable: Changeable, added: int) -> Times:
        start = changeable.values[0]
        assert isinstance(start, Fraction)  # noqa: S101 - only known numbers are counted
        return self._answer(leaf, start + added * changeable.step)

    def _answer(self, leaf: Comparison, value: Value | None) -> Times:
        """The comparison's answer in every month for an attribute that has this value in month 0."""
        if leaf.operator == "known":
            return self._never if value is None else self._always
        if value is None:
            return self._perhaps
        attribute = self._attributes[leaf.attribute]
        if attribute.kind is Kind.ORDINAL:
            return self._compared(leaf, Fraction(attribute.values.index(str(value))), Fraction(0), attribute)
        if attribute.kind is Kind.NUMBER:
            assert isinstance(value, Fraction | int)  # noqa: S101 - the reader has seen to it
            return self._compared(leaf, Fraction(value), attribute.per_month, attribute)
        return self._always if _holds(leaf, value) else self._never

    def _compared(self, leaf: Comparison, base: Fraction, rate: Fraction, attribute: Attribute) -> Times:
        if leaf.operator in ("in", "not_in"):
            assert isinstance(leaf.value, tuple)  # noqa: S101 - the reader has seen to it
            months = 0
            for value in leaf.value:
                months |= COMPARED["="](base, rate, _rank(value, attribute), self._full)
            months = self._full & ~months if leaf.operator == "not_in" else months
        else:
            months = COMPARED[leaf.operator](base, rate, _rank(leaf.value, attribute), self._full)
        return Times(months, months, months)


def _rank(value: Value | tuple[Value, ...] | None, attribute: Attribute) -> Fraction:
    if attribute.kind is Kind.ORDINAL:
        return Fraction(attribute.values.index(str(value)))
    assert isinstance(value, Fraction | int)  # noqa: S101 - the reader has seen to it
    return Fraction(value)


def _holds(leaf: Comparison, value: Value) -> bool:
    """A choice, a boolean or a date against what the leaf says; none of them changes with time."""
    other = leaf.value
    if isinstance(other, tuple):
        return (value in other) == (leaf.operator == "in")
    if leaf.operator in ("=", "!="):
        return (value == other) == (leaf.operator == "=")
    below, above = value < other, value > other  # type: ignore[operator]  # both are days
    return {"<": below, "<=": not above, ">": above, ">=": not below}[leaf.operator]


def _merged(
    combine: Callable[[Sequence[Times]], Times],
    fixed: list[Times],
    rows: list[tuple[Times, ...] | Counted],
) -> tuple[Times, ...] | Counted:
    if any(isinstance(one, Counted) for one in rows):
        return Counted(lambda value: combine([*fixed, *(one[value] for one in rows)]))
    return tuple(combine([*fixed, *answers]) for answers in zip(*rows, strict=True))


def _lowest(full: Months, answers: Sequence[Times]) -> Times:
    return lowest(answers, full)


def _turned(full: Months, answers: Sequence[Times]) -> Times:
    return turned(answers[0], full)


def _nth(n: int, full: Months, answers: Sequence[Times]) -> Times:
    return nth_highest(n, answers, full)
