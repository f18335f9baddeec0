"""The pages ask the database as often for many as for few."""

import datetime

import pytest
from django.urls import reverse

from conftest import Cast
from klappt.cases.models import CaseConference
from klappt.cases.services.patterns import Shape
from klappt.cases.tests.factories import SHAPE, make_conference, make_finding, make_follow_up, make_pattern
from klappt.config.tests.counting import assert_query_count


def fill(cast: Cast, number: int) -> CaseConference:
    conference = make_conference(cast)
    for count in range(number):
        place = ("decision", "access", "handover")[count % 3]
        situation = ("permit", "school", "work")[count // 3]
        make_pattern(cast, conference, Shape(situation, place, SHAPE.ends, SHAPE.missing))
        make_follow_up(cast, make_finding(cast, conference))
        make_pattern(cast, make_conference(cast, datetime.date(2025, 1 + count, 1)))
    return conference


@pytest.mark.parametrize("number", [3, 9])
@pytest.mark.parametrize("page", ["overview", "conferences"])
def test_pages_over_all(cast: Cast, sign_in, page: str, number: int) -> None:
    fill(cast, number)
    assert_query_count(f"cases: {page}", sign_in(cast.paula), reverse(f"cases:{page}", args=["hier"]))


@pytest.mark.parametrize("number", [3, 9])
def test_the_page_of_a_conference(cast: Cast, sign_in, number: int) -> None:
    conference = fill(cast, number)
    address = reverse("cases:conference", args=["hier", conference.pk])
    assert_query_count("cases: conference", sign_in(cast.alma), address)
