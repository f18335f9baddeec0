"""The priorities on a day gone by are for reading: nothing is proposed, decided or recorded there (A16)."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from conftest import Cast
from klappt.accounts.models import User
from klappt.priorities.tests.factories import DAY, make_priority, make_recorded
from klappt.priorities.tests.pages import url

Browser = Callable[[User], Client]
VERBS = ("add", "decide", "record", "rounds")


@pytest.fixture
def shown(cast: Cast, sign_in: Browser) -> Callable[[str], str]:
    """The page as the coordination sees it: one priority holds, another one is proposed."""
    make_recorded(cast, [make_priority(cast)])
    make_priority(cast, "Wohnen", day=timezone.localdate())

    def page(query: str) -> str:
        return sign_in(cast.alma).get(url(cast, "now") + query).content.decode()

    return page


@pytest.mark.parametrize("days", [0, -1], ids=["while one held", "before any did"])
def test_a_look_back_offers_no_verb_and_the_way_to_today(
    cast: Cast, shown: Callable[[str], str], days: int
) -> None:
    page = shown(f"?am={(DAY + datetime.timedelta(days=days)).isoformat()}")
    for name in VERBS:
        assert f'href="{url(cast, name)}"' not in page
    assert f'<a href="{url(cast, "now")}">Zurück zu heute</a>' in page


def test_today_they_are_there(cast: Cast, shown: Callable[[str], str]) -> None:
    page = shown("")
    for name in ("decide", "record", "rounds"):
        assert f'href="{url(cast, name)}"' in page
    assert "Zurück zu heute" not in page
