"""The list costs the same however much there is."""

from typing import Any

import pytest
from django.urls import reverse

from conftest import Cast
from klappt.config.tests.counting import assert_query_count
from klappt.matters.tests.factories import ask_somebody, make_conflict, make_matter

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("many", [1, 12])
def test_the_number_of_queries_does_not_grow(cast: Cast, sign_in: Any, many: int) -> None:
    for number in range(many):
        make_conflict(cast, title=f"Konflikt {number}")
        ask_somebody(cast, make_matter(cast, title=f"Vorlage {number}"))
    assert_query_count("matters", sign_in(cast.alma), reverse("matters:list", args=[cast.alliance.key]))
