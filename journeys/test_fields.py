"""Every kind of question in a real browser: read by axe, filled with and without scripts (C1)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from journeys.conftest import Walk, assert_accessible, follow

pytestmark = pytest.mark.urls("klappt.fields.tests.page")


def test_every_kind_is_accessible_empty_filled_and_refused(window: Walk) -> None:
    page = window.go("/fragen/")
    assert_accessible(page)
    window.no_wider_than_the_window()
    page.get_by_label("Ihr Ziel?", exact=False).first.fill("Gehört werden")
    page.get_by_label("Wie viele?").fill("viele")
    page.get_by_role("radiogroup", name="Schule").get_by_label("eher").check()
    page.get_by_label("Teilnehmende").first.fill("niemand")
    follow(page.get_by_role("button", name="Speichern"))
    expect(page.get_by_label("Wie viele?")).to_have_value("viele")
    expect(page.locator("#frage-members")).to_contain_text("Bitte eine Zahl schreiben")
    expect(page.locator("#q-meetings-1-people-error")).to_contain_text("Bitte eine Zahl schreiben")
    expect(page.get_by_role("radiogroup", name="Schule").get_by_label("eher")).to_be_checked()
    assert_accessible(page)
    window.no_wider_than_the_window()


@pytest.mark.parametrize("scripts", [True, False])
def test_lines_and_places_work_with_and_without_scripts(
    open_window: Callable[..., Walk],
    scripts: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    page = open_window(java_script_enabled=scripts).go("/fragen/")
    press: Callable[[Locator], None] = Locator.click if scripts else follow
    page.locator("#q-meetings-1-na").fill("Auftakt")
    press(page.get_by_role("button", name="Weitere Zeile"))
    page.locator("#q-meetings-2-na").fill("Bilanz")
    press(page.get_by_role("button", name="Diese Zeile entfernen").first)
    expect(page.get_by_role("button", name="Diese Zeile entfernen")).to_have_count(1)
    for name in ("„Ausbildung“ einen Platz nach oben", "„Sprache“ einen Platz nach oben") * 2:
        press(page.get_by_role("button", name=name))
    page.get_by_label("Ja", exact=True).check()
    if not scripts:
        follow(page.get_by_role("button", name="Speichern"))
    press(page.locator("#frage-lead").get_by_role("button", name="Auswahl zurücknehmen"))
    follow(page.get_by_role("button", name="Speichern"))
    assert _places(page) == ["Sprache", "Ausbildung"]
    assert page.locator("#frage-meetings [data-row]").count() == 1
    expect(page.locator("#q-meetings-1-na")).to_have_value("Bilanz")
    expect(page.get_by_label("Ja", exact=True)).not_to_be_checked()


def _places(page: Page) -> list[str]:
    lines = page.locator("#frage-order [data-option]").all()
    placed = [(line.locator("select").input_value(), line.locator("label").inner_text()) for line in lines]
    return [label.split("\n")[-1] for place, label in sorted(placed) if place]


def test_a_ranking_is_made_with_the_keyboard_alone(desk: Walk) -> None:
    page = desk.go("/fragen/")
    page.get_by_label("Platz von Ausbildung").focus()
    page.keyboard.type("1")
    page.get_by_label("Platz von Schule").focus()
    page.keyboard.type("1")
    assert _places(page) == ["Schule", "Ausbildung"]
    expect(page.get_by_label("Platz von Schule")).to_be_focused()


def test_does_not_apply_keeps_what_was_written_in_sight_and_sends_it_not(desk: Walk) -> None:
    page = desk.go("/fragen/")
    page.locator("#q-aim").fill("Erst geschrieben")
    page.locator("#q-aim-na").check()
    expect(page.locator("#q-aim")).to_be_disabled()
    expect(page.locator("#q-aim")).to_have_value("Erst geschrieben")
    page.locator("#q-aim-na").uncheck()
    expect(page.locator("#q-aim")).to_be_enabled()
    page.locator("#q-aim-na").check()
    follow(page.get_by_role("button", name="Speichern"))
    expect(page.locator("#q-aim-na")).to_be_checked()
    expect(page.locator("#frage-aim [data-error]")).to_be_hidden()


def test_enter_in_a_field_saves_and_removes_nothing(desk: Walk) -> None:
    page = desk.go("/fragen/")
    page.locator("#q-meetings-1-na").fill("Auftakt")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("#q-meetings-1-na")).to_have_value("Auftakt")
