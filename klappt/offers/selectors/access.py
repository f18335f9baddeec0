"""Whom an offer lets in: its rule, asked for every subgroup."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from klappt.alliances.models import Alliance
from klappt.core.access import Rule, compile_rules
from klappt.core.catalogue import Catalogue, Offer
from klappt.core.conditions import Answer, Attribute, Condition, State, Verdict
from klappt.profiles.models import Subgroup
from klappt.profiles.selectors.situation import situation
from klappt.profiles.selectors.subgroups import subgroups
from klappt.profiles.words import Reason, open_leaves, questions_to_ask, reasons, standing

# In the order in which they are shown.
STATES = (
    "answer_yes",
    "answer_conditional",
    "answer_unknown",
    "answer_unclear",
    "answer_unchecked",
    "answer_no",
)


@dataclass(frozen=True)
class LetIn:
    """The answer for one subgroup, with what would have to be asked and why it is so."""

    subgroup: Subgroup
    state: str
    ask: list[str]
    open: list[Reason]
    because: list[Reason]


@dataclass(frozen=True)
class Glance:
    """How many subgroups get which answer; `names` for whom the number is not enough."""

    state: str
    count: int
    names: list[str]


def groups_of(alliance: Alliance, day: datetime.date) -> list[Subgroup]:
    """The subgroups that were in use on this day."""
    return list(subgroups(alliance, day=day))


def let_in(
    condition: Condition | None,
    groups: Sequence[Subgroup],
    known: Sequence[Attribute],
    offer: Offer | None = None,
    day: datetime.date | None = None,
) -> list[LetIn]:
    """One rule for every subgroup; None is not checked. With offer and day its validity counts too."""
    asked = Offer(
        key="x",
        access=condition,
        valid_from=offer.valid_from if offer else None,
        valid_until=offer.valid_until if offer else None,
    )
    rules = compile_rules(Catalogue(attributes=tuple(known), offers=(asked,)), day)
    return [_let_in(group, rules.verdicts(situation(group.profile, known))["x"], known) for group in groups]


def glances(
    offers: Sequence[Offer], groups: Sequence[Subgroup], known: Sequence[Attribute], day: datetime.date
) -> dict[str, list[Glance]]:
    """At a glance, for these offers: how many subgroups get which answer."""
    rules = compile_rules(Catalogue(attributes=tuple(known), offers=tuple(offers)), day)
    states = [(group.name, rules.state(situation(group.profile, known))) for group in groups]
    return {
        offer.key: _counted([(name, _state(rules.offers[offer.key], state)) for name, state in states])
        for offer in offers
    }


def _state(rule: Rule, state: State) -> str:
    answer = rule.answer(state)
    # Only what is unknown needs its reasons to be told apart; they take ten times as long as the answer.
    return standing(rule.verdict(state) if answer is Answer.UNKNOWN else Verdict(answer))


def _counted(answers: Sequence[tuple[str, str]]) -> list[Glance]:
    counts: Mapping[str, int] = Counter(state for _name, state in answers)
    return [
        Glance(state, counts[state], [name for name, found in answers if found == state])
        for state in STATES
        if counts.get(state)
    ]


def _let_in(group: Subgroup, verdict: Verdict, known: Sequence[Attribute]) -> LetIn:
    return LetIn(
        subgroup=group,
        state=standing(verdict),
        ask=questions_to_ask(verdict, known),
        open=open_leaves(verdict, known),
        because=reasons(verdict, known),
    )
