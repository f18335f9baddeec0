"""From six questions to a seat: the coordinator, the lead from the mail, the answer."""

import pytest
from playwright.sync_api import expect

from conftest import Cast
from journeys.conftest import Walk, assert_accessible, follow
from klappt.actors.enums import ApproachState, Criterion, Field, Tick
from klappt.actors.models import Approach, CriterionMark
from klappt.actors.tests.group import ask_the_lead, make_approach, make_candidate
from klappt.alliances.scope import scope

HERE = "/b/hier/akteure/kerngruppe/"
PAGES = ("", "leitfragen/", "vorschlag/", "vorschlag/?seats=2&f_social=1&keep=on", "ansprache/")


def fill(cast: Cast) -> Approach:
    make_candidate(cast.alliance, "Jobcenter", Field.WORK, meets=[Criterion.DECIDES])
    make_candidate(cast.alliance, "Jugendmigrationsdienst", Field.MIGRATION)
    make_approach(cast.alliance, "Volkshochschule", ApproachState.DECLINED, reason="Keine Zeit")
    return make_approach(cast.alliance, "Kammer", ApproachState.APPROACHED)


@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing(window: Walk, cast: Cast, page: str) -> None:
    fill(cast)
    opened = window.sign_in(cast.alma).go(HERE + page)
    opened.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
    assert_accessible(opened)
    window.no_wider_than_the_window()


def test_axe_finds_nothing_on_one_approach_and_the_sheet(window: Walk, cast: Cast) -> None:
    row = fill(cast)
    for path in (f"ansprache/{row.pk}/", f"leitfragen/{row.institution_id}/"):
        assert_accessible(window.sign_in(cast.alma).go(HERE + path))
        window.no_wider_than_the_window()


def test_a_question_is_answered_by_keyboard_and_saved_at_once(desk: Walk, cast: Cast) -> None:
    make_candidate(cast.alliance, "Jobcenter")
    page = desk.sign_in(cast.alma).go(HERE + "leitfragen/")
    first = page.locator(".survey__answer").first
    first.focus()
    page.keyboard.type("j")
    expect(page.locator("[data-saved]")).to_be_visible()
    expect(page.locator("#progress")).to_contain_text("1 begonnen")
    with scope(cast.alliance):
        assert CriterionMark.objects.get().meets == Tick.YES


def test_the_lead_agrees_from_the_mail(window: Walk, cast: Cast) -> None:
    row = make_approach(cast.alliance, "Jobcenter")
    _, path = ask_the_lead(cast)
    page = window.go(path)
    assert_accessible(page)
    window.no_wider_than_the_window()
    follow(page.get_by_role("button", name="Einverstanden"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("es ist vermerkt")
    assert_accessible(page)
    with scope(cast.alliance):
        row.refresh_from_db()
    assert row.state == ApproachState.AGREED
