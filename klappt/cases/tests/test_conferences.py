"""Noting a case conference takes a month, two institutions and a pattern (A20)."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.cases.models import CaseConference, CasePattern, Finding, FollowUp
from klappt.cases.services.conferences import change_conference, note_conference
from klappt.cases.services.patterns import note_pattern
from klappt.cases.tests.factories import (
    MONTH,
    SHAPE,
    make_conference,
    make_finding,
    make_follow_up,
    make_pattern,
    some_institutions,
)
from klappt.cases.tests.pages import url


def test_a_practitioner_notes_one_in_three_steps(cast: Cast, sign_in: Any) -> None:
    browser, institutions = sign_in(cast.paula), some_institutions(cast)
    month = browser.get(url(cast, "add")).context["form"].fields["month"].choices[0][0]
    data = {"month": month, "institutions": [each.pk for each in institutions]}
    page = browser.post(url(cast, "add"), data)
    with scope(cast.alliance):
        conference = CaseConference.objects.get()
    assert page.url == url(cast, "conference", conference.pk)
    shape = {
        "situation": "permit",
        "place": "decision",
        "first": "vocational_school",
        "second": "abh",
        "missing": ["time"],
    }
    browser.post(url(cast, "pattern_add", conference.pk), shape)
    browser.post(url(cast, "finding_add", conference.pk), {"kind": "too_late", "text": ""})
    with scope(cast.alliance):
        pattern, finding = CasePattern.objects.get(), Finding.objects.get()
    assert (pattern.first, pattern.second) == ("abh", "vocational_school"), (
        "the ends of an interface have no order"
    )
    assert str(finding) == "Eine Entscheidung dauert zu lange"
    html = browser.get(url(cast, "conference", conference.pk)).content.decode()
    assert "Ausländerbehörde (ABH) – Berufskolleg" in html


def test_one_institution_alone_is_no_conference(cast: Cast, sign_in: Any) -> None:
    (only,) = some_institutions(cast, 1)
    page = sign_in(cast.paula).post(url(cast, "add"), {"month": "2026-10-01", "institutions": [only.pk]})
    assert page.status_code == 422
    assert "mindestens zwei" in page.content.decode()
    with scope(cast.alliance):
        assert not CaseConference.objects.exists()


def test_several_in_a_month_are_told_apart_by_a_number(cast: Cast) -> None:
    first, second = make_conference(cast), make_conference(cast, MONTH + datetime.timedelta(days=12))
    assert (first.name, second.name) == ("Oktober 2026", "Oktober 2026 (2)")
    assert str(second) == "Fallkonferenz Oktober 2026 (2)"


def test_a_pattern_counts_once_in_a_conference(cast: Cast, sign_in: Any) -> None:
    conference = make_conference(cast)
    make_pattern(cast, conference)
    with scope(cast.alliance), pytest.raises(ValidationError, match="zählt einmal"):
        note_pattern(conference=conference, shape=SHAPE, by=cast.paula)


def test_who_met_can_be_corrected(cast: Cast, sign_in: Any) -> None:
    conference = make_conference(cast)
    _first, second, third = some_institutions(cast, 3)
    data = {"institutions": [second.pk, third.pk]}
    assert sign_in(cast.paula).post(url(cast, "edit", conference.pk), data).status_code == 302
    with scope(cast.alliance):
        assert {row.institution for row in conference.present.all()} == {second, third}
        with pytest.raises(ValidationError):
            change_conference(conference=conference, institutions=[second], by=cast.paula)


def test_removing_one_takes_everything_with_it(cast: Cast, sign_in: Any) -> None:
    conference = make_conference(cast)
    make_follow_up(cast, make_finding(cast, conference, pattern=make_pattern(cast, conference)))
    browser = sign_in(cast.paula)
    assert "endgültig" in browser.get(url(cast, "remove", conference.pk)).content.decode()
    browser.post(url(cast, "remove", conference.pk))
    with scope(cast.alliance):
        for model in (CaseConference, CasePattern, Finding, FollowUp):
            assert not model.objects.exists()


def test_who_meets_often_stands_first(cast: Cast, sign_in: Any) -> None:
    first, second, third = some_institutions(cast, 3)
    make_conference(cast, institutions=[second, third])
    form = sign_in(cast.paula).get(url(cast, "add")).context["form"]
    with scope(cast.alliance):
        assert list(form.fields["institutions"].queryset) == [second, third, first]


def test_a_finding_names_patterns_of_its_own_conference_only(cast: Cast, sign_in: Any) -> None:
    other = make_pattern(cast)
    here = make_conference(cast)
    make_pattern(cast, here)
    data = {"kind": "unclear", "pattern": other.pk}
    with scope(cast.alliance):
        there = other.conference
    page = sign_in(cast.paula).post(url(cast, "finding_add", here.pk), data)
    assert page.status_code == 422
    assert there != here


def test_the_months_go_back_three_years(cast: Cast, sign_in: Any) -> None:
    choices = sign_in(cast.paula).get(url(cast, "add")).context["form"].fields["month"].choices
    days = [datetime.date.fromisoformat(key) for key, _words in choices]
    assert len(set(days)) == 36
    assert all(day.day == 1 for day in days)
    assert days == sorted(days, reverse=True)


def test_a_conference_of_nobody_is_refused_by_the_service_too(cast: Cast) -> None:
    with scope(cast.alliance), pytest.raises(ValidationError):
        note_conference(alliance=cast.alliance, month=MONTH, institutions=[], by=cast.paula)
