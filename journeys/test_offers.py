"""A rule is written from sentences, beside it stands at once whom it lets in (B3)."""

import pytest
from playwright.sync_api import expect

from conftest import Cast
from journeys.conftest import Walk, assert_accessible, follow
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.offers.models import AccessRule, Offer, OfferText
from klappt.offers.services.roles import give_role
from klappt.offers.tests.factories import make_offer, make_rule
from klappt.profiles.tests.factories import make_subgroup

HERE = "/b/hier/angebote/"
RULE = {
    "all": [
        {"attr": "status", "op": "in", "value": ["gestattung", "duldung_allg"], "source": "§ 52 SGB III"},
        {
            "any": [
                {"attr": "german", "op": ">=", "value": "A2", "as_of": "2026-02-09"},
                {"at_least": 1, "of": [{"attr": "age", "op": "<", "value": 27}]},
                {"judgement": "conditional", "note": "nur wenn Plätze frei"},
            ]
        },
        {"attr": "entry", "op": "<", "value": "2019-08-01"},
    ]
}


def fill(cast: Cast) -> Offer:
    make_subgroup(cast.alliance, "Kaum Deutsch", profile={"german": "A1"}, head_count=40)
    make_subgroup(cast.alliance, "Deutsch ab A2", profile={"german": "A2", "status": "gestattung"})
    make_offer(cast.alliance, "Brückenkurs", stage="idea")
    offer = make_offer(cast.alliance, "Berufsvorbereitung", effects=[{"raise": "school", "to": "ESA"}])
    make_rule(offer, RULE)
    vhs = make_institution(cast.alliance)
    with scope(cast.alliance):
        give_role(offer=offer, institution=vhs, role="carries", by=cast.alma)
    with set_up(cast.alliance):
        OfferText.objects.create(
            alliance=cast.alliance, offer=offer, column="note", text="zweiter Text", by=cast.alma
        )
    return offer


@pytest.mark.parametrize("page", ["", "neu/", "{pk}/", "{pk}/regel/", "{pk}/fuehrt-zu/", "{pk}/plaetze/"])
def test_axe_finds_nothing(window: Walk, cast: Cast, page: str) -> None:
    offer = fill(cast)
    opened = window.sign_in(cast.alma).go(HERE + page.format(pk=offer.pk))
    opened.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
    assert_accessible(opened)
    window.no_wider_than_the_window()


@pytest.mark.parametrize("page", ["", "neu/", "vorschlaege/", "fragen/"])
def test_axe_finds_nothing_on_the_subgroups(window: Walk, cast: Cast, page: str) -> None:
    fill(cast)
    assert_accessible(window.sign_in(cast.alma).go(f"/b/hier/teilgruppen/{page}"))
    window.no_wider_than_the_window()


def test_a_rule_is_written_and_shows_at_once_whom_it_lets_in(desk: Walk, cast: Cast) -> None:
    make_subgroup(cast.alliance, "Kaum Deutsch", profile={"german": "A1"})
    make_subgroup(cast.alliance, "Deutsch ab A2", profile={"german": "A2"})
    offer = make_offer(cast.alliance, "Brückenkurs")
    page = desk.sign_in(cast.alma).go(f"{HERE}{offer.pk}/regel/")
    look = page.locator("#condition-look")
    expect(look).to_contain_text("Sobald der erste Teil")
    page.get_by_label("Worum es geht").select_option(label="Deutsch")
    page.get_by_label("Wert", exact=True).select_option("A2")
    expect(look.locator("li", has_text="Kaum Deutsch")).to_contain_text("nicht offen")
    expect(look.locator("li", has_text="Deutsch ab A2")).to_contain_text("offen")
    page.get_by_role("button", name="Einzelfall, unklar, nicht geprüft").click()
    page.get_by_label("Worauf kommt es an, was ist offen?").fill("nur wenn Plätze frei")
    expect(look.locator("li", has_text="Deutsch ab A2")).to_contain_text("bedingt")
    with scope(cast.alliance):
        assert not AccessRule.objects.exists()
    page.get_by_label("Quelle", exact=False).last.fill("Auskunft der VHS")
    follow(page.get_by_role("button", name="Regel speichern"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Brückenkurs")
    expect(page.locator(".rule-said")).to_contain_text("im Einzelfall: nur wenn Plätze frei")
    with scope(cast.alliance):
        stored = AccessRule.objects.get()
    assert stored.condition["all"][0] == {"attr": "german", "op": ">=", "value": "A2"}


def test_parts_are_added_moved_and_removed_without_losing_what_was_typed(desk: Walk, cast: Cast) -> None:
    offer = fill(cast)
    page = desk.sign_in(cast.alma).go(f"{HERE}{offer.pk}/regel/")
    page.get_by_label("Worauf kommt es an, was ist offen?").fill("nur im Sommer")
    page.get_by_role("button", name="Teil 3 nach oben").click()
    second = page.locator("#id_condition-r-1-attribute")
    expect(second.locator("option:checked")).to_have_text("Tag der Einreise")
    expect(page.get_by_label("Worauf kommt es an, was ist offen?")).to_have_value("nur im Sommer")
    page.get_by_role("button", name="Teil 3 entfernen").click()
    expect(page.get_by_label("Worauf kommt es an, was ist offen?")).to_have_count(0)


def test_what_is_missing_is_said_at_the_place(desk: Walk, cast: Cast) -> None:
    offer = make_offer(cast.alliance, "Brückenkurs")
    page = desk.sign_in(cast.alma).go(f"{HERE}{offer.pk}/regel/")
    follow(page.get_by_role("button", name="Regel speichern"))
    expect(page.locator("#id_condition-r-0-attribute_error")).to_contain_text("worum es geht")
    assert_accessible(page)
    # The browser itself notes that the page answered 422, as it has to where something is missing.
    assert all("422" in each for each in desk.complaints)
    desk.complaints.clear()


def test_a_cell_is_edited_in_the_table(desk: Walk, cast: Cast) -> None:
    make_offer(cast.alliance, "Brückenkurs", note="alt")
    page = desk.sign_in(cast.alma).go(HERE)
    page.get_by_role("link", name="alt", exact=True).click()
    page.locator(".edit-form textarea").fill("neu")
    page.keyboard.press("Enter")
    expect(page.locator("[data-saved]")).to_be_visible()
    expect(page.locator(".offers-table")).to_contain_text("neu")
    with scope(cast.alliance):
        assert Offer.objects.get().note == "neu"
