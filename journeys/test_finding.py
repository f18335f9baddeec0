"""Kette finden, Hebel, Weg in a real browser: found, handed over, tried out, followed (B5, B6, B7)."""

import re

import pytest
from playwright.sync_api import Page, expect

from conftest import Cast
from journeys.conftest import Walk, assert_accessible, follow
from klappt.alliances.scope import scope
from klappt.chains.models import Hint, Lever
from klappt.chains.services.answers import set_answers
from klappt.chains.tests.factories import make_need
from klappt.offers.tests.factories import make_offer, make_rule
from klappt.profiles.tests.factories import make_subgroup

HERE = "/b/hier/ketten/"


def fill(cast: Cast) -> dict[str, int]:
    """A course that leads to a training; who may not work is kept out of the training."""
    free = {"german": "A1", "work_permit": True, "in_training": False}
    group = make_subgroup(cast.alliance, "Darf arbeiten", profile=free, head_count=12)
    shut = make_subgroup(
        cast.alliance, "Darf nicht arbeiten", profile={**free, "work_permit": False}, head_count=8
    )
    course = make_offer(cast.alliance, "Sprachkurs", months=6, effects=[{"raise": "german", "to": "B1"}])
    make_rule(course, {"all": [{"attr": "german", "op": ">=", "value": "A1"}]})
    training = make_offer(
        cast.alliance, "Ausbildung", key="AUSB", months=36, effects=[{"set": "in_training", "to": True}]
    )
    make_rule(
        training,
        {
            "all": [
                {"attr": "german", "op": ">=", "value": "B1"},
                {"attr": "work_permit", "op": "=", "value": True},
            ]
        },
    )
    need = make_need(cast.alliance)
    with scope(cast.alliance):
        set_answers(need=need, offers=[training], by=cast.alma)
    return {"group": group.pk, "shut": shut.pk, "need": need.pk, "offer": training.pk}


PAGES = (
    "finden/",
    "finden/?teilgruppe={group}&ziel=training",
    "finden/?teilgruppe={shut}&ziel=training",
    "wirkung/?ziel=training",
    "wirkung/?ziel=training&mit=opening~AUSB~access.all%5B1%5D~",
    "weg/",
    "weg/?nur=luecken",
    "weg/bedarf/{need}/",
    "weg/angebot/{offer}/",
)


@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing(window: Walk, cast: Cast, page: str) -> None:
    made = fill(cast)
    opened = window.sign_in(cast.alma).go(HERE + page.format(**made))
    opened.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
    assert_accessible(opened)
    window.no_wider_than_the_window()


def test_an_answer_leads_to_the_next_question_and_the_way_can_be_taken_along(desk: Walk, cast: Cast) -> None:
    fill(cast)
    page = desk.sign_in(cast.paula).go(HERE + "finden/")
    page.get_by_label("Wohin?").select_option("training")
    page.get_by_role("button", name="Ketten zeigen").click()
    _answer(page, "nein")
    while page.locator("#question").count():
        expect(page.locator("#question")).to_be_focused()
        _answer(page, "ja", "A1")
    expect(page.locator("#ways")).to_be_focused()
    expect(page.locator(".found").first).to_contain_text("42 Monate")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Diesen Weg zum Mitgeben drucken").first.click()
    sheet = opened.value
    expect(sheet.locator("main")).to_contain_text("Sprachkurs")
    follow(sheet.get_by_role("button", name="العربية"))
    expect(sheet.locator("main")).to_have_attribute("dir", "rtl")


def _answer(page: Page, *words: str) -> None:
    """With one of these words; afterwards the next question stands there, or none any more."""
    question = page.locator("#question")
    asked = question.locator("legend").inner_text()
    question.get_by_role("button", name=re.compile("|".join(words))).first.click()
    expect(question.locator("legend").filter(has_text=asked)).to_have_count(0)


@pytest.mark.parametrize("language", ["de", "ar", "leicht"])
def test_the_sheet_to_take_along_is_accessible(window: Walk, cast: Cast, language: str) -> None:
    made = fill(cast)
    page = window.sign_in(cast.paula).go(HERE + f"finden/?teilgruppe={made['group']}&ziel=training")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Diesen Weg zum Mitgeben drucken").first.click()
    sheet = opened.value
    follow(sheet.locator(f"button[formaction$='/{language}/']"))
    expect(sheet.locator(f"button[formaction$='/{language}/']")).to_have_attribute("aria-current", "true")
    assert_accessible(sheet)
    assert sheet.locator("html").evaluate("page => page.scrollWidth") <= sheet.evaluate("window.innerWidth")


def test_where_nothing_leads_on_a_hint_is_given_and_read_as_a_lever(desk: Walk, cast: Cast) -> None:
    made = fill(cast)
    page = desk.sign_in(cast.paula).go(HERE + f"finden/?teilgruppe={made['shut']}&ziel=training")
    page.get_by_role("button", name="Hier fehlt etwas").first.click()
    expect(page.locator("main")).to_contain_text("ohne etwas über die Person")
    with scope(cast.alliance):
        assert Hint.objects.get().count == 1
    page = desk.sign_in(cast.alma).go(HERE + "wirkung/?ziel=training")
    expect(page.locator(".hints")).to_contain_text("Ausbildung: Arbeitserlaubnis")


def test_trying_out_a_lever_changes_the_picture_and_nothing_else(desk: Walk, cast: Cast) -> None:
    fill(cast)
    page = desk.sign_in(cast.alma).go(HERE + "wirkung/?ziel=training")
    follow(page.get_by_role("link", name="Ausprobieren").first)
    expect(page.locator(".shares")).to_have_count(2)
    expect(page.locator(".stats")).to_contain_text("20")
    follow(page.get_by_role("link", name="Zurück zum Stand von heute"))
    expect(page.locator(".shares")).to_have_count(1)
    with scope(cast.alliance):
        assert not Lever.objects.exists()


def test_a_way_is_followed_from_both_ends(desk: Walk, cast: Cast) -> None:
    made = fill(cast)
    page = desk.sign_in(cast.ceren).go(f"/b/hier/angebote/{made['offer']}/")
    follow(page.get_by_role("link", name="Welche Bedarfe dahinterstehen"))
    follow(page.locator("main").get_by_role("link", name="Deutsch lernen"))
    expect(page.locator(".way")).to_contain_text("Ausbildung")
    follow(page.locator(".way").get_by_role("link", name="Ausbildung"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Ausbildung")
