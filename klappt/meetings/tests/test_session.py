"""A meeting begins, goes from item to item, ends; and can be taken up again (A5)."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.bodies.tests.factories import make_body, make_seat
from klappt.meetings.enums import MeetingState
from klappt.meetings.models import AgendaItem, Meeting
from klappt.meetings.services.session import begin, call, end, resume
from klappt.meetings.tests.factories import BEGINS, make_item, make_meeting
from klappt.meetings.tests.stage import hold, sent_minutes

LATER = BEGINS + datetime.timedelta(minutes=20)


def open_items(meeting: Meeting) -> list[str]:
    rows = meeting.items.exclude(opened_at=None).filter(closed_at=None)
    return list(rows.order_by("position").values_list("title", flat=True))


def test_it_begins_with_the_first_item_and_a_place_for_each_seat(cast: Cast) -> None:
    body = make_body(cast)
    make_seat(cast, body, holder="Ceren Çelik")
    meeting = make_meeting(cast, body=body)
    for position, title in enumerate(("A", "B")):
        make_item(cast, meeting, title=title, position=position)
    with scope(cast.alliance):
        for _twice in range(2):
            begun = begin(meeting=meeting, by=cast.bernd, now=BEGINS)
        assert (begun.state, begun.begun_at) == (MeetingState.UNDER_WAY, BEGINS)
        assert open_items(meeting) == ["A"]
        assert [place.name for place in meeting.attendances.order_by("pk")] == ["Ceren Çelik"]


def test_calling_an_item_closes_the_one_before(cast: Cast) -> None:
    meeting = make_meeting(cast)
    items = [make_item(cast, meeting, title=title, position=n) for n, title in enumerate("ABC")]
    with scope(cast.alliance):
        begin(meeting=meeting, by=cast.alma, now=BEGINS)
        for _twice in range(2):
            call(item=items[2], by=cast.alma, now=LATER)
        assert open_items(meeting) == ["C"]
        first = AgendaItem.objects.get(pk=items[0].pk)
        assert (first.opened_at, first.closed_at) == (BEGINS, LATER)
        call(item=items[0], by=cast.alma, now=LATER)
        assert open_items(meeting) == ["A"]


def test_it_ends_and_goes_on_with_the_item_called_last(cast: Cast) -> None:
    meeting = make_meeting(cast)
    items = [make_item(cast, meeting, title=title, position=n) for n, title in enumerate("AB")]
    with scope(cast.alliance):
        begin(meeting=meeting, by=cast.alma, now=BEGINS)
        call(item=items[1], by=cast.alma, now=LATER)
        for _twice in range(2):
            over = end(meeting=meeting, by=cast.alma, now=LATER)
        assert (over.state, over.ended_at, open_items(meeting)) == (MeetingState.HELD, LATER, [])
        again = resume(meeting=meeting, by=cast.alma, now=LATER)
        assert (again.state, again.ended_at, open_items(meeting)) == (MeetingState.UNDER_WAY, None, ["B"])


def test_one_long_over_is_noted_at_its_planned_time(cast: Cast) -> None:
    meeting = make_meeting(cast)
    with scope(cast.alliance):
        found = begin(meeting=meeting, by=cast.alma, now=BEGINS + datetime.timedelta(days=2))
    assert (found.state, found.begun_at, found.ended_at) == (
        MeetingState.HELD,
        meeting.starts_at,
        meeting.ends_at,
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"state": MeetingState.CANCELLED, "reason": "Hochwasser"},
        {"state": MeetingState.FINDING_DATE, "starts_at": None},
    ],
)
def test_what_cannot_begin_says_so(cast: Cast, fields: dict[str, object]) -> None:
    meeting = make_meeting(cast, **fields)
    with scope(cast.alliance), pytest.raises(ValidationError):
        begin(meeting=meeting, by=cast.alma, now=BEGINS)


def test_before_and_after_nothing_is_called(cast: Cast) -> None:
    item = make_item(cast)
    with scope(cast.alliance):
        for verb in (
            lambda: call(item=item, by=cast.alma, now=BEGINS),
            lambda: end(meeting=item.meeting, by=cast.alma, now=BEGINS),
            lambda: resume(meeting=item.meeting, by=cast.alma, now=BEGINS),
        ):
            with pytest.raises(ValidationError):
                verb()


def test_with_minutes_sent_it_does_not_go_on(cast: Cast) -> None:
    meeting = sent_minutes(cast, hold(cast)).meeting
    with scope(cast.alliance), pytest.raises(ValidationError):
        resume(meeting=meeting, by=cast.alma, now=LATER)
