"""The themes of life: built-in ones renamed or left out, own ones added; what was written stays."""

from typing import Any

import pytest
from django.urls import reverse

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.needs.models import Theme
from klappt.needs.selectors.themes import themes
from klappt.needs.tests.factories import make_situation


def url(cast: Cast, name: str, *args: Any) -> str:
    return reverse(f"needs:{name}", args=[cast.alliance.key, *args])


def names(cast: Cast, **options: Any) -> list[str]:
    with scope(cast.alliance):
        return [str(theme) for theme in themes(**options)]


def test_an_own_theme_stands_behind_the_built_in_ones(cast: Cast, sign_in: Any) -> None:
    sign_in(cast.alma).post(url(cast, "themes"), {"label": "Wohnsitzauflage"})
    assert names(cast)[-1] == "Wohnsitzauflage"


@pytest.mark.parametrize("label", ["", "  ", "Wohnen", "wohnen"])
def test_a_name_is_needed_and_free(cast: Cast, sign_in: Any, label: str) -> None:
    assert sign_in(cast.alma).post(url(cast, "themes"), {"label": label}).status_code == 422
    with scope(cast.alliance):
        assert not Theme.objects.exists()


def test_a_built_in_theme_is_renamed_and_gets_its_name_back(cast: Cast, sign_in: Any) -> None:
    browser, here = sign_in(cast.alma), url(cast, "theme", "housing")
    browser.post(here, {"label": "Wohnen und Umzug"})
    assert "Wohnen und Umzug" in names(cast)
    browser.post(here, {"label": ""})
    assert "Wohnen" in names(cast)
    browser.post(here, {"label": "Wohnen"})
    with scope(cast.alliance):
        assert Theme.objects.get().label == ""


def test_what_is_left_out_keeps_what_was_written(cast: Cast, sign_in: Any) -> None:
    make_situation(cast, theme="mobility")
    browser = sign_in(cast.alma)
    browser.post(url(cast, "theme", "mobility"), {"do": "retire"})
    assert "Mobilität" not in names(cast)
    assert "Vier in einem Zimmer." in browser.get(url(cast, "subgroup", 0)).content.decode()
    browser.post(url(cast, "theme", "mobility"), {"do": "back"})
    assert "Mobilität" in names(cast)


def test_an_unknown_theme_is_not_there(cast: Cast, sign_in: Any) -> None:
    assert sign_in(cast.alma).get(url(cast, "theme", "weather")).status_code == 404
