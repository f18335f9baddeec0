"""The pages ask the database as often for many offers and subgroups as for few."""

from typing import Any

import pytest

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.chains.services.answers import set_answers
from klappt.chains.tests.factories import make_lever, make_link, make_need
from klappt.chains.tests.pages import url
from klappt.config.tests.counting import assert_query_count
from klappt.offers.tests.factories import make_offer, make_rule
from klappt.profiles.tests.factories import make_subgroup

PAGES = ("picture", "links", "levers", "gaps", "goals")


def fill(cast: Cast, number: int) -> None:
    for count in range(number):
        offer = make_offer(cast.alliance, f"Kurs {count}", effects=[{"set": "in_training", "to": True}])
        make_rule(offer, {"all": [{"attr": "german", "op": ">=", "value": "A1"}]})
        make_link(cast.alliance)
        make_lever(cast.alliance)
        make_subgroup(cast.alliance, f"Teilgruppe {count}", profile={"german": "B1"})
        need = make_need(cast.alliance, f"Bedarf {count}")
        with scope(cast.alliance):
            set_answers(need=need, offers=[offer], by=cast.alma)


@pytest.mark.parametrize("number", [2, 5])
@pytest.mark.parametrize("page", PAGES)
def test_the_number_of_queries_does_not_grow(cast: Cast, sign_in: Any, page: str, number: int) -> None:
    fill(cast, number)
    assert_query_count(f"chains: {page}", sign_in(cast.alma), url(cast, page))
