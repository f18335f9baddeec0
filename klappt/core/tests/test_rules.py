"""A whole catalogue for one day: validity, offers nobody has checked, and verdicts as JSON."""

import datetime

import pytest
from hypothesis import given, settings

from klappt.core.access import compile_rules, verdict_as_json
from klappt.core.catalogue import Catalogue, Goal, Idea, Offer, read_catalogue
from klappt.core.conditions import Answer, Comparison, answer
from klappt.core.tests.catalogues import ATTRIBUTES, FULL, catalogues, profiles

DAY = datetime.date(2026, 6, 1)
OPEN = Comparison("flag", "=", value=True)


@pytest.mark.parametrize(
    ("begins", "ends", "expected", "place"),
    [
        (None, None, Answer.YES, "access"),
        (DAY, DAY, Answer.YES, "access"),
        (DAY + datetime.timedelta(1), None, Answer.NO, "valid_from"),
        (None, DAY - datetime.timedelta(1), Answer.NO, "valid_until"),
    ],
)
def test_a_rule_holds_on_its_days_both_ends_included(begins, ends, expected, place):
    offer = Offer("o", access=OPEN, valid_from=begins, valid_until=ends)
    rules = compile_rules(Catalogue(ATTRIBUTES, (offer,)), DAY)
    verdict = rules.verdicts({"flag": True})["o"]
    assert (verdict.answer, [leaf.place for leaf in verdict.because]) == (expected, [place])
    assert rules.offers["o"].answer(rules.state({"flag": True})) == expected


def test_a_rule_that_is_over_says_since_when():
    offer = Offer("o", valid_until=datetime.date(2025, 12, 31))
    verdict = compile_rules(Catalogue(ATTRIBUTES, (offer,)), DAY).verdicts({})["o"]
    (reason,) = verdict_as_json(verdict)["because"]
    assert reason == {
        "at": "valid_until",
        "answer": "no",
        "day": "2026-06-01",
        "valid_from": None,
        "valid_until": "2025-12-31",
    }


def test_an_offer_without_a_rule_is_unchecked_and_not_a_no():
    verdict = compile_rules(Catalogue(ATTRIBUTES, (Offer("o"),))).verdicts({})["o"]
    assert verdict_as_json(verdict) == {
        "answer": "unknown",
        "ask": [],
        "unchecked": [{"at": "access", "answer": "unknown", "judgement": "unchecked"}],
        "because": [{"at": "access", "answer": "unknown", "judgement": "unchecked"}],
    }


def test_reasons_carry_their_source_and_date():
    verdict = compile_rules(read_catalogue(FULL), DAY).verdicts({"status": "gestattung", "german": "none"})[
        "BVB"
    ]
    reasons = verdict_as_json(verdict)["because"]
    assert [reason["at"] for reason in reasons] == ["access.all[4]"]
    verdict = compile_rules(read_catalogue(FULL), DAY).verdicts({"permit": True})["BVB"]
    (first, *_) = verdict_as_json(verdict)["because"]
    assert (first["at"], first["source"], first["as_of"]) == ("access.all[0]", "§52 SGB III", "2025-04-02")


@given(catalogues(), profiles())
@settings(max_examples=60, deadline=None)
def test_one_state_serves_all_rules_of_a_catalogue(catalogue, profile):
    rules = compile_rules(catalogue)
    state = rules.state(profile)
    for offer in [*catalogue.offers, *(idea.offer for idea in catalogue.ideas)]:
        if offer.access is not None:
            alone = answer(offer.access, profile, catalogue.attributes)
            assert rules.offers[offer.key].verdict(state) == alone
            assert rules.offers[offer.key].answer(state) == alone.answer
    assert set(rules.verdicts(profile)) == {offer.key for offer in catalogue.offers}
    for goal in catalogue.goals:
        assert rules.goals[goal.key].answer(state) == answer(goal.when, profile, catalogue.attributes).answer


def test_what_only_a_goal_compares_is_told_apart_too():
    goal = Goal("b", Comparison("level", ">=", "b"))
    rules = compile_rules(Catalogue(ATTRIBUTES, (), (), (goal,), (Idea(Offer("i", access=OPEN)),)))
    assert [rules.goals["b"].answer(rules.state({"level": level})) for level in "ab"] == [0, 3]
    assert rules.offers["i"].answer(rules.state({"flag": True})) == Answer.YES
