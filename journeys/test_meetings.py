"""Planning and inviting at a desk; answering by the link on a phone without JavaScript (A5)."""

import datetime
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from conftest import Cast
from journeys.conftest import Walk, assert_accessible, follow
from klappt.alliances.scope import scope
from klappt.meetings.models import Attendance, PollAnswer
from klappt.meetings.tests.factories import invited, make_poll, make_series, make_table
from klappt.meetings.tests.mails import secret_for

HERE = "/b/hier/treffen/"
CEREN = "ceren@example.org"


@pytest.mark.parametrize("page", ["", "{pk}/", "{pk}/einladen/", "{pk}/teilnahme/", "terminsuche/", "reihe/"])
def test_axe_finds_nothing(window: Walk, cast: Cast, page: str) -> None:
    meeting = invited(cast)
    opened = window.sign_in(cast.alma).go(HERE + page.format(pk=meeting.pk))
    assert_accessible(opened)
    window.no_wider_than_the_window()


def test_axe_finds_nothing_on_a_search_for_a_date_and_a_series(window: Walk, cast: Cast) -> None:
    body = make_table(cast)
    poll, series = make_poll(cast, body), make_series(cast, body)
    window.sign_in(cast.alma)
    for page in (
        f"{poll.meeting_id}/terminsuche/",
        f"{poll.meeting_id}/terminsuche/mehr/",
        f"{poll.meeting_id}/terminsuche/waehlen/",
        f"reihe/{series.pk}/",
    ):
        assert_accessible(window.go(HERE + page))
        window.no_wider_than_the_window()


def test_a_meeting_is_planned_and_everybody_invited(desk: Walk, cast: Cast) -> None:
    make_table(cast)
    page = desk.sign_in(cast.alma).go(HERE)
    follow(page.locator(".empty").get_by_role("link", name="Treffen planen"))
    ahead = timezone.localdate() + datetime.timedelta(weeks=6)
    page.get_by_label("Datum").fill(ahead.isoformat())
    page.get_by_label("Ort").fill("Kreishaus")
    follow(page.get_by_role("button", name="Treffen planen"))
    follow(page.get_by_role("link", name="Einladung vorbereiten"))
    expect(page.get_by_text("ceren@example.org")).to_be_visible()
    follow(page.get_by_role("button", name="Einladung senden"))
    expect(page.get_by_text("0 von 2 kommen")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_answers_by_link_on_a_phone_without_scripts(
    open_window: Callable[..., Walk], cast: Cast, theme: str
) -> None:
    invited(cast)
    walk = open_window(width=360, theme=theme, java_script_enabled=False)
    page = walk.go(f"/antwort/{secret_for(CEREN)}/?antwort=ja")
    expect(page.get_by_label("Ich komme", exact=True)).to_be_checked()
    follow(page.get_by_role("button", name="Antwort senden"))
    expect(page.get_by_text("Danke, das ist notiert")).to_be_visible()
    with scope(cast.alliance):
        assert Attendance.objects.get(email=CEREN).reply == "yes"


def test_the_answering_pages_are_accessible_and_work_by_keyboard(window: Walk, cast: Cast) -> None:
    make_poll(cast)
    page = window.go(f"/termine/{secret_for(CEREN)}/")
    assert_accessible(page)
    window.no_wider_than_the_window()
    page.get_by_role("radio", name="passt", exact=True).first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Antwort senden").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Danke, Ihre Antwort ist notiert")).to_be_visible()
    with scope(cast.alliance):
        assert [answer.answer for answer in PollAnswer.objects.all()] == ["yes"]


@pytest.mark.parametrize("scripts", ["with", "without"])
def test_as_many_dates_as_are_needed(open_window: Callable[..., Walk], cast: Cast, scripts: str) -> None:
    make_table(cast)
    walk = open_window(width=360, java_script_enabled=scripts == "with")
    page = walk.sign_in(cast.alma).go(HERE + "terminsuche/")
    first = timezone.localdate() + datetime.timedelta(weeks=6)
    page.get_by_label("1. Termin", exact=True).fill(first.isoformat())
    follow(page.get_by_role("button", name="Weitere Termine"))
    expect(page.get_by_label("1. Termin", exact=True)).to_have_value(first.isoformat())
    expect(page.get_by_label("7. Termin")).to_be_focused()
    days = page.locator("[type=date][name^=day_]")
    for number in range(1, 9):
        days.nth(number).fill((first + datetime.timedelta(days=number)).isoformat())
    follow(page.get_by_role("button", name="Alle fragen"))
    expect(page.get_by_text("0 von 2 haben geantwortet")).to_be_visible()
    expect(page.get_by_role("table").locator("thead th")).to_have_count(10)
    walk.no_wider_than_the_window()
