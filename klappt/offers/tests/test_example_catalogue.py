"""The example catalogue of NRW: well formed on its own, and true to the facts it was written from (B3).

With KLAPPT_CORPUS each of the 44 entries is compared with the facts for each of the twelve kinds of status.
"""

import datetime
import json
import os
from fractions import Fraction
from pathlib import Path

import pytest

from klappt.core.access import compile_rules
from klappt.core.conditions import AllOf, AnyOf, AtLeast, Judged, Judgement, Not
from klappt.offers.selectors.examples import example_catalogue, example_offers
from klappt.profiles.selectors.vocabulary import built_in
from klappt.profiles.vocabulary import BY_KEY

CATALOGUE = example_catalogue()
STATUSES = built_in("status").values
CORPUS = os.environ.get("KLAPPT_CORPUS", "")
needs_corpus = pytest.mark.skipif(not CORPUS, reason="set KLAPPT_CORPUS to the folder of the shared corpus")

# Somebody who meets whatever the entries ask besides the status.
MEETS_ALL = {
    "age": Fraction(19),
    "german": "B1",
    "school": "ESA",
    "months_in_germany": Fraction(110),
    "months_duldung": Fraction(80),
    "months_in_work": Fraction(24),
    "months_school": Fraction(36),
    "entry": datetime.date(2017, 1, 31),
    "compulsory_school_done": True,
    "in_school": False,
    "in_training": True,
    "in_work": True,
    "qualified_work": True,
    "vocational_degree": True,
    "registered_seeking": True,
    "work_permit": True,
    "identity_clarified": True,
    "integration_course_done": True,
    "benefits": "none",
    "minor_child": True,
    "training_offer": True,
}
# What one entry asks goes against what another asks.
OTHERWISE = {
    "BSK-A2B1": {"german": "A2"},
    "IFK": {"german": "A1", "age": Fraction(17)},
}
ANSWERS = {"ja": "yes", "bedingt": "conditional", "nein": "no"}


def judgements(condition):
    match condition:
        case Judgement():
            return [condition]
        case AllOf(parts) | AnyOf(parts) | AtLeast(_, parts):
            return [leaf for part in parts for leaf in judgements(part)]
        case Not(part):
            return judgements(part)
        case _:
            return []


def test_it_has_an_edition_a_date_and_says_that_it_is_no_legal_advice():
    header = CATALOGUE.header
    assert (header.edition, str(header.as_of)) == ("2026-11", "2026-11-22")
    assert "Keine Rechtsberatung" in header.note


def test_each_of_the_44_entries_has_source_date_and_words():
    assert len(CATALOGUE.offers) == 44
    for offer in CATALOGUE.offers:
        assert offer.basis.source, offer.key
        assert offer.basis.as_of, offer.key
        assert offer.details["description"], offer.key


def test_each_judgement_says_why():
    for offer in CATALOGUE.offers:
        if offer.access is not None:
            assert all(leaf.basis.note and leaf.basis.source for leaf in judgements(offer.access)), offer.key


def test_it_speaks_the_words_every_alliance_begins_with():
    for attribute in CATALOGUE.attributes:
        if attribute.key in BY_KEY:
            own = built_in(attribute.key)
            assert (attribute.kind, attribute.values, attribute.per_month) == (
                own.kind,
                own.values,
                own.per_month,
            )


def test_what_has_ended_is_not_open_today():
    verdicts = compile_rules(CATALOGUE, datetime.date(2026, 11, 22)).verdicts(
        {**MEETS_ALL, "status": "duldung_allg"}
    )
    ended = {key for key, verdict in verdicts.items() if verdict.because[:1] and _is_over(verdict)}
    assert ended == {*(f"DIAA-F{number}" for number in range(1, 7)), "FIM", "CHANCE"}


def _is_over(verdict):
    return verdict.because[0].place == "valid_until"


def facts():
    return json.loads((Path(CORPUS) / "offers_nrw.json").read_text(encoding="utf-8"))


@needs_corpus
def test_the_entries_are_those_of_the_facts():
    data = facts()
    assert set(data["status"]) == set(STATUSES)
    assert list(example_offers()) == [entry["id"] for entry in data["angebote"]]


@needs_corpus
@pytest.mark.parametrize("status", STATUSES)
def test_each_entry_answers_as_the_facts_say_when_everything_else_is_met(status):
    rules = compile_rules(CATALOGUE)
    wrong = []
    for entry in facts()["angebote"]:
        key = entry["id"]
        profile = {**MEETS_ALL, **OTHERWISE.get(key, {}), "status": status}
        verdict = rules.verdicts(profile)[key]
        said = entry["zugang_status"].get(status, {}).get("zugang", "")
        if said in ANSWERS:
            fits = verdict.answer.word == ANSWERS[said]
        else:
            kinds = {found.leaf.kind for found in verdict.unchecked}
            wanted = Judged.UNCLEAR if said == "unklar" else Judged.UNCHECKED
            fits = verdict.answer.word == "unknown" and kinds == {wanted} and not verdict.ask
        if not fits:
            wrong.append((key, said or "not checked", verdict))
    assert not wrong


@needs_corpus
def test_the_ages_of_the_facts_are_the_ages_of_the_rules():
    """Below the youngest age and from the age named as too old on, nobody is let in, whatever the status."""
    rules = compile_rules(CATALOGUE)
    for entry in facts()["angebote"]:
        key = entry["id"]
        lowest, too_old = entry["alter_min"], entry["alter_max_unter"]
        ages = [lowest - Fraction(1, 12)] if lowest else []
        for age in [*ages, *([Fraction(too_old)] if too_old else [])]:
            for status in entry["zugang_status"]:
                profile = {**MEETS_ALL, **OTHERWISE.get(key, {}), "status": status, "age": age}
                assert rules.verdicts(profile)[key].answer.word == "no", (key, age, status)


@needs_corpus
def test_who_only_names_a_status_is_asked_or_told_never_refused_without_ground():
    """Nothing but the status is known: no only where the facts say no."""
    rules = compile_rules(CATALOGUE)
    for entry in facts()["angebote"]:
        for status in STATUSES:
            answer = rules.verdicts({"status": status})[entry["id"]].answer.word
            said = entry["zugang_status"].get(status, {}).get("zugang", "")
            assert (answer == "no") == (said == "nein"), (entry["id"], status, answer)


@needs_corpus
def test_ended_entries_are_marked_and_dates_are_kept():
    for entry in facts()["angebote"]:
        offer = example_offers()[entry["id"]]
        if not entry["laufend"]:
            assert offer.valid_until, offer.key
        said = entry["as_of"][:4]
        assert str(offer.basis.as_of.year) in entry["as_of"] or said == str(offer.basis.as_of.year), offer.key
