"""Sentences as a coordinator reads them."""

import pytest
from django.utils.translation import override

from klappt.core.questionnaire.conditions import AllOf, AnyOf, Comparison, NoneOf, Operator, When
from klappt.core.questionnaire.model import Questionnaire, Section
from klappt.core.questionnaire.replies import Fault, Refusal
from klappt.fields.forms import entered
from klappt.fields.templatetags.fields import question as draw
from klappt.fields.tests.every_kind import EVERY, MATRIX, NUMBER, RANKING, TABLE, post
from klappt.fields.words import condition_words, number_words, refusal_words

WHOLE = Questionnaire("Aufbau", sections=(Section("all", "Alles", questions=EVERY),))
VALUES = {"most": "2", "least": "1", "value": "x", "earliest": "2015-01-01", "latest": "2026-12-31"}


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_has_a_german_sentence_that_says_what_to_do(fault: Fault) -> None:
    with override("de"):
        words = refusal_words(Refusal(fault, "", VALUES))
    with override("en"):
        assert words != refusal_words(Refusal(fault, "", VALUES))
    assert "itte" in words
    assert words.endswith(".")


def test_a_sentence_names_the_bound_as_people_write_it() -> None:
    with override("de"):
        told = [refusal_words(each) for each in entered(NUMBER, post(members="6000")).refusals]
    assert told == ["Die Zahl ist zu groß. Bitte höchstens 5.000 schreiben."]


def test_each_wrong_cell_of_a_table_is_named_by_its_place() -> None:
    posted = post(meetings__1__day="morgen", meetings__3__people="viele")
    found = {each.place: each.fault for each in entered(TABLE, posted).refusals}
    assert found == {"1.day": Fault.NOT_DATE, "2.people": Fault.NOT_NUMBER}


def test_a_place_given_twice_is_said_at_the_second_one() -> None:
    posted = post(order__na__is="1", order__up__is="1")
    (found,) = entered(RANKING, posted).refusals
    assert (found.fault, found.place) == (Fault.TWICE, "up")
    with override("de"):
        assert refusal_words(found) == "Platz 1 ist zweimal vergeben. Bitte jeden Platz nur einmal vergeben."


def test_an_answer_and_does_not_apply_at_once_are_both_kept_and_asked_about() -> None:
    found = entered(MATRIX, post(contact__na__is="s1", contact__na="1"))
    assert [each.fault for each in found.refusals] == [Fault.BOTH]
    assert (found.inputs.cells, found.inputs.not_applicable) == ({"na": "s1"}, True)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (
            Comparison("lead", Operator.IS, "no"),
            "Nur wenn bei „Gibt es eine Federführung?“ „Nein“ steht.",
        ),
        (
            Comparison("members", Operator.AT_LEAST, "1000"),
            "Nur wenn bei „Wie viele?“ mindestens 1.000 steht.",
        ),
        (
            Comparison("begun", Operator.LESS, "2020-02-01"),
            "Nur wenn bei „Seit wann?“ weniger als 01.02.2020 steht.",
        ),
        (
            Comparison("topics", Operator.INCLUDES, "na"),
            "Nur wenn bei „Welche Themen?“ „Sprache“ gewählt ist.",
        ),
        (
            AllOf((Comparison("aim", Operator.ANSWERED), Comparison("lead", Operator.IS_NOT, "yes"))),
            "Nur wenn „Ihr Ziel?“ beantwortet ist und bei „Gibt es eine Federführung?“ nicht „Ja“ steht.",
        ),
        (
            AnyOf((NoneOf((Comparison("aim", Operator.ANSWERED),)), Comparison("begun", Operator.ANSWERED))),
            "Nur wenn (nicht zutrifft, dass „Ihr Ziel?“ beantwortet ist) oder „Seit wann?“ beantwortet ist.",
        ),
    ],
)
def test_a_condition_is_said_in_the_words_of_the_worksheet(when: When, said: str) -> None:
    with override("de"):
        assert condition_words(when, WHOLE) == said


def test_numbers_are_grouped_as_they_are_read_here() -> None:
    assert [number_words(text) for text in ("0", "1234.5", "-1234567", "12.0001")] == [
        "0",
        "1.234,5",
        "-1.234.567",
        "12,0001",
    ]


def test_a_number_in_a_table_says_its_unit_also_where_a_line_is_a_card() -> None:
    assert 'data-label="Teilnehmende (Personen)"' in draw(TABLE)
