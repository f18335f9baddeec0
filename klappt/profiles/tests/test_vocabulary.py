"""The attributes of a situation: built in, and added by an alliance."""

from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.core.conditions import Kind
from klappt.profiles.selectors.vocabulary import attributes, vocabulary
from klappt.profiles.services.attributes import add_attribute, retire_attribute, word_attribute
from klappt.profiles.vocabulary import BUILT_IN


def test_an_alliance_begins_with_the_built_in_attributes(cast: Cast) -> None:
    with scope(cast.alliance):
        found = attributes(cast.alliance)
    assert [each.key for each in found] == [each.key for each in BUILT_IN]
    age = next(each for each in found if each.key == "age")
    assert (age.kind, age.per_month, age.labels["en"]) == (Kind.NUMBER, Fraction(1, 12), "Age in years")


def test_every_built_in_attribute_speaks_german_and_english(cast: Cast) -> None:
    with scope(cast.alliance):
        found = attributes(cast.alliance)
    for each in found:
        for words in (each.labels, each.questions, *each.value_labels.values()):
            assert words["de"]
            assert words["en"]
        assert each.questions["de"] != each.questions["en"]


def test_the_statuses_are_those_of_the_example_catalogue(cast: Cast) -> None:
    with scope(cast.alliance):
        status = attributes(cast.alliance)[0]
    assert (status.key, len(status.values)) == ("status", 12)


def test_an_alliance_adds_a_question_of_its_own(cast: Cast) -> None:
    with scope(cast.alliance):
        add_attribute(
            alliance=cast.alliance,
            label="Wohnt im Norden des Kreises",
            kind="choice",
            values=["Nord", "Süd", ""],
            by=cast.alma,
        )
        own = attributes(cast.alliance)[-1]
    assert (own.key, own.values) == ("wohnt_im_norden_des_kreises", ("nord", "sued"))
    assert own.value_labels["sued"] == {"de": "Süd"}


@pytest.mark.parametrize("values", [[], ["eins"], ["eins", "eins"]])
def test_a_choice_needs_two_answers(cast: Cast, values: list[str]) -> None:
    with scope(cast.alliance), pytest.raises(ValidationError) as caught:
        add_attribute(alliance=cast.alliance, label="Ort", kind="choice", values=values, by=cast.alma)
    assert "values" in caught.value.message_dict


def test_a_built_in_key_cannot_be_taken(cast: Cast) -> None:
    with scope(cast.alliance), pytest.raises(ValidationError):
        add_attribute(alliance=cast.alliance, key="age", label="Alter", kind="number", by=cast.alma)


def test_own_words_for_a_built_in_question_leave_its_answers(cast: Cast) -> None:
    with scope(cast.alliance):
        word_attribute(
            alliance=cast.alliance, key="german", label="Sprache", question="Wie gut?", by=cast.alma
        )
        german = next(each for each in attributes(cast.alliance) if each.key == "german")
    assert (german.labels["de"], german.questions["de"], len(german.values)) == ("Sprache", "Wie gut?", 7)


def test_a_retired_question_is_not_asked_but_known(cast: Cast) -> None:
    with scope(cast.alliance):
        own = add_attribute(alliance=cast.alliance, label="Auto", kind="boolean", by=cast.alma)
        retire_attribute(attribute=own, by=cast.alma)
        assert own.key not in [each.attribute.key for each in vocabulary(cast.alliance)]
        assert own.key in [each.key for each in attributes(cast.alliance)]
