"""How the alliance works with an institution, and how that goes (A17, A18)."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from conftest import Cast
from klappt.actors.enums import CooperationFormat, Criterion, Rating, Tick
from klappt.actors.models import Assessment, CriterionMark, Institution
from klappt.actors.services.cooperation import (
    assess_cooperation,
    end_cooperation,
    mark_criterion,
    record_cooperation,
)
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.audit.models import Change

SPRING, AUTUMN = datetime.date(2026, 3, 1), datetime.date(2026, 10, 1)


def test_recording_cooperation_sets_the_tick(cast: Cast) -> None:
    institution = make_institution(cast.alliance)
    with scope(cast.alliance):
        record_cooperation(
            institution=institution, format=CooperationFormat.EXCHANGE, since=SPRING, by=cast.alma
        )
        assert Institution.objects.get().cooperation == Tick.YES


def test_cooperation_of_the_past_says_nothing_about_today(cast: Cast) -> None:
    institution = make_institution(cast.alliance)
    with scope(cast.alliance):
        record_cooperation(
            institution=institution,
            format=CooperationFormat.PROJECT,
            since=SPRING,
            until=AUTUMN,
            by=cast.alma,
        )
        assert Institution.objects.get().cooperation == ""


def test_an_ended_cooperation_stays(cast: Cast) -> None:
    institution = make_institution(cast.alliance)
    with scope(cast.alliance):
        row = record_cooperation(
            institution=institution, format=CooperationFormat.EXCHANGE, since=SPRING, by=cast.alma
        )
        end_cooperation(cooperation=row, on=AUTUMN, by=cast.alma)
        assert institution.cooperations.get().valid_until == AUTUMN


def test_it_cannot_end_before_it_began(cast: Cast) -> None:
    institution = make_institution(cast.alliance)
    with scope(cast.alliance):
        row = record_cooperation(
            institution=institution, format=CooperationFormat.EXCHANGE, since=AUTUMN, by=cast.alma
        )
        with pytest.raises(ValidationError):
            end_cooperation(cooperation=row, on=SPRING, by=cast.alma)


def test_a_new_assessment_leaves_the_old_one(cast: Cast) -> None:
    institution = make_institution(cast.alliance)
    with scope(cast.alliance):
        assess_cooperation(institution=institution, rating=Rating.WEAK, on=SPRING, by=cast.alma)
        assess_cooperation(institution=institution, rating=Rating.GOOD, on=AUTUMN, by=cast.alma)
        assert [each.rating for each in Assessment.objects.all()] == [Rating.GOOD, Rating.WEAK]


def test_a_criterion_is_marked_once_and_can_change(cast: Cast) -> None:
    institution = make_institution(cast.alliance)
    with scope(cast.alliance):
        for meets in (Tick.YES, Tick.NO):
            mark_criterion(
                institution=institution, criterion=Criterion.OFFERS, meets=meets, note="Kurse", by=cast.alma
            )
        mark = CriterionMark.objects.get()
    assert (mark.meets, mark.note) == (Tick.NO, "Kurse")


def test_the_history_says_of_which_institution(cast: Cast) -> None:
    institution = make_institution(cast.alliance, "VHS Musterstadt")
    with scope(cast.alliance):
        assess_cooperation(institution=institution, rating=Rating.GOOD, by=cast.alma)
    said = Change.objects.get(model="actors.assessment")
    assert said.label.startswith("VHS Musterstadt: ")
