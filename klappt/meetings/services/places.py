"""Who has a place at a meeting: each seat of the body on that day, and guests."""

from dataclasses import dataclass, field

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.bodies.models import Seat
from klappt.bodies.selectors.seats import sitting
from klappt.meetings import events
from klappt.meetings.enums import MeetingState
from klappt.meetings.models import Attendance, Meeting
from klappt.meetings.selectors.days import day_of
from klappt.meetings.services.locking import locked

NO_ANSWER = {"reply": "", "reply_note": "", "replied_at": None, "replied_by": "", "deputy_reply": ""}


@dataclass(frozen=True)
class Person:
    """Whom a seat stands for at a meeting, as far as the body says."""

    name: str
    email: str
    deputy_name: str = ""
    deputy_email: str = ""


@dataclass
class Differences:
    """What the seats say today against the places of the meeting."""

    added: list[Seat] = field(default_factory=list)
    removed: list[Attendance] = field(default_factory=list)
    changed: list[tuple[Attendance, Person]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def person_of(seat: Seat) -> Person:
    """Holder and first deputy; of a vacant seat only the institution is known."""
    holder, deputies = seat.holder(), seat.deputies()
    deputy = deputies[0] if deputies else None
    return Person(
        name=holder.name if holder else str(seat.institution)[:120],
        email=holder.address() if holder else "",
        deputy_name=deputy.name if deputy else "",
        deputy_email=deputy.address() if deputy else "",
    )


def differences(meeting: Meeting) -> Differences:
    """Seats without a place, places without a seat, other people on a seat. Three queries."""
    known = {row.seat_id: row for row in meeting.attendances.all() if not row.is_guest}
    found = Differences()
    for seat in sitting(meeting.body, day_of(meeting)):
        row, person = known.pop(seat.pk, None), person_of(seat)
        if row is None:
            found.added.append(seat)
        elif Person(row.name, row.email, row.deputy_name, row.deputy_email) != person:
            found.changed.append((row, person))
    found.removed = list(known.values())
    return found


def settle_places(meeting: Meeting) -> None:
    """Make the places what the seats say on the day of the meeting. Inside an event.

    Whoever has left the body loses the place unless it is noted that they were there.
    """
    found, last = differences(meeting), meeting.attendances.count()
    for number, seat in enumerate(found.added):
        person = person_of(seat)
        Attendance.objects.create(
            alliance_id=meeting.alliance_id,
            meeting=meeting,
            seat=seat,
            institution_id=seat.institution_id,
            position=last + number,
            name=person.name,
            email=person.email,
            deputy_name=person.deputy_name,
            deputy_email=person.deputy_email,
        )
    for row, person in found.changed:
        if row.email.casefold() != person.email.casefold():
            for name, value in NO_ANSWER.items():
                setattr(row, name, value)
        row.name, row.email = person.name, person.email
        row.deputy_name, row.deputy_email = person.deputy_name, person.deputy_email
        row.save()
    for row in found.removed:
        if not row.presence:
            row.delete()


def have_places(*, meeting: Meeting, by: User) -> None:
    """See that everybody who sits in the body has a place, before it is noted who is there."""
    if meeting.state == MeetingState.HELD or not differences(meeting):
        return
    with event(events.PLACES_SETTLED, by=by, alliance=meeting.alliance):
        settle_places(locked(meeting))
