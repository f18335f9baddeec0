"""The pages of the core group ask the database as often for many institutions as for few."""

import pytest
from django.urls import reverse

from conftest import Cast
from klappt.actors.enums import ApproachState, Criterion, Field, Group
from klappt.actors.tests.group import make_approach, make_candidate
from klappt.alliances.scope import scope
from klappt.bodies.services.groups import join_group
from klappt.config.tests.counting import assert_query_count

PAGES = ("survey", "proposal", "approaches")


def fill(cast: Cast, number: int) -> None:
    for count in range(number):
        make_candidate(
            cast.alliance, f"Institution {count}", list(Field)[count % 4], meets=list(Criterion)[:2]
        )
        make_approach(cast.alliance, f"Angesprochen {count}", list(ApproachState)[count % 6])
        seated = make_candidate(cast.alliance, f"Sitzt {count}")
        with scope(cast.alliance):
            join_group(institution=seated, group=Group.CORE_GROUP, since=None, by=cast.alma)


@pytest.mark.parametrize("number", [6, 12])
@pytest.mark.parametrize("page", PAGES)
def test_the_number_of_queries_does_not_grow(cast: Cast, sign_in, page: str, number: int) -> None:
    fill(cast, number)
    url = reverse(f"actors:{page}", args=["hier"])
    query = "?seats=40&keep=on" if page == "proposal" else ""
    browser = sign_in(cast.alma)
    browser.get(url + query)
    assert_query_count(f"core group: {page}", browser, url + query)
