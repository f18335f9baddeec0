"""Planning, changing and calling off a meeting (A5)."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.audit.models import Event
from klappt.bodies.enums import BodyKind
from klappt.bodies.tests.factories import make_body
from klappt.meetings.enums import MeetingState
from klappt.meetings.models import Meeting
from klappt.meetings.services.meetings import cancel_meeting, change_meeting, mark_held
from klappt.meetings.tests.factories import BEGINS, make_meeting

pytestmark = pytest.mark.django_db
LIST = "/b/hier/treffen/"


def posted(**changes: Any) -> dict[str, Any]:
    return {
        "title": "1. Treffen",
        "day": "2026-12-10",
        "at": "14:30",
        "minutes": "90",
        "place": "Kreishaus",
        "video": "",
        "note": "",
        **changes,
    }


def test_an_empty_page_says_what_comes_first(cast: Cast, sign_in: Any) -> None:
    assert "Erst ein Gremium" in sign_in(cast.alma).get(LIST).content.decode()
    make_body(cast)
    assert "Noch kein Treffen" in sign_in(cast.alma).get(LIST).content.decode()


def test_the_form_knows_the_number_and_the_place_of_last_time(cast: Cast, sign_in: Any) -> None:
    core, forum = make_body(cast), make_body(cast, "Forum Ausbildung", BodyKind.FORUM)
    make_meeting(cast, core, place="Kreishaus 2.14")
    make_meeting(cast, core, state=MeetingState.CANCELLED, reason="Hochwasser")
    browser = sign_in(cast.alma)
    page = browser.get(LIST + "neu/").content.decode()
    assert "2. Treffen der Kerngruppe" in page
    assert "Kreishaus 2.14" in page
    assert "1. Treffen: Forum Ausbildung" in browser.get(f"{LIST}neu/?gremium={forum.pk}").content.decode()


def test_a_meeting_is_planned_in_our_time(cast: Cast, sign_in: Any) -> None:
    body = make_body(cast)
    browser = sign_in(cast.alma)
    answer = browser.post(LIST + "neu/", posted(body=body.pk))
    with scope(cast.alliance):
        meeting = Meeting.objects.get()
    assert answer.headers["Location"] == f"{LIST}{meeting.pk}/"
    assert meeting.starts_at == datetime.datetime(2026, 12, 10, 13, 30, tzinfo=datetime.UTC)
    assert meeting.minutes_long == 90
    assert meeting.state == MeetingState.PLANNED
    assert Event.objects.filter(verb="meetings.planned").count() == 1
    assert "10. Dezember 2026" in browser.get(f"{LIST}{meeting.pk}/").content.decode()


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_year_out_of_reach_is_said(cast: Cast, sign_in: Any, day: str) -> None:
    answer = sign_in(cast.alma).post(LIST + "neu/", posted(body=make_body(cast).pk, day=day, at="23:30"))
    assert answer.status_code == 422
    assert "zwischen 1900 und 2100" in answer.content.decode()


@pytest.mark.parametrize(
    ("wrong", "says"), [({"at": "halb drei"}, "14:00"), ({"title": " "}, "title"), ({"day": ""}, "day")]
)
def test_what_is_missing_is_said_at_its_field(
    cast: Cast, sign_in: Any, wrong: dict[str, str], says: str
) -> None:
    body = make_body(cast)
    answer = sign_in(cast.alma).post(LIST + "neu/", posted(body=body.pk, **wrong))
    assert answer.status_code == 422
    assert f'id="id_{says}_error"' in answer.content.decode() or says in answer.content.decode()
    with scope(cast.alliance):
        assert not Meeting.objects.exists()


def test_a_body_of_another_alliance_cannot_be_chosen(cast: Cast, sign_in: Any) -> None:
    own = make_body(cast)
    answer = sign_in(cast.alma).post(LIST + "neu/", posted(body=own.pk + 1000))
    assert answer.status_code == 422


def test_two_people_at_one_meeting_see_each_other(cast: Cast, sign_in: Any) -> None:
    meeting = make_meeting(cast, place="Kreishaus")
    browser = sign_in(cast.alma)
    page = browser.get(f"{LIST}{meeting.pk}/aendern/")
    opened = page.context["form"]["opened"].value()
    with scope(cast.alliance):
        change_meeting(meeting=meeting, by=cast.alma, place="VHS")
    answer = browser.post(f"{LIST}{meeting.pk}/aendern/", posted(place="Rathaus", opened=opened))
    assert answer.status_code == 422
    assert "VHS" in answer.content.decode()


def test_calling_off_needs_a_reason_and_stays_readable(cast: Cast, sign_in: Any) -> None:
    meeting = make_meeting(cast)
    browser = sign_in(cast.alma)
    assert browser.post(f"{LIST}{meeting.pk}/absagen/", {"reason": " "}).status_code == 422
    browser.post(f"{LIST}{meeting.pk}/absagen/", {"reason": "Hochwasser"})
    assert "Hochwasser" in browser.get(f"{LIST}{meeting.pk}/").content.decode()
    with scope(cast.alliance), pytest.raises(ValidationError):
        cancel_meeting(meeting=meeting, reason="noch einmal", by=cast.alma)
    with scope(cast.alliance), pytest.raises(ValidationError):
        change_meeting(meeting=meeting, by=cast.alma, place="VHS")


def test_held_is_only_what_has_begun(cast: Cast) -> None:
    meeting = make_meeting(cast)
    with scope(cast.alliance):
        with pytest.raises(ValidationError):
            mark_held(meeting=meeting, by=cast.alma, now=BEGINS - datetime.timedelta(minutes=1))
        held = mark_held(meeting=meeting, by=cast.alma, now=BEGINS)
        assert held.state == MeetingState.HELD
        with pytest.raises(ValidationError):
            change_meeting(meeting=meeting, by=cast.alma, place="VHS")


def test_the_list_is_narrowed_by_body(cast: Cast, sign_in: Any) -> None:
    core, forum = make_body(cast), make_body(cast, "Forum", BodyKind.FORUM)
    ahead = timezone.now() + datetime.timedelta(days=3)
    make_meeting(cast, core, title="Im Kern", starts_at=ahead)
    make_meeting(cast, forum, title="Im Forum", starts_at=ahead)
    make_meeting(cast, core, title="Damals", starts_at=ahead - datetime.timedelta(days=90))
    browser = sign_in(cast.ceren)
    page = browser.get(f"{LIST}?gremium={forum.pk}").content.decode()
    assert "Im Forum" in page
    assert "Im Kern" not in page
    both = browser.get(LIST).content.decode()
    assert both.index("Im Kern") < both.index("Damals")


def test_the_page_of_a_body_on_a_past_day_shows_the_meetings_until_then(cast: Cast, sign_in: Any) -> None:
    body, now = make_body(cast), timezone.now()
    for title, days in (("Das frühe", -90), ("Das spätere", -10), ("Das kommende", 10)):
        make_meeting(cast, body, title=title, starts_at=now + datetime.timedelta(days=days))
    browser, address = sign_in(cast.alma), f"/b/hier/gremien/{body.pk}/"
    then = browser.get(
        address, {"am": str(timezone.localdate() - datetime.timedelta(days=30))}
    ).content.decode()
    assert "Das frühe" in then
    assert "Das spätere" not in then
    assert "Das kommende" not in then
    assert f"/b/hier/treffen/neu/?gremium={body.pk}" not in then
    today = browser.get(address).content.decode()
    assert all(title in today for title in ("Das frühe", "Das spätere", "Das kommende"))
    assert f"gremium={body.pk}" in today
