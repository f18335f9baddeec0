"""The frame around every page: by keyboard, on a phone, without script, and when something is not there."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from conftest import Cast
from journeys.conftest import Walk, assert_accessible, follow


@pytest.fixture
def home(cast: Cast) -> str:
    return reverse("alliances:home", args=[cast.alliance.key])


def test_the_start_page_is_accessible(window: Walk, cast: Cast, home: str) -> None:
    page = window.sign_in(cast.alma).go(home)
    assert_accessible(page)
    window.no_wider_than_the_window()


def test_the_open_menu_is_accessible_and_closes_on_escape(window: Walk, cast: Cast, home: str) -> None:
    page = window.sign_in(cast.alma).go(home)
    summary = page.locator(".top .menu > summary")
    summary.click()
    assert_accessible(page)
    window.no_wider_than_the_window()
    page.keyboard.press("Escape")
    expect(page.locator(".menu__panel")).to_be_hidden()
    expect(summary).to_be_focused()


def test_the_first_tab_skips_to_the_content(desk: Walk, cast: Cast, home: str) -> None:
    page = desk.sign_in(cast.alma).go(home)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_what_one_must_not_see_leads_back_to_the_start(window: Walk, cast: Cast) -> None:
    page = window.sign_in(cast.emil).go(reverse("alliances:home", args=[cast.alliance.key]))
    assert_accessible(page)
    window.no_wider_than_the_window()
    follow(page.get_by_role("link", name="Zur Startseite"))
    expect(page).to_have_url(re.compile(f"/b/{cast.other_alliance.key}/$"))
    window.complaints.clear()  # the browser itself logs the 404


def test_on_a_phone_the_same_words_stand_at_the_bottom(open_window, cast: Cast, home: str) -> None:
    walk = open_window(width=360)
    page = walk.sign_in(cast.alma).go(home)
    bar = page.get_by_role("navigation", name="Hauptnavigation")
    box = bar.bounding_box()
    assert box
    assert box["y"] > 600
    follow(bar.get_by_role("link", name="Bündnis"))
    expect(page.locator("h1")).to_have_text("Akteure")


def test_signing_out_needs_two_clicks_and_no_script(open_window, cast: Cast, home: str) -> None:
    walk = open_window(java_script_enabled=False)
    page = walk.sign_in(cast.alma).go(home)
    page.locator(".top .menu > summary").click()
    follow(page.get_by_role("button", name="Abmelden"))
    walk.go(home)
    expect(page).to_have_url(re.compile("/konto/login/"))


def test_the_language_changes_the_page(desk: Walk, cast: Cast, home: str) -> None:
    page = desk.sign_in(cast.alma).go(home)
    page.locator(".top .menu > summary").click()
    follow(page.get_by_role("button", name="English"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".side__nav")).to_contain_text("Alliance")
