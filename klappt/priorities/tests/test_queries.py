"""The pages ask the database as often for many as for few."""

import pytest
from django.urls import reverse

from conftest import Cast
from klappt.config.tests.counting import assert_query_count
from klappt.priorities.models import Priority
from klappt.priorities.tests.factories import (
    give,
    held_item,
    make_note,
    make_priority,
    make_ranking,
    make_round,
    make_step,
)


def fill(cast: Cast, number: int) -> list[Priority]:
    round_ = make_round(cast)
    rows = [make_priority(cast, f"Priorität {count}") for count in range(number)]
    for count, row in enumerate(rows):
        make_note(cast, f"Notiz {count}")
        make_step(cast, row)
        for user in (cast.alma, cast.bernd, cast.ceren):
            give(cast, round_, user, {row: str(count % 5)})
    make_ranking(cast, rows[:2], held_item(cast, 30))
    make_ranking(cast, rows, held_item(cast, 10))
    return rows


@pytest.mark.parametrize("number", [3, 9])
@pytest.mark.parametrize("page", ["now", "proposals", "weigh", "rounds", "decide"])
def test_priority_pages(cast: Cast, sign_in, page: str, number: int) -> None:
    fill(cast, number)
    assert_query_count(
        f"priorities: {page}", sign_in(cast.alma), reverse(f"priorities:{page}", args=["hier"])
    )


@pytest.mark.parametrize("number", [3, 9])
def test_the_page_of_one(cast: Cast, sign_in, number: int) -> None:
    row = fill(cast, number)[0]
    address = reverse("priorities:priority", args=["hier", row.pk])
    assert_query_count("priorities: one", sign_in(cast.alma), address)
