"""The actor table in a browser: edited by keyboard and by two at once, filtered while typing."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from conftest import Cast
from journeys.conftest import Walk, assert_accessible, follow
from klappt.actors.enums import Field, Group, Rating, Tick
from klappt.actors.models import Institution, SecondText
from klappt.actors.services.cooperation import assess_cooperation
from klappt.actors.tests.factories import make_contact, make_institution
from klappt.actors.tests.pages import url
from klappt.alliances.scope import scope
from klappt.bodies.services.groups import join_group
from klappt.public.tests.factories import ask


def a_lived_in_table(cast: Cast) -> Institution:
    first = make_institution(
        cast.alliance,
        "JMD Musterstadt",
        field=Field.MIGRATION,
        cooperation=Tick.YES,
        contacts=[make_contact(name="N. Yilmaz")],
        note="kommt gern",
    )
    make_institution(
        cast.alliance, "Jugendmigrationsdienst Musterstadt", core_group_planned=Tick.YES, note="hat Räume"
    )
    make_institution(cast.alliance, "Handwerkskammer", field="", forum_planned=Tick.UNCERTAIN)
    with scope(cast.alliance):
        join_group(institution=first, group=Group.CORE_GROUP, since=None, by=cast.alma)
        for rating in (Rating.WEAK, Rating.GOOD):
            assess_cooperation(institution=first, rating=rating, by=cast.alma)
    return first


def cell(page: Page, row: int, column: str) -> Locator:
    return page.locator(".actors-table tbody tr").nth(row).locator(f"[data-label='{column}']")


def test_editing_by_keyboard_all_the_way(desk: Walk, cast: Cast) -> None:
    first = a_lived_in_table(cast)
    page = desk.sign_in(cast.alma).go(url(cast, "list"))
    cell(page, 0, "Abteilung oder Standort").locator(".edit").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(cell(page, 0, "Abteilung oder Standort").get_by_role("textbox")).to_be_focused()
    page.keyboard.type("Standort Nord")
    page.keyboard.press("Tab")
    expect(cell(page, 0, "Bereich").get_by_role("combobox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(cell(page, 0, "Bereich").locator(".edit")).to_be_focused()
    expect(cell(page, 0, "Abteilung oder Standort").locator(".edit")).to_have_text("Standort Nord")
    with scope(cast.alliance):
        assert Institution.objects.get(pk=first.pk).department == "Standort Nord"


def test_the_name_is_a_link_and_f2_edits_it(desk: Walk, cast: Cast) -> None:
    a_lived_in_table(cast)
    page = desk.sign_in(cast.alma).go(url(cast, "list"))
    page.get_by_role("link", name="Handwerkskammer").focus()
    page.keyboard.press("F2")
    expect(page.locator(".actors-table form").get_by_role("textbox")).to_be_focused()
    page.keyboard.type("Handwerkskammer Süd")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Handwerkskammer Süd")).to_be_visible()


def test_two_write_into_the_same_cell(open_window: Callable[..., Walk], cast: Cast) -> None:
    a_lived_in_table(cast)
    pages = [open_window().sign_in(cast.alma).go(url(cast, "list")) for _two in range(2)]
    for page in pages:
        cell(page, 0, "Anmerkung").locator(".edit").click()
        expect(cell(page, 0, "Anmerkung").get_by_role("textbox")).to_be_focused()
    for page, text in zip(pages, ("nur vormittags", "nur nachmittags"), strict=True):
        cell(page, 0, "Anmerkung").get_by_role("textbox").fill(text)
        page.keyboard.press("Enter")
        expect(cell(page, 0, "Anmerkung").locator(".edit")).to_be_visible()
    both = cell(pages[1], 0, "Anmerkung")
    expect(both).to_contain_text("nur vormittags")
    expect(both).to_contain_text("nur nachmittags")
    assert_accessible(pages[1])
    both.get_by_role("button", name="Diesen nehmen").click()
    expect(both.locator(".second")).to_have_count(0)
    expect(both.locator(".edit")).to_have_text("nur nachmittags")
    with scope(cast.alliance):
        assert not SecondText.objects.filter(settled_at=None).exists()


def test_the_table_narrows_while_typing_and_the_address_knows(desk: Walk, cast: Cast) -> None:
    a_lived_in_table(cast)
    page = desk.sign_in(cast.alma).go(url(cast, "list"))
    page.get_by_label("Suchen", exact=True).fill("handwerk")
    expect(page.locator(".actors-table tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile("text=handwerk"))


def test_several_are_changed_at_once(desk: Walk, cast: Cast) -> None:
    a_lived_in_table(cast)
    page = desk.sign_in(cast.alma).go(url(cast, "list"))
    page.get_by_label("Handwerkskammer auswählen").check()
    page.get_by_label("JMD Musterstadt auswählen").check()
    follow(page.get_by_role("button", name="Für ein Forum vorsehen"))
    expect(page.get_by_text("2 Institutionen wurden geändert.")).to_be_visible()


@pytest.mark.parametrize("name", ["list", "add", "duplicates"])
def test_axe_finds_nothing_on_pages_of_the_table(window: Walk, cast: Cast, name: str) -> None:
    a_lived_in_table(cast)
    assert_accessible(window.sign_in(cast.alma).go(url(cast, name)))
    window.no_wider_than_the_window()


@pytest.mark.parametrize("name", ["institution", "edit", "assess", "criteria"])
def test_axe_finds_nothing_on_pages_of_an_institution(window: Walk, cast: Cast, name: str) -> None:
    first = a_lived_in_table(cast)
    assert_accessible(window.sign_in(cast.alma).go(url(cast, name, first.pk)))
    window.no_wider_than_the_window()


def test_axe_finds_nothing_where_two_become_one(window: Walk, cast: Cast) -> None:
    first = a_lived_in_table(cast)
    assert_accessible(window.sign_in(cast.alma).go(url(cast, "merge", first.pk, first.pk + 1)))
    window.no_wider_than_the_window()


def test_an_institution_confirms_without_signing_in(window: Walk, cast: Cast) -> None:
    page = window.go(f"/bestaetigen/{ask(cast, a_lived_in_table(cast))}/")
    assert_accessible(page)
    window.no_wider_than_the_window()
    follow(page.get_by_role("button", name="So stimmt es"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Danke")
    assert_accessible(page)
