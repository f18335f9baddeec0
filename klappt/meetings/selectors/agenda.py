"""The agenda as it is read: with numbers and running clock times, and what earlier meetings left open."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from klappt.bodies.models import Body
from klappt.meetings.enums import MeetingState
from klappt.meetings.models import AgendaItem, Meeting


@dataclass(frozen=True)
class Line:
    """An item with its number and planned clock times; None where an earlier item has no length."""

    number: int
    item: AgendaItem
    begins: datetime.datetime | None
    ends: datetime.datetime | None


@dataclass(frozen=True)
class Timetable:
    lines: list[Line]
    planned: int
    lasts: int | None

    @property
    def over(self) -> int:
        """Minutes planned beyond the end of the meeting; 0 when it fits or no end is known."""
        return max(0, self.planned - self.lasts) if self.lasts else 0


def timetable(meeting: Meeting, items: Iterable[AgendaItem]) -> Timetable:
    lines: list[Line] = []
    clock = meeting.starts_at
    for number, item in enumerate(items, 1):
        ends = clock + datetime.timedelta(minutes=item.minutes) if clock and item.minutes else None
        lines.append(Line(number, item, clock, ends))
        clock = ends
    lasts = (
        int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
        if meeting.starts_at and meeting.ends_at
        else None
    )
    return Timetable(lines, sum(line.item.minutes or 0 for line in lines), lasts)


NEAR = datetime.timedelta(hours=12)


def is_near(meeting: Meeting, now: datetime.datetime) -> bool:
    """It begins within half a day, or should have begun: leading it is what comes next."""
    has_date = meeting.starts_at is not None and meeting.state != MeetingState.CANCELLED
    return has_date and meeting.starts_at is not None and meeting.starts_at - now < NEAR


def meetings() -> QuerySet[Meeting]:
    rows: QuerySet[Meeting] = Meeting.objects.select_related("body", "alliance")
    return rows


def held_before(meeting: Meeting) -> QuerySet[Meeting]:
    """Meetings of the same body that were held before this one, the latest first."""
    rows = meetings().filter(body=meeting.body_id, state=MeetingState.HELD).exclude(pk=meeting.pk)
    if meeting.starts_at:
        rows = rows.filter(starts_at__lt=meeting.starts_at)
    return rows.order_by("-starts_at", "-pk")


def last_held(meeting: Meeting) -> Meeting | None:
    return held_before(meeting).first()


def not_reached(meeting: Meeting) -> list[AgendaItem]:
    """Topics of the last meeting that were never called and to which nothing was written."""
    last = last_held(meeting)
    if last is None:
        return []
    taken = set(meeting.items.order_by("pk").values_list("title", flat=True))
    rows = last.items.filter(kind="topic", opened_at=None, notes="", outcomes=None).order_by("position", "pk")
    return [item for item in rows if item.title not in taken]


def next_of(body: Body, after: datetime.datetime) -> Meeting | None:
    """The next meeting of the body that has a date."""
    ahead = meetings().filter(Q(body=body), starts_at__gt=after).exclude(state=MeetingState.CANCELLED)
    return ahead.order_by("starts_at", "pk").first()


def next_after(meeting: Meeting) -> Meeting | None:
    return next_of(meeting.body, meeting.starts_at or timezone.now())
