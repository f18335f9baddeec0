"""Answers to read: nothing, "does not apply" and 0 are three different things."""

from typing import Any

import pytest
from django.utils.translation import override

from klappt.core.questionnaire.model import Question
from klappt.core.questionnaire.values import EMPTY, NOT_APPLICABLE, Reply, given
from klappt.fields.reading import as_text
from klappt.fields.templatetags.fields import answer
from klappt.fields.tests.every_kind import (
    CHOICE,
    CHOICES,
    DAY,
    FILE,
    LIVING,
    LONG,
    MATRIX,
    NUMBER,
    RANKING,
    SCALE,
    TABLE,
    TEXT,
)

ROWS = [{"day": "2026-11-22", "na": "Sprache", "people": "1200.5"}, {"kind": "up"}]
FROZEN = {
    "head": ["Name", "Bereich"],
    "rows": [["JMD", "Soziales"]],
    "as_of": "2026-11-22",
    "summary": "1 Akteur",
}
TOLD: list[tuple[Question, Any, str]] = [
    (TEXT, "Gehört werden", "Gehört werden"),
    (LONG, "Erst so,\ndann so.", "Erst so,\ndann so."),
    (NUMBER, "0", "0 Personen"),
    (NUMBER, "1234.5", "1.234,5 Personen"),
    (DAY, "2026-11-22", "22.11.2026"),
    (CHOICE, "no", "Nein"),
    (SCALE, "s2", "wenig"),
    (CHOICES, ["na", "more"], "Sprache; Ausbildung"),
    (RANKING, ["more", "na"], "1. Ausbildung\n2. Sprache"),
    (MATRIX, {"na": "s1", "more": "s4"}, "Sprache: gar nicht\nAusbildung: voll"),
    (TABLE, ROWS, "Tag: 22.11.2026; Thema: Sprache; Teilnehmende (Personen): 1.200,5\nArt: Schule"),
    (FILE, {"file": 1, "name": "Plan.pdf", "size": 2048, "sha256": "a"}, "Plan.pdf (2,0 KB)"),
    (LIVING, FROZEN, "Name: JMD; Bereich: Soziales"),
]


@pytest.mark.parametrize(("question", "value", "text"), TOLD)
def test_an_answer_is_told_in_words(question: Question, value: Any, text: str) -> None:
    with override("de"):
        # Django puts a space that does not break before the unit of a size.
        assert as_text(question, given(value)).replace("\xa0", " ") == text


@pytest.mark.parametrize(("question", "value", "text"), TOLD)
def test_the_page_shows_every_word_of_it(question: Question, value: Any, text: str) -> None:
    with override("de"):
        shown = answer(question, given(value)).replace("\xa0", " ")
    for word in ("Sprache", "Ausbildung", "Nein", "1.200,5", "22.11.2026", "JMD", "Plan.pdf", "0 Personen"):
        assert (word in shown) >= (word in text)


@pytest.mark.parametrize(
    ("reply", "text"),
    [(None, "nicht beantwortet"), (EMPTY, "nicht beantwortet"), (NOT_APPLICABLE, "trifft nicht zu")],
)
def test_what_was_not_said_is_never_a_zero(reply: Reply | None, text: str) -> None:
    with override("de"):
        assert as_text(NUMBER, reply) == text
        assert text in answer(NUMBER, reply)


def test_an_option_of_another_edition_is_shown_by_its_key() -> None:
    assert as_text(CHOICE, given("gone")) == "gone"


def test_what_people_write_cannot_become_part_of_the_page() -> None:
    assert "<b>" not in answer(LONG, given("<b>fett</b>\nund weiter"))
