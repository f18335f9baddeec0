"""Nothing about a person gets in: by no form, no other way, and what was refused is nowhere kept (A20)."""

import datetime
import logging
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.urls import get_resolver, reverse

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.audit.models import Change, Event
from klappt.cases.enums import Because, FindingKind, Situation
from klappt.cases.models import CaseConference, CasePattern, Finding, PatternTrait
from klappt.cases.services.findings import note_finding
from klappt.cases.services.patterns import Shape, note_pattern
from klappt.cases.tests.factories import HARMLESS, SHAPE, make_conference, make_finding, make_pattern
from klappt.cases.tests.stored import everything_stored
from klappt.cases.views.follow_ups import FORMS, WAYS
from klappt.core.persons import BLOCKING, signs
from klappt.core.tests import person_texts
from klappt.meetings.models import Outcome
from klappt.meetings.tests.factories import make_item

TELLING = person_texts.lines(person_texts.TELLING) + person_texts.lines(person_texts.TELLING_LATER)
REFUSED = [text for text in TELLING if signs(text) & BLOCKING]
DOUBTFUL = [text for text in TELLING if not signs(text) & BLOCKING]
STRUCTURES = person_texts.lines(person_texts.HARMLESS) + person_texts.lines(person_texts.HARMLESS_LATER)


def url(cast: Cast, name: str, *args: Any) -> str:
    return reverse(f"cases:{name}", args=[cast.alliance.key, *args])


def measure(cast: Cast, text: str) -> dict[str, Any]:
    item = make_item(cast)
    return {"item": item.pk, "text": text, "person": "alma@example.org", "due_on": "2027-01-31"}


@pytest.mark.parametrize("ticked", [{}, {"looked_through": "on"}])
def test_no_telling_sentence_gets_in_as_a_finding(
    cast: Cast, sign_in: Any, caplog: pytest.LogCaptureFixture, ticked: dict[str, str]
) -> None:
    browser, conference = sign_in(cast.paula), make_conference(cast)
    before = everything_stored()
    with caplog.at_level(logging.DEBUG):
        for text in REFUSED + ([] if ticked else DOUBTFUL):
            data = {"kind": "too_late", "text": text, **ticked}
            answer = browser.post(url(cast, "finding_add", conference.pk), data)
            assert answer.status_code == 422, text
            assert text not in caplog.text
            caplog.clear()
    assert everything_stored() == before, "not a row more anywhere: no finding, no event, no session"


def test_nor_as_a_measure(cast: Cast, sign_in: Any) -> None:
    finding, browser, data = make_finding(cast), sign_in(cast.alma), measure(cast, "")
    before = everything_stored()
    for text in REFUSED[::3] + DOUBTFUL[::3]:
        answer = browser.post(url(cast, "follow", finding.pk, "massnahme"), {**data, "text": text})
        assert answer.status_code == 422, text
    assert everything_stored() == before
    with scope(cast.alliance):
        assert not Outcome.objects.exists()


@pytest.mark.parametrize("text", DOUBTFUL[::5])
def test_a_doubtful_one_is_looked_at_and_only_that_is_kept(cast: Cast, sign_in: Any, text: str) -> None:
    browser, conference = sign_in(cast.paula), make_conference(cast)
    address, data = url(cast, "finding_add", conference.pk), {"kind": "too_late", "text": text}
    asked = browser.post(address, data).content.decode()
    assert 'name="looked_through"' in asked
    assert browser.post(address, {**data, "looked_through": "on"}).status_code == 302
    with scope(cast.alliance):
        assert Finding.objects.get().looked_through
    assert text not in str(list(Change.objects.values_list("fields", "label")))
    assert text not in str(list(Event.objects.values_list("details", "signature")))


def test_the_box_is_not_there_before_it_is_needed(cast: Cast, sign_in: Any) -> None:
    page = sign_in(cast.paula).get(url(cast, "finding_add", make_conference(cast).pk)).content.decode()
    assert "looked_through" not in page


def test_sentences_about_structures_get_in_without_a_question(cast: Cast) -> None:
    conference = make_conference(cast)
    asked = 0
    with scope(cast.alliance):
        for text in STRUCTURES:
            try:
                kept = note_finding(conference=conference, kind="too_late", text=text, by=cast.paula)
            except ValidationError:
                asked += 1
                kept = note_finding(
                    conference=conference, kind="too_late", text=text, looked_through=True, by=cast.paula
                )
            assert kept.text == text
    assert asked <= len(STRUCTURES) / 50


def test_the_history_holds_nothing_of_what_was_entered(cast: Cast, sign_in: Any) -> None:
    conference = make_conference(cast)
    pattern = make_pattern(cast, conference)
    finding = make_finding(cast, conference, pattern=pattern)
    browser = sign_in(cast.alma)
    browser.post(url(cast, "finding_remove", finding.pk))
    browser.post(url(cast, "pattern_remove", pattern.pk))
    noted = str(list(Change.objects.filter(model__startswith="cases.").values_list("fields", "label")))
    said = [HARMLESS, SHAPE.situation, SHAPE.place, *SHAPE.ends, *SHAPE.missing, *SHAPE.traits, "too_late"]
    assert [word for word in said if word in noted] == []
    trail = browser.get(reverse("alliances:trail", args=[cast.alliance.key])).content.decode()
    assert "Befund über Strukturen eingetragen" in trail
    assert HARMLESS not in trail


