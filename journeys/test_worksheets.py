"""Filling in a worksheet in a real browser, on a phone and at a desk, by light and in the dark (C2)."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from conftest import Cast
from journeys.conftest import Walk, assert_accessible, follow
from klappt.accounts.models import User
from klappt.returns.models import Return
from klappt.returns.tests.factories import make_handed_in, make_return, make_wave

pytestmark = pytest.mark.django_db(transaction=True)


def page_of(cast: Cast, made: Return, name: str = "section", *more: str) -> str:
    return reverse(f"returns:{name}", args=[cast.alliance.key, made.wave.number, *more])


def a_second_wave(cast: Cast) -> Return:
    edition = make_handed_in(cast).edition
    return make_return(cast, make_wave(cast, edition, title="Noch einmal"))


def test_a_section_is_filled_in(window: Walk, cast: Cast) -> None:
    made = a_second_wave(cast)
    page = window.sign_in(cast.ceren).go(page_of(cast, made, "section", "building"))
    assert_accessible(page)
    window.no_wider_than_the_window()

    page.fill("#q-aim", "Ausbildung für alle")
    page.press("#q-aim", "Tab")
    expect(page.locator("#said-aim")).to_contain_text("gespeichert")
    expect(page.locator("#said-aim")).to_contain_text("Ceren")
    expect(page.locator("#progress")).to_contain_text("1 von 11")

    page.fill("#q-members", "viele")
    page.press("#q-members", "Tab")
    expect(page.locator("#q-members-error")).to_contain_text("Zahl")
    expect(page.locator("#q-members")).to_have_value("viele")

    page.locator("#ask-lead").get_by_label("Nein", exact=True).check()
    expect(page.locator("#ask-why_no_lead")).to_contain_text("Warum nicht?")

    page.locator("#ask-contact").get_by_role("button", name="Unverändert").click()
    expect(page.locator("#said-contact")).to_contain_text("unverändert")
    assert_accessible(page)
    # Browsers write every refused answer into their console.
    window.complaints[:] = [each for each in window.complaints if "422" not in each]


def test_the_overview_leads_on(window: Walk, cast: Cast) -> None:
    made = a_second_wave(cast)
    page = window.sign_in(cast.alma).go(page_of(cast, made, "return"))
    assert_accessible(page)
    window.no_wider_than_the_window()
    follow(page.get_by_role("link", name="Ausfüllen beginnen"))
    expect(page.locator("h1")).to_have_text("Aufbau")


def two_windows(open_window: object, *users: User) -> list[Walk]:
    assert callable(open_window)
    return [open_window().sign_in(user) for user in users]


def test_two_at_once_see_both_texts_and_put_them_together(open_window: object, cast: Cast) -> None:
    made = make_return(cast)
    url = page_of(cast, made, "section", "building")
    one, other = (walk.go(url) for walk in two_windows(open_window, cast.alma, cast.ceren))
    for page, text in ((one, "Almas Text"), (other, "Cerens Text")):
        page.fill("#q-aim", text)
        page.press("#q-aim", "Tab")
        expect(page.locator("#ask-aim")).to_contain_text("Alma")
    expect(other.locator(".clash")).to_contain_text("Cerens Text")
    assert_accessible(other)
    other.get_by_role("button", name="Beide zusammenführen").click()
    expect(other.locator(".clash")).to_have_count(0)
    expect(other.locator("#q-aim")).to_have_value("Almas Text / Cerens Text")
