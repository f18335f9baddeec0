"""Meetings further on: under way, held, with minutes sent."""

import datetime
from typing import Any

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.meetings.enums import Presence
from klappt.meetings.models import AgendaItem, Attendance, Meeting, Minutes, SecondText
from klappt.meetings.selectors.record import as_json, record_of
from klappt.meetings.services.notes import write_notes
from klappt.meetings.services.session import begin, end
from klappt.meetings.tests.factories import BEGINS, make_item, make_meeting

LATER = BEGINS + datetime.timedelta(minutes=95)


def under_way(cast: Cast, **fields: Any) -> Meeting:
    """A meeting that has just begun."""
    meeting = make_meeting(cast, **fields)
    with scope(cast.alliance):
        return begin(meeting=meeting, by=cast.alma, now=meeting.starts_at or BEGINS)


def hold(cast: Cast, meeting: Meeting | None = None, **fields: Any) -> Meeting:
    """A meeting that has been held, with one item; its minutes are a draft."""
    meeting = meeting or make_meeting(cast, **fields)
    if meeting.starts_at is None:
        raise ValueError("a meeting without a date cannot be held")
    with scope(cast.alliance):
        begin(meeting=meeting, by=cast.alma, now=meeting.starts_at)
        return end(meeting=meeting, by=cast.alma, now=meeting.starts_at + datetime.timedelta(minutes=95))


def make_place(cast: Cast, meeting: Meeting, name: str = "Ceren Çelik", **fields: Any) -> Attendance:
    wanted = {"email": "ceren@example.org", "presence": Presence.PRESENT, **fields}
    with set_up(cast.alliance):
        made: Attendance = Attendance.objects.create(
            alliance=cast.alliance, meeting=meeting, name=name, **wanted
        )
    return made


def make_second_text(cast: Cast, item: AgendaItem | None = None) -> SecondText:
    """Alma and Ceren have written at the same time."""
    item = item or make_item(cast, under_way(cast))
    with scope(cast.alliance):
        write_notes(item=item, text="Alma schreibt.", opened_with="", by=cast.alma)
        second = write_notes(item=item, text="Ceren schreibt.", opened_with="", by=cast.ceren).second
    assert second is not None
    return second


def sent_minutes(cast: Cast, meeting: Meeting | None = None) -> Minutes:
    """Minutes as they stand after having been sent, without the mail."""
    meeting = meeting or hold(cast)
    with set_up(cast.alliance):
        made: Minutes = Minutes.objects.create(
            alliance=cast.alliance,
            meeting=meeting,
            state="sent",
            sent_at=LATER,
            sent_record=as_json(record_of(meeting)),
        )
    return made
