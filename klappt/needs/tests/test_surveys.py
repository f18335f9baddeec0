"""B2: a survey goes from draft to open to over; once open, nothing that makes answers comparable changes."""

import datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.needs.enums import SurveyState
from klappt.needs.models import Survey
from klappt.needs.services.surveys import (
    change_survey,
    close_survey,
    open_survey,
    remove_draft,
    set_survey_texts,
)
from klappt.needs.services.themes import add_theme
from klappt.needs.tests.factories import LINES, answer, make_draft, make_need, make_survey


def url(cast: Cast, name: str, *args: Any) -> str:
    return reverse(f"needs:{name}", args=[cast.alliance.key, *args])


def survey_data(**values: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "title": "Herbst",
        "opens_on": today.isoformat(),
        "closes_on": (today + datetime.timedelta(days=9)).isoformat(),
        "lines": list(LINES),
        "choose_at_most": "3",
        "asks_rating": "on",
        "asks_text": "on",
        "languages": ["de", "ar"],
        "minimum_n": "5",
        **values,
    }


def only(cast: Cast) -> Survey:
    with scope(cast.alliance):
        return Survey.objects.select_related("alliance").get()  # type: ignore[no-any-return] # made at run time


def test_from_the_form_to_the_open_survey(cast: Cast, sign_in: Any) -> None:
    browser = sign_in(cast.alma)
    browser.post(url(cast, "survey_add"), survey_data())
    survey = only(cast)
    assert survey.state(timezone.localdate()) is SurveyState.DRAFT
    assert "Vorschau" in browser.get(url(cast, "survey", survey.pk)).content.decode()
    told = browser.post(url(cast, "survey_step", survey.pk, "oeffnen"), follow=True)
    assert "Die Umfrage ist offen" in told.content.decode()
    assert only(cast).state(timezone.localdate()) is SurveyState.OPEN


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", " "),
        ("lines", []),
        ("lines", ["theme:weather"]),
        ("lines", ["need:1"]),
        ("languages", []),
        ("languages", ["tlh"]),
        ("closes_on", "2020-01-01"),
        ("choose_at_most", "0"),
        ("minimum_n", "4"),
    ],
)
def test_a_draft_that_makes_no_sense_is_not_stored(cast: Cast, sign_in: Any, field: str, value: Any) -> None:
    response = sign_in(cast.alma).post(url(cast, "survey_add"), survey_data(**{field: value}))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    with scope(cast.alliance):
        assert not Survey.objects.exists()


def test_the_least_minimum_is_set_by_whoever_runs_klappt(cast: Cast, sign_in: Any, settings: Any) -> None:
    settings.MINIMUM_N = 8
    response = sign_in(cast.alma).post(url(cast, "survey_add"), survey_data(minimum_n="7"))
    assert "Weniger als 8 geht nicht." in response.content.decode()


def test_a_draft_is_seen_by_the_coordination_only(cast: Cast, sign_in: Any) -> None:
    draft = make_draft(cast)
    for name in ("survey", "survey_poster", "survey_results"):
        assert sign_in(cast.ceren).get(url(cast, name, draft.pk)).status_code == 403
    assert draft.title not in sign_in(cast.ceren).get(url(cast, "surveys")).content.decode()


def test_own_themes_and_needs_must_be_worded_in_every_language(cast: Cast) -> None:
    with scope(cast.alliance):
        theme = add_theme(alliance=cast.alliance, label="Wohnsitzauflage", by=cast.alma)
    need = make_need(cast)
    draft = make_draft(cast, languages=["de", "ar"], lines=[f"theme:{theme.code}", f"need:{need.pk}"])
    with scope(cast.alliance):
        with pytest.raises(ValidationError) as refused:
            open_survey(survey=draft, by=cast.alma, day=timezone.localdate())
        assert refused.value.messages == [
            "„Wohnsitzauflage“ hat noch keinen Wortlaut: Arabisch.",
            "„Eigene Wohnung“ hat noch keinen Wortlaut: Arabisch.",
        ]
        texts = {f"theme.{theme.code}": "قيود السكن", f"need.{need.pk}": "بيت"}
        set_survey_texts(alliance=cast.alliance, language="ar", texts=texts, by=cast.alma)
        open_survey(survey=draft, by=cast.alma, day=timezone.localdate())


