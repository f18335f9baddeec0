"""Help beside the work, as a newcomer meets it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from conftest import Cast
from journeys.conftest import Walk, assert_accessible, follow


@pytest.mark.parametrize("path", ["/hilfe/", "/hilfe/?q=passwort", "/hilfe/menschen-einladen/"])
def test_the_handbook_is_readable_everywhere(window: Walk, path: str) -> None:
    page = window.go(path)
    assert_accessible(page)
    window.no_wider_than_the_window()


def test_help_opens_beside_the_work_and_stays(cast: Cast, desk: Walk) -> None:
    page = desk.sign_in(cast.alma).go(f"/b/{cast.alliance.key}/team/")
    page.get_by_role("link", name="Hilfe", exact=True).click()
    panel = page.get_by_role("complementary", name="Hilfe")
    expect(panel.get_by_role("heading", name="Menschen einladen, Rechte")).to_be_focused()
    expect(page.get_by_role("heading", name="Team", level=1)).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Ablauf").click()
    expect(panel.get_by_role("heading", name="Jemanden einladen")).to_be_visible()
    panel.get_by_role("button", name="Hilfe schließen").click()
    expect(panel).to_be_hidden()
    page.reload()
    expect(panel).to_be_hidden()


def test_on_a_phone_help_is_a_page(cast: Cast, open_window: Callable[..., Walk]) -> None:
    phone = open_window(width=360)
    page = phone.sign_in(cast.alma).go(f"/b/{cast.alliance.key}/team/")
    follow(page.get_by_role("link", name="Hilfe", exact=True))
    expect(page.get_by_role("heading", name="Menschen einladen, Rechte", level=1)).to_be_visible()
    follow(page.get_by_role("link", name="Zurück zur Arbeit"))
    expect(page).to_have_url(f"{phone.base}/b/{cast.alliance.key}/")
