"""A population put together into situations: rows that no chain to the goal can tell apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from klappt.core.catalogue import Add, Catalogue
from klappt.core.chains.prepare import goal_of
from klappt.core.chains.task import Wish
from klappt.core.conditions import Condition, Profile, Scale, Value, scales_of
from klappt.core.gaps.relevance import attributes_of, relevant_to
from klappt.core.populations import UNKNOWN_COUNT, Column, Population

Codes = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Situation:
    """People with the same ways to the goal.

    `rows` are their rows in the population, counted from 0; `profile` stands for all of them, and is that
    of the first without what no rule asks about. `heads` is the sum of the known head counts, `uncounted`
    the rows of which nobody knows the number.
    """

    rows: tuple[int, ...]
    profile: Profile
    heads: int
    uncounted: int


def situations_of(catalogue: Catalogue, population: Population, wish: Wish) -> tuple[Situation, ...]:
    """The different situations of a population, in the order of their first rows.

    Values are put together where no rule that matters and not the goal can tell them apart, now or
    within the horizon. Time and memory grow linearly with the rows. Raises ValueError for a goal that the
    catalogue does not have.
    """
    columns = dict(_asked(relevant_to(catalogue, wish), population, wish))
    groups = np.zeros(population.size, np.intp)
    for classes, column in columns.values():
        _, groups = np.unique(groups * (len(classes) + 1) + classes.take(column.codes), return_inverse=True)
    if not population.size:
        return ()
    order = np.argsort(groups, kind="stable")
    starts = np.flatnonzero(np.diff(groups[order], prepend=-1))
    rows = sorted((part for part in np.split(order, starts[1:])), key=lambda part: int(part[0]))
    return tuple(_situation(population, part, columns) for part in rows)


def _situation(population: Population, rows: Codes, columns: dict[str, tuple[Codes, Column]]) -> Situation:
    first = population.profile(int(rows[0]))
    counts = population.counts[rows]
    known = counts[counts != UNKNOWN_COUNT]
    return Situation(
        tuple(rows.tolist()),
        {key: value for key, value in first.items() if key in columns},
        int(known.sum()),
        len(counts) - len(known),
    )


def _asked(
    catalogue: Catalogue, population: Population, wish: Wish
) -> Iterator[tuple[str, tuple[Codes, Column]]]:
    """The columns that matter, with the class of each of their values."""
    offers = [*catalogue.offers, *(idea.offer for idea in catalogue.ideas)]
    conditions: list[Condition] = [offer.access for offer in offers if offer.access is not None]
    conditions.append(goal_of(catalogue, wish.goal).when)
    compared = set().union(*map(attributes_of, conditions))
    added = {effect.attribute for offer in offers for effect in offer.effects if isinstance(effect, Add)}
    for scale in scales_of(catalogue.attributes, conditions):
        key = scale.attribute.key
        column = population.columns.get(key)
        if column is not None and key in compared:
            seen: dict[object, int] = {}
            classes = [_class(value, scale, wish.horizon, exact=key in added) for value in column.values]
            yield key, (np.array([seen.setdefault(one, len(seen)) for one in classes], np.intp), column)


def _class(value: Value | None, scale: Scale, horizon: int, *, exact: bool) -> Sequence[object]:
    """The step of a value where it stays on it; the value itself where time or an offer can move it on."""
    step = scale.step(value)
    rate = scale.attribute.per_month
    if value is None or isinstance(value, str) or not (exact or rate):
        return (step,)
    if exact or step != scale.step(value + rate * horizon):  # type: ignore[operator]  # only numbers grow
        return (step, value)
    return (step,)
