"""The small forms of the institution's page: cooperation, assessment, guiding questions, seats, types."""

import datetime
from typing import Any

import pytest

from conftest import Cast
from klappt.actors.enums import CooperationFormat, Tick
from klappt.actors.models import CriterionMark, Institution, InstitutionType
from klappt.actors.services.cooperation import record_cooperation
from klappt.actors.tests.factories import make_contact, make_institution
from klappt.actors.tests.pages import url
from klappt.alliances.scope import scope
from klappt.audit.models import Event

SPRING = datetime.date(2026, 3, 1)


@pytest.fixture
def institution(cast: Cast) -> Institution:
    return make_institution(cast.alliance, contacts=[make_contact(name="N. Yilmaz")])


def test_recording_and_ending_cooperation(cast: Cast, sign_in: Any, institution: Institution) -> None:
    browser = sign_in(cast.alma)
    browser.post(
        url(cast, "record_cooperation", institution.pk), {"format": "exchange", "since": "2026-03-01"}
    )
    with scope(cast.alliance):
        row = institution.cooperations.get()
    browser.post(url(cast, "end_cooperation", row.pk), {"on": "01.10.2026"})
    with scope(cast.alliance):
        assert institution.cooperations.get().valid_until == datetime.date(2026, 10, 1)


def test_an_end_before_the_beginning_is_said_at_its_field(
    cast: Cast, sign_in: Any, institution: Institution
) -> None:
    with scope(cast.alliance):
        row = record_cooperation(
            institution=institution, format=CooperationFormat.EXCHANGE, since=SPRING, by=cast.alma
        )
    response = sign_in(cast.alma).post(url(cast, "end_cooperation", row.pk), {"on": "2020-01-01"})
    assert response.status_code == 422
    assert 'id="id_on_error"' in response.content.decode()


def test_assessing_and_not_for_tomorrow(cast: Cast, sign_in: Any, institution: Institution) -> None:
    browser, page = sign_in(cast.alma), url(cast, "assess", institution.pk)
    assert browser.post(page, {"rating": "4", "on": "2126-01-01"}).status_code == 422
    assert browser.post(page, {"rating": "4", "on": "2026-01-01"}).status_code == 302
    with scope(cast.alliance):
        assert institution.assessments.get().rating == 4


def test_the_guiding_questions_are_one_event(cast: Cast, sign_in: Any, institution: Institution) -> None:
    before = Event.objects.count()
    data = {"offers": "yes", "offers_note": "Kurse", "decides": "no"}
    for _twice in range(2):
        sign_in(cast.alma).post(url(cast, "criteria", institution.pk), data)
    with scope(cast.alliance):
        marks = {mark.criterion: mark.meets for mark in CriterionMark.objects.all()}
    assert marks == {"offers": Tick.YES, "decides": Tick.NO}
    assert Event.objects.count() == before + 1


@pytest.mark.parametrize("back", ["https://example.com/", "//example.com", "javascript:alert(1)"])
def test_adding_a_type_leads_back_only_into_the_house(cast: Cast, sign_in: Any, back: str) -> None:
    response = sign_in(cast.alma).post(url(cast, "add_type"), {"label": "Sportverein", "back": back})
    assert response["Location"] == url(cast, "list")
    with scope(cast.alliance):
        assert InstitutionType.objects.filter(own_label="Sportverein").exists()
