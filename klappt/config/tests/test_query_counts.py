import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.config.tests.counting import assert_query_count

pytestmark = pytest.mark.django_db


def test_sign_in_page() -> None:
    assert_query_count("sign in", Client(), reverse("account_login"))


def test_home_of_an_alliance(cast: Cast, sign_in: object) -> None:
    assert callable(sign_in)
    assert_query_count(
        "alliance home", sign_in(cast.alma), reverse("alliances:home", args=[cast.alliance.key])
    )


def test_the_week_of_an_alliance(cast: Cast, sign_in: object) -> None:
    assert callable(sign_in)
    assert_query_count(
        "alliance week", sign_in(cast.alma), reverse("alliances:week", args=[cast.alliance.key])
    )


def test_a_changed_number_fails(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UPDATE_COUNTS", raising=False)
    with pytest.raises(AssertionError, match="kept None"):
        assert_query_count("a page nobody counted", Client(), reverse("account_login"))
