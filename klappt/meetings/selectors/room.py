"""What everybody in a running meeting needs to see, and whether it has changed since one looked."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from klappt.meetings.enums import OutcomeKind, Presence
from klappt.meetings.models import AgendaItem, Attendance, Meeting, Outcome, SecondText
from klappt.meetings.selectors.agenda import Line, next_after, timetable
from klappt.meetings.selectors.people import Person, people

THERE = (Presence.PRESENT, Presence.DEPUTY)


@dataclass(frozen=True)
class Room:
    """A running meeting as one looks at it: `here` is the item shown, `now` the one being talked about."""

    meeting: Meeting
    lines: list[Line]
    here: Line | None
    now: Line | None
    next: Line | None
    before: Line | None
    until: datetime.datetime | None
    there: int
    places: int

    @property
    def is_elsewhere(self) -> bool:
        """One looks at another item than the one being talked about."""
        return self.now is not None and self.here is not None and self.now.item.pk != self.here.item.pk


def room(meeting: Meeting, wanted: int | None) -> Room:
    """Two queries. `wanted`: the item to show; otherwise the one being talked about, or the first."""
    lines = timetable(meeting, items_with_all(meeting)).lines
    now = next((each for each in lines if is_open(each.item)), None)
    asked = next((each for each in lines if each.item.pk == wanted), None)
    here = asked or now or (lines[0] if lines else None)
    place = lines.index(here) if here else 0
    presence = list(
        Attendance.objects.filter(meeting=meeting).values_list("presence", flat=True).order_by("pk")
    )
    return Room(
        meeting=meeting,
        lines=lines,
        here=here,
        now=now,
        next=lines[place + 1] if here and place + 1 < len(lines) else None,
        before=lines[place - 1] if here and place > 0 else None,
        until=_until(here.item) if here else None,
        there=sum(1 for each in presence if each in THERE),
        places=len(presence),
    )


def items_with_all(meeting: Meeting) -> Sequence[AgendaItem]:
    """The items in order with what came of them and the texts still to be decided between: three queries."""
    outcomes = Outcome.objects.select_related("institution", "goal").order_by("position", "pk")
    texts = SecondText.objects.filter(settled_at=None).select_related("by").order_by("at", "pk")
    rows = meeting.items.order_by("position", "pk")
    return list(rows.prefetch_related(Prefetch("outcomes", outcomes), Prefetch("second_texts", texts)))


def is_open(item: AgendaItem) -> bool:
    return item.opened_at is not None and item.closed_at is None


def present_and_others(meeting: Meeting) -> tuple[list[Person], list[Person]]:
    """Whom a result can be given to: those who are there first, then everybody else the alliance knows."""
    day = timezone.localdate(meeting.starts_at) if meeting.starts_at else timezone.localdate()
    everybody = people(meeting.alliance, day)
    places = Attendance.objects.filter(meeting=meeting, presence__in=THERE).order_by("pk")
    there = {text.casefold() for row in places for text in _who_came(row) if text}
    present = [each for each in everybody if {each.name.casefold(), each.email.casefold()} & there]
    return present, [each for each in everybody if each not in present]


def goals_of(meeting: Meeting) -> QuerySet[Outcome]:
    """Open goals of the body, for a measure to serve."""
    rows = Outcome.objects.filter(item__meeting__body=meeting.body_id, kind=OutcomeKind.GOAL).open()
    found: QuerySet[Outcome] = rows.order_by("-created_at", "-pk")
    return found


def next_on(meeting: Meeting) -> datetime.date | None:
    following = next_after(meeting)
    return timezone.localdate(following.starts_at) if following and following.starts_at else None


def _until(item: AgendaItem) -> datetime.datetime | None:
    """When the time planned for the item is over, from when it was called."""
    if item.opened_at is None or item.closed_at is not None or item.minutes is None:
        return None
    return item.opened_at + datetime.timedelta(minutes=item.minutes)


def _who_came(place: Attendance) -> tuple[str, str]:
    if place.presence == Presence.DEPUTY:
        return place.deputy_name, place.deputy_email
    return place.name, place.email
