"""The next question for a profile that is not complete (mission B6)."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from klappt.core.catalogue import Asking, Catalogue, Goal, Offer, Result
from klappt.core.conditions import Answer, AnyOf, Attribute, Condition, Judged, Judgement, Profile, Value
from klappt.core.questions.choose import EFFORT, best_question, narrowed, worth_asking
from klappt.core.questions.classes import comparisons
from klappt.core.questions.functions import Functions, Situation, in_force

Keyed = TypeVar("Keyed", Result, Offer, Goal)
_NEVER = AnyOf(())
_UNCHECKED = Judgement(Judged.UNCHECKED)


class Matter(StrEnum):
    """What a question is asked for."""

    RESULT = "result"
    OFFER = "offer"
    GOAL = "goal"


@dataclass(frozen=True, slots=True)
class Concern:
    """One condition whose answer somebody wants to know."""

    matter: Matter
    key: str
    condition: Condition


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one concern is settled.

    `possible` are the answers that can still come, lowest first; `ask` the open attributes that decide
    between them, in the order of the catalogue. Settled means: one possible answer.
    """

    matter: Matter
    key: str
    possible: tuple[Answer, ...]
    ask: tuple[str, ...]

    @property
    def answer(self) -> Answer | None:
        """The answer, or None while several are possible."""
        return self.possible[0] if len(self.possible) == 1 else None


@dataclass(frozen=True, slots=True)
class Question:
    """The attribute to ask for. `cuts` are the numbers or days at which an answer changes, in order."""

    attribute: Attribute
    cuts: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """The next question, None when no further answer can change anything; and how everything stands.

    `sensible` are all attributes that could be asked for now, the question among them.
    """

    question: Question | None
    standings: tuple[Standing, ...]
    sensible: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        return self.question is None


def next_question(
    catalogue: Catalogue,
    profile: Profile,
    *,
    day: datetime.date,
    results: Collection[str] | None = None,
    offers: Collection[str] | None = None,
    goals: Collection[str] | None = None,
    skipped: Collection[str] = (),
    any_order: bool = False,
    effort: int = EFFORT,
) -> Step:
    """The question that settles most of what is asked for: results, offers (and ideas), goals, by their keys.

    Without any of the three: all results of the catalogue; all offers where it has no results.
    `skipped` are attributes the person was asked for and does not know. `any_order` also asks what the
    catalogue would only ask later. `effort` limits the exact search, see docs/core/questions.md.
    Raises KeyError for a key the catalogue does not have, `TooLargeError` (`core.conditions.diagrams`) for
    rules too entangled to be looked through.
    """
    concerns = concerns_of(catalogue, day, results=results, offers=offers, goals=goals)
    situation = Situation(profile, frozenset(skipped), day)
    asking = () if any_order else catalogue.questions
    return question_for(catalogue.attributes, concerns, situation, asking, effort)


def concerns_of(
    catalogue: Catalogue,
    day: datetime.date,
    *,
    results: Collection[str] | None = None,
    offers: Collection[str] | None = None,
    goals: Collection[str] | None = None,
) -> tuple[Concern, ...]:
    """The conditions behind the keys. Raises KeyError for a key the catalogue does not have."""
    if results is None and offers is None and goals is None:
        results = [one.key for one in catalogue.results]
        offers = None if results else [one.key for one in catalogue.offers]
    offered = [*catalogue.offers, *(idea.offer for idea in catalogue.ideas)]
    return (
        *(Concern(Matter.RESULT, one.key, one.when) for one in _chosen(catalogue.results, results)),
        *(Concern(Matter.OFFER, one.key, access_on(one, day)) for one in _chosen(offered, offers)),
        *(Concern(Matter.GOAL, one.key, one.when) for one in _chosen(catalogue.goals, goals)),
    )


def access_on(offer: Offer, day: datetime.date) -> Condition:
    """Who may start an offer on that day: nobody when it is not in force, "not checked" without a rule."""
    if not in_force(offer, day):
        return _NEVER
    return _UNCHECKED if offer.access is None else offer.access


def question_for(
    attributes: Sequence[Attribute],
    concerns: Sequence[Concern],
    situation: Situation,
    asking: Iterable[Asking] = (),
    effort: int = EFFORT,
) -> Step:
    """The question that settles most of these concerns."""
    conditions = [one.condition for one in concerns]
    whens = {one.attribute: one.when for one in asking}
    functions = Functions(attributes, [*conditions, *whens.values()], situation)
    nodes = [functions.diagram(condition) for condition in conditions]
    orders = {
        level: functions.diagram(whens[attribute.key])
        for level, attribute in enumerate(functions.open)
        if attribute.key in whens
    }
    level = best_question(functions.diagrams, nodes, orders, effort)
    standings = tuple(_standing(functions, one, node) for one, node in zip(concerns, nodes, strict=True))
    if level is None:
        return Step(None, standings)
    state = narrowed(functions.diagrams, nodes, tuple(orders.items()))
    sensible = tuple(functions.open[one].key for one in worth_asking(functions.diagrams, state))
    attribute = functions.open[level]
    return Step(Question(attribute, cuts_of(attribute, conditions)), standings, sensible)


def _standing(functions: Functions, concern: Concern, node: int) -> Standing:
    diagrams = functions.diagrams
    possible = tuple(Answer(end) for end in sorted(diagrams.ends(node)))
    ask = tuple(functions.open[level].key for level in sorted(diagrams.support(node)))
    return Standing(concern.matter, concern.key, possible, ask)


def cuts_of(attribute: Attribute, conditions: Iterable[Condition]) -> tuple[Value, ...]:
    """The numbers or days the conditions compare an attribute with, in order; none of other kinds."""
    if attribute.kind not in ("number", "date"):
        return ()
    found = (
        one for one in comparisons(conditions) if one.attribute == attribute.key and one.value is not None
    )
    values = {
        value for one in found for value in (one.value if isinstance(one.value, tuple) else (one.value,))
    }
    return tuple(sorted(value for value in values if value is not None))


def _chosen(entries: Sequence[Keyed], keys: Collection[str] | None) -> list[Keyed]:
    """The entries with these keys, in the order of the catalogue; none without keys."""
    by_key = {entry.key: entry for entry in entries}
    for key in keys or ():
        if key not in by_key:
            raise KeyError(key)
    wanted = frozenset(keys or ())
    return [entry for key, entry in by_key.items() if key in wanted]
