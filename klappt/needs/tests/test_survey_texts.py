"""The wording: complete in seven languages, changed by the alliance, never without what klappt fills in."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.needs.enums import LANGUAGE_BY_KEY, BuiltInTheme
from klappt.needs.models import SurveyText
from klappt.needs.selectors.survey_texts import places_in, shipped, wording
from klappt.needs.tests.factories import make_survey

SCRIPTS = {"ar": r"[\u0600-\u06ff]", "prs": r"[\u0600-\u06ff]", "uk": r"[\u0400-\u04ff]"}


def url(cast: Cast, name: str, *args: Any) -> str:
    return reverse(f"needs:{name}", args=[cast.alliance.key, *args])


@pytest.mark.parametrize("language", LANGUAGE_BY_KEY)
def test_each_language_says_everything_in_its_own_script(language: str) -> None:
    texts, german = shipped(language), shipped("de")
    assert texts.keys() == german.keys()
    assert {key.removeprefix("theme.") for key in texts if key.startswith("theme.")} == set(BuiltInTheme)
    for key, text in texts.items():
        assert places_in(text) == places_in(german[key]), key
        assert text == text.strip() != ""
        if language in SCRIPTS:
            assert re.search(SCRIPTS[language], text), key


def test_no_language_lies_around_that_nobody_offers() -> None:
    folder = Path(__file__).parents[1] / "data" / "survey"
    assert {path.stem for path in folder.glob("*.json")} == set(LANGUAGE_BY_KEY)
    assert all(json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json"))


def test_plain_german_has_short_sentences(cast: Cast) -> None:
    sentences = [s for text in shipped("leicht").values() for s in re.split(r"[.?!:]", text) if s.strip()]
    assert max(len(sentence.split()) for sentence in sentences) <= 12


def test_the_editor_keeps_what_differs_and_only_that(cast: Cast, sign_in: Any) -> None:
    browser, here = sign_in(cast.alma), url(cast, "survey_texts", "fr")
    everything = {line.key: line.text for line in browser.get(here).context["lines"]}
    browser.post(here, {**everything, "title": "Dis-nous tout"})
    with scope(cast.alliance):
        (own,) = SurveyText.objects.all()
    assert (own.language, own.key, own.text) == ("fr", "title", "Dis-nous tout")
    browser.post(here, {**everything, "title": ""})
    with scope(cast.alliance):
        assert not SurveyText.objects.exists()


@pytest.mark.parametrize("text", ["Bis bald", "Bis {day} und {name}"])
def test_what_klappt_fills_in_must_stay(cast: Cast, sign_in: Any, text: str) -> None:
    response = sign_in(cast.alma).post(url(cast, "survey_texts", "de"), {"until": text, "title": "Neu"})
    assert response.status_code == 422
    html = response.content.decode()
    assert "{day}" in html
    assert text in html
    with scope(cast.alliance):
        assert not SurveyText.objects.exists()


def test_a_name_in_latin_letters_stays_in_one_piece_in_arabic(cast: Cast) -> None:
    survey = make_survey(cast)
    with scope(cast.alliance):
        words = wording(survey, "ar")
    assert f"\u2068{cast.alliance.name}\u2069" in words.texts["asked_by"]


def test_there_is_no_editor_for_klingon(cast: Cast, sign_in: Any) -> None:
    assert sign_in(cast.alma).get(url(cast, "survey_texts", "tlh")).status_code == 404


def test_the_other_alliance_keeps_its_own_words(cast: Cast, sign_in: Any) -> None:
    sign_in(cast.alma).post(url(cast, "survey_texts", "de"), {"title": "Was fehlt?"})
    theirs = reverse("needs:survey_texts", args=[cast.other_alliance.key, "de"])
    lines = {line.key: line.text for line in sign_in(cast.emil).get(theirs).context["lines"]}
    assert lines["title"] == "Was brauchst du?"
