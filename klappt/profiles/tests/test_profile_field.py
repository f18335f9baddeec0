"""A situation is described by one control for each attribute; each may stay unknown."""

from collections.abc import Iterator

import pytest
from django import forms
from django.utils import translation

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.profiles.fields import ProfileField
from klappt.profiles.selectors.vocabulary import Asked, vocabulary


@pytest.fixture
def asked(cast: Cast) -> Iterator[tuple[Asked, ...]]:
    with scope(cast.alliance), translation.override("de"):
        yield vocabulary(cast.alliance)


def form_with(
    asked: tuple[Asked, ...], data: dict[str, str] | None, initial: dict[str, object] | None = None
) -> forms.Form:
    class Ask(forms.Form):
        who = ProfileField(asked, label="Lebenslage")

    return Ask(data, initial={"who": initial})


def test_what_nobody_says_stays_unknown(asked: tuple[Asked, ...]) -> None:
    form = form_with(asked, {"who-age": "", "who-in_work": ""})
    assert form.is_valid()
    assert form.cleaned_data["who"] == {}


def test_answers_are_stored_as_the_file_format_has_them(asked: tuple[Asked, ...]) -> None:
    form = form_with(
        asked,
        {
            "who-age": "18,5",
            "who-in_work": "no",
            "who-german": "A2",
            "who-entry": "1.8.2019",
            "who-status": "ae_24",
        },
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data["who"] == {
        "status": "ae_24",
        "entry": "2019-08-01",
        "age": 18.5,
        "german": "A2",
        "in_work": False,
    }


def test_shown_and_sent_back_nothing_has_changed(asked: tuple[Asked, ...]) -> None:
    stored = {"age": 18.5, "in_work": False, "status": "ae_24", "months_in_germany": "37/2"}
    texts = form_with(asked, None, stored)["who"].value().texts
    form = form_with(asked, {f"who-{key}": text for key, text in texts.items()}, stored)
    assert form.is_valid(), form.errors
    assert not form.has_changed()


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("age", "alt", "keine Zahl"),
        ("entry", "31.2.2019", "kein Datum"),
        ("german", "Z9", "möglichen Antworten"),
        ("in_work", "vielleicht", "ja oder nein"),
    ],
)
def test_what_cannot_be_read_is_said_there_and_kept(
    asked: tuple[Asked, ...], name: str, text: str, words: str
) -> None:
    form = form_with(asked, {f"who-{name}": text, "who-school": "ESA"})
    assert not form.is_valid()
    html = str(form["who"])
    assert f'id="id_who-{name}_error"' in html
    assert words in html
    assert '<option value="ESA" selected>' in html


def test_a_retired_question_is_not_asked(asked: tuple[Asked, ...]) -> None:
    html = str(form_with(asked[:1], None)["who"])
    assert 'name="who-status"' in html
    assert 'name="who-age"' not in html
