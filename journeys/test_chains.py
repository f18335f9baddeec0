"""From a gap and from a cold step to a lever, and from the lever to a link."""

from typing import Any

import pytest
from playwright.sync_api import expect

from conftest import Cast
from journeys.conftest import Walk, assert_accessible, follow
from klappt.alliances.scope import scope
from klappt.chains.enums import LeverState
from klappt.chains.models import Consequence, Lever, Link
from klappt.chains.services.answers import set_answers
from klappt.chains.tests.factories import make_lever, make_link, make_need
from klappt.offers.tests.factories import make_offer, make_rule
from klappt.profiles.tests.factories import make_subgroup

HERE = "/b/hier/ketten/"


def from_level(level: str) -> dict[str, Any]:
    return {"all": [{"attr": "german", "op": ">=", "value": level}]}


def fill(cast: Cast) -> dict[str, int]:
    """A chain of two offers with a cold step, a need that one of them answers, a link and levers."""
    group = make_subgroup(cast.alliance, "Anfänger", profile={"german": "A1"}, head_count=12)
    make_subgroup(cast.alliance, "Fortgeschrittene", profile={"german": "none"})
    course = make_offer(
        cast.alliance, "Integrationskurs", months=6, kind="regular", effects=[{"raise": "german", "to": "B1"}]
    )
    make_rule(course, from_level("A1"))
    training = make_offer(
        cast.alliance, "Betriebliche Ausbildung", effects=[{"set": "in_training", "to": True}]
    )
    make_rule(training, from_level("B1"))
    need = make_need(cast.alliance)
    with scope(cast.alliance):
        set_answers(need=need, offers=[training], by=cast.alma)
    link = make_link(cast.alliance, kind="transfer", deadline_days=14)
    lever = make_lever(cast.alliance, state=LeverState.AGREED)
    return {"need": need.pk, "group": group.pk, "link": link.pk, "lever": lever.pk}


PAGES = (
    "",
    "?goal=alle",
    "verknuepfungen/",
    "verknuepfungen/neu/",
    "hebel/",
    "hebel/neu/",
    "hebel/neu/?art=link",
    "hebel/neu/?art=opening",
    "luecken/",
    "ziele/",
    "ziele/neu/",
)


@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing(window: Walk, cast: Cast, page: str) -> None:
    fill(cast)
    opened = window.sign_in(cast.alma).go(HERE + page)
    opened.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
    assert_accessible(opened)
    window.no_wider_than_the_window()


def test_axe_finds_nothing_on_the_page_of_one_thing(window: Walk, cast: Cast) -> None:
    made = fill(cast)
    for path in (
        f"hebel/{made['lever']}/",
        f"hebel/{made['lever']}/bearbeiten/",
        f"hebel/{made['lever']}/schritt/in_force/",
        f"verknuepfungen/{made['link']}/",
        f"verknuepfungen/{made['link']}/zaehlen/",
        f"luecken/{made['need']}/{made['group']}/",
        f"luecken/{made['need']}/angebote/",
    ):
        assert_accessible(window.sign_in(cast.alma).go(HERE + path))
        window.no_wider_than_the_window()


def test_a_cold_step_becomes_a_lever_and_the_lever_a_link(desk: Walk, cast: Cast) -> None:
    fill(cast)
    page = desk.sign_in(cast.alma).go(HERE)
    cold = page.locator("section", has_text="Wo es kalt ist")
    follow(cold.get_by_role("link", name="Hebel ansetzen").first)
    follow(page.get_by_role("button", name="Hebel aufnehmen"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Verknüpfung von Integrationskurs")
    for step in ("vereinbart", "in Arbeit", "in Kraft"):
        follow(page.get_by_role("link", name=f"Vermerken: {step}"))
        follow(page.get_by_role("button", name=f"Vermerken: {step}"))
    expect(page.locator("main")).to_contain_text("Daraus entstandene Verknüpfung")
    with scope(cast.alliance):
        lever = Lever.objects.get(title__startswith="Verknüpfung von Integrationskurs")
        assert Link.objects.filter(source=lever.source, target=lever.target, agreed=True).exists()


def test_a_gap_gets_its_consequence_by_keyboard(desk: Walk, cast: Cast) -> None:
    made = fill(cast)
    page = desk.sign_in(cast.alma).go(HERE + "luecken/")
    page.locator("table.matrix tbody td a").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Deutsch lernen")
    page.get_by_label("Warum es so bleibt").fill("Ab 2027 im Land geplant")
    follow(page.get_by_role("button", name="Entscheidung vermerken"))
    expect(page.locator("main")).to_contain_text("Ab 2027 im Land geplant")
    with scope(cast.alliance):
        assert Consequence.objects.get().need_id == made["need"]
