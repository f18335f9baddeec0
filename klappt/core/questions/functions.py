"""Turns the conditions that matter into diagrams over the attributes that are still open."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from klappt.core.catalogue import Offer
from klappt.core.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Attribute,
    Comparison,
    Condition,
    Judged,
    Judgement,
    Not,
    Profile,
    Value,
)
from klappt.core.questions.classes import ValueClass, comparisons, cut, holds
from klappt.core.questions.diagrams import CONDITIONAL, NO, UNKNOWN, YES, Diagrams


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known. Who was asked for an attribute in `skipped` did not know: it stays unknown for good."""

    profile: Profile
    skipped: frozenset[str]
    day: datetime.date


class Functions:
    """Conditions in one situation as diagrams; a level is an open attribute, in the catalogue's order."""

    def __init__(
        self,
        attributes: Sequence[Attribute],
        conditions: Iterable[Condition],
        situation: Situation,
        *,
        may_stay_open: bool = False,
    ) -> None:
        self.situation = situation
        self._by_key = {attribute.key: attribute for attribute in attributes}
        found: dict[str, dict[Comparison, None]] = {}
        for one in comparisons(conditions):
            found.setdefault(one.attribute, {})[one] = None
        done: Collection[str] = {*situation.profile, *situation.skipped}
        self.open = tuple(one for one in attributes if one.key in found and one.key not in done)
        self._compared = [tuple(found[attribute.key]) for attribute in self.open]
        self.classes: tuple[tuple[ValueClass, ...], ...] = tuple(
            cut(attribute, compared, may_stay_open=may_stay_open)
            for attribute, compared in zip(self.open, self._compared, strict=True)
        )
        self._levels = {attribute.key: level for level, attribute in enumerate(self.open)}
        self._leaves: dict[Comparison, int] = {}
        self.diagrams = Diagrams([[float(one.weight) for one in classes] for classes in self.classes])

    def diagram(self, condition: Condition) -> int:
        """The node of a condition."""
        match condition:
            case AllOf(parts):
                return self.diagrams.lowest([self.diagram(part) for part in parts])
            case AnyOf(parts):
                return self.diagrams.highest([self.diagram(part) for part in parts])
            case AtLeast(n, parts):
                return self.diagrams.at_least(n, [self.diagram(part) for part in parts])
            case Not(part):
                return self.diagrams.turn(self.diagram(part))
            case _:
                return self._leaf(condition)

    def class_of(self, level: int, value: Value) -> int:
        """The number of the class in which a value of the attribute at `level` is."""
        attribute, compared = self.open[level], self._compared[level]
        outcome = [holds(one, value, attribute) for one in compared]
        return next(
            number
            for number, one in enumerate(self.classes[level])
            if one.sample is not None and outcome == [holds(by, one.sample, attribute) for by in compared]
        )

    def _leaf(self, leaf: Comparison | Judgement) -> int:
        if isinstance(leaf, Judgement):
            return CONDITIONAL if leaf.kind is Judged.CONDITIONAL else UNKNOWN
        if leaf not in self._leaves:
            self._leaves[leaf] = self._new_leaf(leaf)
        return self._leaves[leaf]

    def _new_leaf(self, leaf: Comparison) -> int:
        attribute = self._by_key[leaf.attribute]
        if leaf.attribute in self.situation.profile:
            return YES if holds(leaf, self.situation.profile[leaf.attribute], attribute) else NO
        level = self._levels.get(leaf.attribute)
        if level is None:
            return _unanswered(leaf)
        ends = (
            _unanswered(leaf) if one.sample is None else YES if holds(leaf, one.sample, attribute) else NO
            for one in self.classes[level]
        )
        return self.diagrams.node(level, tuple(ends))


def in_force(offer: Offer, day: datetime.date) -> bool:
    """Whether an offer exists on the day; both days of its validity belong to it."""
    begins, ends = offer.valid_from, offer.valid_until
    return (begins is None or begins <= day) and (ends is None or day <= ends)


def _unanswered(leaf: Comparison) -> int:
    return NO if leaf.operator == "known" else UNKNOWN
