"""What the next meeting needs is read from what is there (A5)."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.bodies.tests.factories import make_body
from klappt.meetings.enums import ItemKind, MeetingState
from klappt.meetings.selectors.preparation import preparations
from klappt.meetings.tests.factories import make_item, make_meeting, make_outcome

pytestmark = pytest.mark.django_db
IN_A_WEEK = datetime.timedelta(days=7)


def routes(cast: Cast, *, done: bool) -> list[str]:
    with scope(cast.alliance):
        return [p.route for each in preparations(timezone.now()) for p in each.points if p.is_done is done]


def test_a_planned_meeting_needs_an_invitation_and_topics(cast: Cast) -> None:
    make_meeting(cast, starts_at=timezone.now() + IN_A_WEEK)
    assert routes(cast, done=False) == ["meetings:invite", "meetings:agenda"]


def test_what_is_there_is_done(cast: Cast) -> None:
    meeting = make_meeting(cast, starts_at=timezone.now() + IN_A_WEEK, state=MeetingState.INVITED)
    make_item(cast, meeting, kind=ItemKind.TOPIC)
    assert routes(cast, done=True) == ["meetings:meeting", "meetings:agenda"]


def test_minutes_that_were_not_sent_and_overdue_measures_are_named(cast: Cast) -> None:
    body, now = make_body(cast), timezone.now()
    last = make_meeting(cast, body, starts_at=now - IN_A_WEEK, state=MeetingState.HELD)
    make_outcome(cast, make_item(cast, last), due_on=datetime.date(2020, 1, 1))
    make_meeting(cast, body, starts_at=now + IN_A_WEEK)
    assert {"meetings:minutes", "meetings:agenda"} <= set(routes(cast, done=False))


@pytest.mark.parametrize("days", [-1, 40])
def test_only_what_comes_within_four_weeks(cast: Cast, days: int) -> None:
    make_meeting(cast, starts_at=timezone.now() + datetime.timedelta(days=days))
    with scope(cast.alliance):
        assert preparations(timezone.now()) == []


def test_the_coordination_reads_it_in_its_week(cast: Cast, sign_in: Any) -> None:
    make_meeting(cast, starts_at=timezone.now() + IN_A_WEEK)
    address = reverse("alliances:week", args=[cast.alliance.key])
    assert "Es ist noch niemand eingeladen." in sign_in(cast.alma).get(address).content.decode()
    assert "Es ist noch niemand eingeladen." not in sign_in(cast.ceren).get(address).content.decode()


def test_minutes_from_long_ago_are_one_line(cast: Cast, sign_in: Any) -> None:
    body, now = make_body(cast), timezone.now()
    for weeks in range(4, 9):
        starts = now - weeks * IN_A_WEEK
        make_meeting(cast, body, title=f"Treffen vor {weeks}", starts_at=starts, state=MeetingState.HELD)
    page = sign_in(cast.alma).get(reverse("alliances:week", args=[cast.alliance.key])).content.decode()
    assert "Die Protokolle von 3 früheren Treffen sind nicht verschickt" in page
    assert "Treffen vor 5" in page
    assert "Treffen vor 6" not in page