def test_what_was_removed_is_gone_everywhere(cast: Cast, sign_in: Any) -> None:
    finding = make_finding(cast)
    assert HARMLESS in everything_stored()
    sign_in(cast.paula).post(url(cast, "finding_remove", finding.pk))
    assert HARMLESS not in everything_stored()


def own_models() -> list[type[models.Model]]:
    return list(apps.get_app_config("cases").get_models())


def test_there_is_one_free_text_and_no_file_in_all_tables() -> None:
    """A new text field fails here, so that somebody thinks of the guard."""
    free = [
        f"{model.__name__}.{field.name}"
        for model in own_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField | models.FileField)
        and not field.choices
    ]
    assert free == ["Finding.text"]


def test_days_are_months_or_of_the_work_never_of_a_person() -> None:
    days = [
        f"{model.__name__}.{field.name}"
        for model in own_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.DateField)
    ]
    assert sorted(days) == ["CaseConference.month", "FollowUp.on"]


def test_every_text_field_of_every_form_is_guarded_or_a_list(cast: Cast) -> None:
    from klappt.cases.forms import conferences

    with scope(cast.alliance):
        conference = make_conference(cast)
        today = conference.month
        shown = [
            conferences.ConferenceForm(today=today),
            conferences.PatternForm(),
            conferences.FindingForm(conference=conference),
            *(form(alliance=cast.alliance, today=today) for form in FORMS.values()),
        ]
    texts = {
        f"{type(form).__name__}.{name}"
        for form in shown
        for name, field in form.fields.items()
        if type(field) in {forms.CharField, forms.JSONField} or isinstance(field, forms.FileField)
    }
    assert texts == {"FindingForm.text", "NewMeasureForm.text"}


@pytest.mark.parametrize("name", ["add", "edit", "pattern_add", "finding_add"])
def test_fields_that_no_form_has_are_not_kept(cast: Cast, sign_in: Any, name: str) -> None:
    conference = make_conference(cast)
    args = [] if name == "add" else [conference.pk]
    with scope(cast.alliance):
        there = list(conference.present.order_by("pk").values_list("institution_id", flat=True))
    data = {
        "month": "2026-10-01",
        "institutions": there,
        "situation": "permit",
        "place": "decision",
        "first": "abh",
        "missing": ["time"],
        "kind": "unclear",
        **dict.fromkeys(
            ("name", "comment", "note", "person", "born", "text2", "title"), "Ahmad Al-Hassan 12.05.2003"
        ),
    }
    browser = sign_in(cast.paula)
    assert browser.post(url(cast, name, *args) + "?q=Ahmad+Al-Hassan", data).status_code == 302
    assert "Al-Hassan" not in everything_stored()


@pytest.mark.parametrize(
    "change",
    [
        {"situation": "Ahmad, 19, Guinea"},
        {"place": "Zimmer 12"},
        {"ends": ("abh", "Herr Kaya")},
        {"missing": ("Pass von Ahmad",)},
        {"traits": ("Guinea",)},
        {"traits": ("age_18", "status_tolerated", "family_children")},
        {"traits": ("age_18", "age_21")},
        {"ends": ("abh", "jobcenter", "ki")},
        {"missing": ("contact", "time", "rule", "offer")},
    ],
)
def test_a_pattern_takes_nothing_but_few_entries_of_the_lists(cast: Cast, change: dict[str, Any]) -> None:
    conference = make_conference(cast)
    with scope(cast.alliance), pytest.raises(ValidationError):
        note_pattern(conference=conference, shape=Shape(**{**SHAPE.__dict__, **change}), by=cast.paula)
    with scope(cast.alliance):
        assert not CasePattern.objects.exists()


@pytest.mark.parametrize(
    ("model", "column"),
    [
        (CasePattern, "situation"),
        (CasePattern, "place"),
        (CasePattern, "first"),
        (PatternTrait, "trait"),
        (Finding, "kind"),
    ],
)
def test_nor_does_the_database(cast: Cast, model: Any, column: str) -> None:
    conference = make_conference(cast)
    make_finding(cast, conference, pattern=make_pattern(cast, conference))
    with set_up(cast.alliance), pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**{column: "Ahmad"})


def test_of_a_conference_only_the_month_is_kept(cast: Cast) -> None:
    conference = make_conference(cast, month=datetime.date(2026, 10, 23))
    assert conference.month.day == 1
    with set_up(cast.alliance), pytest.raises(IntegrityError), transaction.atomic():
        CaseConference.objects.update(month="2026-10-23")


def test_no_other_way_leads_in() -> None:
    """No import, no interface for programs: whoever adds one has to think of the guard."""
    ways = [str(each.pattern) for each in get_resolver().url_patterns]
    below = [
        str(url.pattern) for each in get_resolver().url_patterns for url in getattr(each, "url_patterns", [])
    ]
    found = [way for way in ways + below if any(word in way for word in ("fall", "muster", "befund", "case"))]
    assert all("api" not in way and "import" not in way for way in found), found


def test_the_search_finds_no_text_of_a_finding(cast: Cast, sign_in: Any) -> None:
    make_finding(cast)
    page = sign_in(cast.paula).get(reverse("alliances:search", args=[cast.alliance.key]), {"q": "Schreiben"})
    assert "warten jeweils" not in page.content.decode()


def test_lists_hold_no_origin_and_no_words_for_one_person() -> None:
    for choices in (Situation, FindingKind, Because):
        assert not [label for label in choices.labels if signs(str(label)) & BLOCKING]


def test_every_way_a_finding_can_lead_has_a_form() -> None:
    assert set(WAYS) == set(FORMS)
