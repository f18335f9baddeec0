"""The pages ask the database as often for many as for few."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.bodies.tests.factories import make_seat
from klappt.config.tests.counting import assert_query_count
from klappt.meetings.enums import MeetingState
from klappt.meetings.services.inviting import send_invitations
from klappt.meetings.tests.factories import make_meeting, make_poll, make_table

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [2, 6])
def test_list_page_invitation_and_poll(cast: Cast, sign_in: Any, number: int) -> None:
    body, now = make_table(cast), timezone.now()
    for count in range(number):
        institution = make_institution(cast.alliance, f"Institution {count}")
        make_seat(cast, body, institution, holder=f"Person {count}", email=f"p{count}@example.org")
        past = now - datetime.timedelta(days=10 + count)
        make_meeting(cast, body, title=f"Damals {count}", starts_at=past, state=MeetingState.HELD)
    meeting = make_meeting(cast, body, starts_at=now + datetime.timedelta(days=20))
    poll = make_poll(cast, body)
    with scope(cast.alliance):
        send_invitations(meeting=meeting, by=cast.alma)
    alma = sign_in(cast.alma)
    for name, pk in (
        ("list", None),
        ("meeting", meeting.pk),
        ("invite", meeting.pk),
        ("poll", poll.meeting_id),
    ):
        address = reverse(f"meetings:{name}", args=["hier", *([pk] if pk else [])])
        assert_query_count(f"meetings: {name}", alma, address)
