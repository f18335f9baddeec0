"""Meetings in one's own calendar, at an address nobody can guess (A5)."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from conftest import Cast
from klappt.accounts.enums import Role
from klappt.alliances.policies import Member
from klappt.alliances.scope import scope
from klappt.alliances.services.team import end_work
from klappt.alliances.tests.factories import join, membership
from klappt.bodies.enums import BodyKind
from klappt.bodies.tests.factories import make_body
from klappt.calendars.read import read_calendar
from klappt.calendars.values import Event
from klappt.meetings import extensions
from klappt.meetings.enums import MeetingState
from klappt.meetings.services.feeds import renew_feed, stop_feed
from klappt.meetings.tests.factories import make_meeting, make_table, ten_days_ahead

pytestmark = pytest.mark.django_db


@pytest.fixture
def only_meetings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extensions, "_FEED", [])


def fetched(secret: str) -> list[str]:
    content = Client().get(f"/kalender/{secret}.ics").content
    return sorted(event.summary for event in read_calendar(content).events)


def test_both_readers_understand_it(cast: Cast, only_meetings: None) -> None:
    begins = ten_days_ahead()
    make_meeting(
        cast,
        title="Treffen im Kern",
        starts_at=begins,
        note="Vertraulich: Frau K.",
        video="https://v.example",
    )
    content = Client().get(f"/kalender/{renew_feed(user=cast.ceren, only_own=False)}.ics").content
    (entry,) = Calendar.from_ical(content).walk("VEVENT")
    assert entry.decoded("dtstart") == begins
    (event,) = read_calendar(content).events
    assert event.starts_at == begins
    assert b"Vertraulich" not in content
    assert b"v.example" not in content


def test_all_meetings_or_only_those_of_own_bodies(cast: Cast, only_meetings: None) -> None:
    make_meeting(cast, make_table(cast), title="Kern")
    make_meeting(cast, make_body(cast, "Forum", BodyKind.FORUM), title="Forum")
    assert len(fetched(renew_feed(user=cast.ceren, only_own=False))) == 2
    assert fetched(renew_feed(user=cast.ceren, only_own=True)) == ["Kern (Bündnis hier)"]
    assert fetched(renew_feed(user=cast.paula, only_own=True)) == []


def test_what_is_off_or_has_no_date_stays_out(cast: Cast, only_meetings: None) -> None:
    make_meeting(cast, state=MeetingState.CANCELLED, reason="x")
    make_meeting(cast, make_body(cast, "Forum"), state=MeetingState.FINDING_DATE, starts_at=None)
    assert fetched(renew_feed(user=cast.ceren, only_own=False)) == []


def test_a_new_address_kills_the_old_one_and_nothing_is_said(cast: Cast) -> None:
    old = renew_feed(user=cast.ceren, only_own=False)
    new = renew_feed(user=cast.ceren, only_own=False)
    assert Client().get(f"/kalender/{old}.ics").status_code == 404
    assert Client().get(f"/kalender/{new}.ics").status_code == 200
    stop_feed(user=cast.ceren)
    assert Client().get(f"/kalender/{new}.ics").status_code == 404


def test_who_has_left_reads_nothing_more(cast: Cast, only_meetings: None) -> None:
    make_meeting(cast, title="Kern")
    secret = renew_feed(user=cast.ceren, only_own=False)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    with scope(cast.alliance):
        end_work(membership=membership(cast.alliance, cast.ceren), last_day=yesterday, by=cast.alma)
    assert fetched(secret) == []
    cast.ceren.is_active = False
    cast.ceren.save()
    assert Client().get(f"/kalender/{secret}.ics").status_code == 404


def test_unchanged_is_said_without_content(cast: Cast) -> None:
    make_meeting(cast, title="Kern")
    path = f"/kalender/{renew_feed(user=cast.ceren, only_own=False)}.ics"
    first = Client().get(path)
    again = Client().get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    make_meeting(cast, make_body(cast, "Forum"), title="Neu")
    assert Client().get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_one_calendar_for_all_alliances_of_a_person_and_none_of_others(
    cast: Cast, only_meetings: None
) -> None:
    make_meeting(cast, title="Hier")
    assert fetched(renew_feed(user=cast.emil, only_own=False)) == []
    both = join(cast.alliance, "Beide", Role.MEMBER)
    assert fetched(renew_feed(user=both, only_own=False)) == ["Hier (Bündnis hier)"]


def test_other_contexts_add_their_entries(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    day = ten_days_ahead()

    def due(member: Member) -> Iterator[Event]:
        yield Event(
            uid="due-1@klappt",
            starts_at=day,
            ends_at=day,
            summary=f"Frist für {member.user.name}",
            stamp=day,
            all_day=True,
        )

    monkeypatch.setattr(extensions, "_FEED", [])
    extensions.add_to_feed(due)
    assert fetched(renew_feed(user=cast.ceren, only_own=True)) == ["Frist für Ceren"]


def test_the_page_shows_the_address_once(cast: Cast, sign_in: Any) -> None:
    browser = sign_in(cast.ceren)
    page = browser.post("/b/hier/treffen/kalender/", {"action": "renew"}).content.decode()
    found = re.search(r"/kalender/([\w-]{40,})\.ics", page)
    assert found
    assert Client().get(found[0]).status_code == 200
    assert found[1] not in browser.get("/b/hier/treffen/kalender/").content.decode()
    browser.post("/b/hier/treffen/kalender/", {"action": "stop"})
    assert Client().get(found[0]).status_code == 404
