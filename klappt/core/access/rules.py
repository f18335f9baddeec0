import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from klappt.core.catalogue import Catalogue, Goal, Offer
from klappt.core.conditions import (
    Answer,
    AnyOf,
    CompiledCondition,
    Condition,
    Judged,
    Judgement,
    LeafAt,
    Profile,
    Scale,
    State,
    Validity,
    Verdict,
    scales_of,
    state_of,
)

# An offer without a rule: nobody has checked whom it lets in.
NOT_CHECKED = Judgement(Judged.UNCHECKED)
_NEVER: Condition = AnyOf(())


@dataclass(frozen=True, slots=True)
class Rule:
    """The access rule of one offer or idea. `closed` is the reason where it is not in force on the day."""

    offer: Offer
    condition: CompiledCondition
    closed: LeafAt | None = None

    def answer(self, state: State) -> Answer:
        """The answer for a state; no where the rule is not in force."""
        return self.condition.answer(state)

    def verdict(self, state: State) -> Verdict:
        """The answer for a state with its reasons."""
        if self.closed is not None:
            return Verdict(Answer.NO, because=(self.closed,))
        return self.condition.verdict(state)


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules of a catalogue over one set of scales, so that one state of a person serves them all.

    `scales` are in the order of the catalogue's attributes: as coarse as access rules, ideas and goals
    together allow. `offers` holds offers, then ideas, by their keys; `goals` the conditions of the goals.
    """

    catalogue: Catalogue
    day: datetime.date | None
    scales: tuple[Scale, ...]
    offers: Mapping[str, Rule]
    goals: Mapping[str, CompiledCondition]

    def state(self, profile: Profile) -> tuple[int, ...]:
        """The state of a profile; what it does not mention is unknown.

        A `ValueError` says that a value is not in the list of its attribute.
        """
        return state_of(profile, self.scales)

    def verdicts(self, profile: Profile) -> dict[str, Verdict]:
        """For each offer (not: each idea) the answer with its reasons."""
        state = self.state(profile)
        return {offer.key: self.offers[offer.key].verdict(state) for offer in self.catalogue.offers}


def compile_rules(catalogue: Catalogue, day: datetime.date | None = None) -> Rules:
    """Prepares a catalogue for one day; None takes every rule as in force.

    A `KeyError` says that a condition compares an attribute that the catalogue does not declare
    (`read_catalogue` finds that out before).
    """
    ideas = [idea.offer for idea in catalogue.ideas]
    offers = [*catalogue.offers, *ideas]
    goals = catalogue.goals
    conditions = [
        *(offer.access for offer in offers if offer.access is not None),
        *(goal.when for goal in goals),
    ]
    scales = scales_of(catalogue.attributes, conditions)
    rules = {offer.key: _rule(offer, scales, day) for offer in offers}
    return Rules(catalogue, day, scales, rules, {goal.key: _goal(goal, scales) for goal in goals})


def _rule(offer: Offer, scales: tuple[Scale, ...], day: datetime.date | None) -> Rule:
    closed = _not_in_force(offer, day)
    condition = _NEVER if closed else NOT_CHECKED if offer.access is None else offer.access
    return Rule(offer, CompiledCondition(condition, scales), closed)


def _goal(goal: Goal, scales: tuple[Scale, ...]) -> CompiledCondition:
    return CompiledCondition(goal.when, scales, "when")


def _not_in_force(offer: Offer, day: datetime.date | None) -> LeafAt | None:
    if day is None:
        return None
    validity = Validity(day, offer.valid_from, offer.valid_until)
    if offer.valid_from and day < offer.valid_from:
        return LeafAt("valid_from", validity, Answer.NO)
    if offer.valid_until and day > offer.valid_until:
        return LeafAt("valid_until", validity, Answer.NO)
    return None
