"""Answers with their reasons, in words (B3, B6)."""

import datetime
from collections.abc import Iterator

import pytest
from django.utils import translation

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.core.access import compile_rules
from klappt.core.catalogue import Catalogue, Offer, read_condition
from klappt.core.conditions import Attribute, Verdict, answer
from klappt.profiles.selectors.situation import situation
from klappt.profiles.selectors.vocabulary import attributes
from klappt.profiles.words import open_leaves, questions_to_ask, reasons, situation_words, standing
from klappt.ui.states import STATES

RULE = {
    "all": [
        {"attr": "german", "op": ">=", "value": "A2", "source": "§ 1"},
        {"judgement": "conditional", "note": "nur wenn Plätze frei"},
    ]
}


@pytest.fixture
def known(cast: Cast) -> Iterator[tuple[Attribute, ...]]:
    with scope(cast.alliance), translation.override("de"):
        yield attributes(cast.alliance)


def verdict(known: tuple[Attribute, ...], rule: dict[str, object], profile: dict[str, str]) -> Verdict:
    return answer(read_condition(rule, known), situation(profile, known), known)


@pytest.mark.parametrize(
    ("rule", "profile", "state"),
    [
        ({"all": []}, {}, "answer_yes"),
        (RULE, {"german": "B1"}, "answer_conditional"),
        (RULE, {}, "answer_unknown"),
        (RULE, {"german": "A1"}, "answer_no"),
        ({"judgement": "unchecked"}, {}, "answer_unchecked"),
        ({"judgement": "unclear"}, {}, "answer_unclear"),
        ({"all": [{"judgement": "unclear"}, {"judgement": "unchecked"}]}, {}, "answer_unchecked"),
    ],
)
def test_every_answer_has_its_state(
    known: tuple[Attribute, ...], rule: dict[str, object], profile: dict[str, str], state: str
) -> None:
    assert standing(verdict(known, rule, profile)) == state
    assert state in STATES


def test_reasons_questions_and_open_leaves_are_words(known: tuple[Attribute, ...]) -> None:
    no = verdict(known, RULE, {"german": "A1"})
    assert [(each.text, each.basis.source) for each in reasons(no, known)] == [
        ("Deutsch: mindestens A2", "§ 1")
    ]
    assert questions_to_ask(verdict(known, RULE, {}), known) == ["Deutsch"]
    unclear = verdict(known, {"judgement": "unclear", "note": "Praxis"}, {})
    assert [each.text for each in open_leaves(unclear, known)] == ["unklar: Praxis"]


def test_an_offer_that_is_not_there_says_until_when_it_was(known: tuple[Attribute, ...]) -> None:
    ended = Offer("A", valid_until=datetime.date(2026, 1, 31))
    rules = compile_rules(Catalogue(attributes=known, offers=(ended,)), datetime.date(2026, 5, 1))
    assert [each.text for each in reasons(rules.verdicts({})["A"], known)] == [
        "gibt es nur bis zum 31.01.2026"
    ]


def test_a_situation_says_only_what_is_known(known: tuple[Attribute, ...]) -> None:
    profile = situation({"german": "A2", "in_work": False, "age": "37/2"}, known)
    assert situation_words(profile, known) == ["Alter in Jahren: 18,5", "Deutsch: A2", "Hat Arbeit: nein"]