def test_a_draft_changes_in_everything(cast: Cast, sign_in: Any) -> None:
    draft = make_draft(cast)
    data = survey_data(title="Neu", lines=["theme:work", "theme:mind"], asks_text="")
    sign_in(cast.alma).post(url(cast, "survey_edit", draft.pk), data)
    now = only(cast)
    with scope(cast.alliance):
        lines = [item.text_key for item in now.items.select_related("theme").order_by("position")]
    assert (now.title, now.asks_text, lines) == ("Neu", False, ["theme.work", "theme.mind"])


def test_an_open_survey_keeps_its_questions(cast: Cast, sign_in: Any) -> None:
    survey = make_survey(cast)
    with scope(cast.alliance), pytest.raises(ValidationError, match="Nur ihr Name und ihr Ende"):
        change_survey(survey=survey, by=cast.alma, choose_at_most=1)
    later = timezone.localdate() + datetime.timedelta(days=30)
    data = survey_data(title="Länger", closes_on=later.isoformat(), choose_at_most="1")
    sign_in(cast.alma).post(url(cast, "survey_edit", survey.pk), data)
    now = only(cast)
    assert (now.title, now.closes_on, now.choose_at_most) == ("Länger", later, 3)


def test_what_is_over_is_not_opened_again(cast: Cast, sign_in: Any) -> None:
    survey = make_survey(cast)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=20)):
        later = timezone.localdate() + datetime.timedelta(days=9)
        data = {"title": "x", "closes_on": later.isoformat()}
        response = sign_in(cast.alma).post(url(cast, "survey_edit", survey.pk), data)
    assert response.status_code == 422
    assert "Sie wird nicht wieder geöffnet" in response.content.decode()


def test_closing_takes_one_step_and_only_once(cast: Cast, sign_in: Any) -> None:
    survey = make_survey(cast)
    sign_in(cast.alma).post(url(cast, "survey_step", survey.pk, "schliessen"))
    assert only(cast).state(timezone.localdate()) is SurveyState.OVER
    with scope(cast.alliance), pytest.raises(ValidationError, match="nicht offen"):
        close_survey(survey=survey, by=cast.alma, day=timezone.localdate())


def test_only_a_draft_is_thrown_away(cast: Cast, sign_in: Any) -> None:
    survey = make_survey(cast)
    answer(survey)
    with scope(cast.alliance), pytest.raises(ValidationError, match="Sie bleibt"):
        remove_draft(survey=survey, by=cast.alma)
    sign_in(cast.alma).post(url(cast, "survey_step", make_draft(cast).pk, "entfernen"))
    assert only(cast) == survey


def test_an_unknown_step_is_none(cast: Cast, sign_in: Any) -> None:
    survey = make_survey(cast)
    assert sign_in(cast.alma).post(url(cast, "survey_step", survey.pk, "loeschen")).status_code == 404


def test_the_code_holds_the_address_and_the_poster_every_language(
    cast: Cast, sign_in: Any, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://klappt.example.org"
    survey = make_survey(cast)
    browser = sign_in(cast.paula)
    png = browser.get(url(cast, "survey_qr", survey.pk, "png"))
    svg = browser.get(url(cast, "survey_qr", survey.pk, "svg"))
    assert png.content.startswith(b"\x89PNG")
    assert b"<svg" in svg.content
    assert browser.get(url(cast, "survey_qr", survey.pk, "exe")).status_code == 404
    html = browser.get(url(cast, "survey_poster", survey.pk)).content.decode()
    assert f"klappt.example.org/u/{survey.code}" in html
    for words in (
        "Sag es uns!",
        "Sagen Sie es uns!",
        "Tell us!",
        "قل لنا!",
        "به ما بگو!",
        "Скажи нам!",
        "Dis-le-nous",
    ):
        assert words in html


def test_two_surveys_never_share_an_address(cast: Cast) -> None:
    codes = {make_draft(cast).code for _each in range(20)}
    assert len(codes) == 20
    assert not set("".join(codes)) & set("0o1il")
