"""From founding a body to its vacant chair; and any day in the past has its address (A9, A11)."""

import datetime

import pytest
from playwright.sync_api import expect

from conftest import Cast
from journeys.conftest import Walk, assert_accessible, follow
from klappt.actors.enums import Field
from klappt.actors.tests.factories import make_contact, make_institution
from klappt.alliances.scope import scope
from klappt.bodies.enums import BodyKind
from klappt.bodies.models import Body, Seat
from klappt.bodies.services.aims import set_aims
from klappt.bodies.services.bodies import end_body
from klappt.bodies.services.seats import end_seat
from klappt.bodies.tests.factories import make_body, make_seat

HERE = "/b/hier/gremien/"


def fill(cast: Cast) -> Body:
    """A core group, a forum with a vacant field, an empty chair and a seat that ended; a body that ended."""
    forum = make_body(cast, "Forum Sprache", BodyKind.FORUM, parent=make_body(cast))
    jmd = make_institution(cast.alliance, "JMD", field=Field.MIGRATION)
    make_seat(cast, forum, make_institution(cast.alliance, "VHS"), holder="Eda Kurt")
    make_seat(cast, forum, make_institution(cast.alliance, "HWK", field=Field.WORK))
    left, old = (
        make_seat(cast, forum, jmd, holder="Jo Falk"),
        make_body(cast, "Aufbau", BodyKind.STEERING_GROUP),
    )
    with scope(cast.alliance):
        set_aims(body=forum, at_least={Field.SOCIAL: 1, Field.EDUCATION: 1}, by=cast.alma)
        end_seat(seat=left, on=datetime.date(2026, 6, 30), by=cast.alma)
        end_body(body=old, on=datetime.date(2026, 6, 30), by=cast.alma)
    return forum


@pytest.mark.parametrize("page", ["", "kerngruppe/", "{}/", "{}/?am=2026-03-01", "{}/besetzen", "neu/"])
def test_axe_finds_nothing(window: Walk, cast: Cast, page: str) -> None:
    forum = fill(cast)
    if page == "{}/besetzen":
        with scope(cast.alliance):
            page = f"sitze/{Seat.objects.get(institution__name='VHS').pk}/besetzen/"
    opened = window.sign_in(cast.alma).go(HERE + page.format(forum.pk))
    opened.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
    assert_accessible(opened)
    window.no_wider_than_the_window()


def test_a_body_is_founded_and_its_first_seat_filled(desk: Walk, cast: Cast) -> None:
    vhs = make_institution(cast.alliance, "VHS", contacts=[make_contact(name="Eda Kurt")])
    page = desk.sign_in(cast.alma).go(HERE)
    follow(page.get_by_role("link", name="Gremium gründen").first)
    page.locator("[name=name]").fill("Forum Sprache")
    follow(page.get_by_role("button", name="Gremium gründen"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Forum Sprache")
    with scope(cast.alliance):
        key = Body.objects.get().pk
    follow(page.get_by_role("link", name="Sitz vergeben").first)
    page.locator("[name=institution]").evaluate("(field, key) => { field.value = key; }", str(vhs.pk))
    follow(page.get_by_role("button", name="Sitz vergeben"))
    page.locator("[name=contact]").select_option(label="Eda Kurt")
    follow(page.get_by_role("button", name="Festhalten"))
    page.wait_for_url(f"**{HERE}{key}/")
    expect(page.get_by_role("table", name="Sitze in diesem Gremium")).to_contain_text("Eda Kurt")


def test_a_day_in_the_past_has_an_address(desk: Walk, cast: Cast) -> None:
    forum = fill(cast)
    page = desk.sign_in(cast.ceren).go(f"{HERE}{forum.pk}/")
    expect(page.locator("main")).to_contain_text("Soziales: 0 von 1, ein Platz ist leer.")
    expect(page.locator(".seat-list")).not_to_contain_text("JMD")
    page.get_by_label("Stand am").fill("2026-03-01")
    follow(page.get_by_role("button", name="Anzeigen"))
    expect(page).to_have_url(f"{desk.base}{HERE}{forum.pk}/?am=2026-03-01")
    expect(page.locator(".seat-list")).to_contain_text("JMD")
