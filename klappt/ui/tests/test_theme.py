"""Light or dark is rendered by the server, for the signed-in and for strangers."""

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast


@pytest.mark.parametrize("chosen", ["light", "dark"])
def test_the_choice_is_in_the_next_page(chosen: str, cast: Cast, sign_in) -> None:
    browser = sign_in(cast.alma)
    browser.post(reverse("ui:theme"), {"theme": chosen, "next": "/ui/"})
    assert f'data-kern-theme="{chosen}"' in browser.get(reverse("ui:components")).content.decode()


def test_system_forgets_the_choice(cast: Cast, sign_in) -> None:
    browser = sign_in(cast.alma)
    browser.post(reverse("ui:theme"), {"theme": "dark"})
    browser.post(reverse("ui:theme"), {"theme": "system"})
    assert "data-kern-theme" not in browser.get(reverse("ui:components")).content.decode()


def test_what_is_no_theme_never_reaches_the_page(cast: Cast, sign_in) -> None:
    browser = sign_in(cast.alma)
    browser.cookies["theme"] = '"><script>'
    page = browser.get(reverse("ui:components")).content.decode()
    assert "data-kern-theme" not in page


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_it_leads_to_no_other_site(elsewhere: str, db: None) -> None:
    answer = Client().post(reverse("ui:theme"), {"theme": "dark", "next": elsewhere})
    assert answer.headers["Location"] == "/"
