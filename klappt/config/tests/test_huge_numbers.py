"""An address with a number that no database holds is a page that is not there, never an error."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import NoReverseMatch, reverse

from conftest import Cast
from klappt.config.tests.test_routes import rows

pytestmark = pytest.mark.django_db
HUGE = 10**21
SHAPES: tuple[dict[str, Any], ...] = (
    {"pk": HUGE},
    {"pk": HUGE, "column": "name"},
    {"pk": HUGE, "state": "agreed"},
    {"need": HUGE, "subgroup": HUGE},
)


def addresses(key: str) -> Iterator[str]:
    for name in sorted(rows()):
        for shape in SHAPES:
            try:
                yield reverse(name, kwargs={"alliance_key": key, **shape})
            except NoReverseMatch:
                continue


def test_a_huge_number_is_not_found(cast: Cast, sign_in: Any) -> None:
    alma = sign_in(cast.alma)
    answers = {
        (method, address): getattr(alma, method)(address).status_code
        for address in addresses(cast.alliance.key)
        for method in ("get", "post")
    }
    assert len(answers) > 100
    assert {each: status for each, status in answers.items() if status not in {403, 404, 405}} == {}
