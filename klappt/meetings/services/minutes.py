"""Minutes leave the draft: they are kept as they stand and sent round, once to each (A6)."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.meetings import events
from klappt.meetings.enums import MeetingState, MinutesState, Presence
from klappt.meetings.models import Attendance, Meeting, Minutes, MinutesCopy, SecondText
from klappt.meetings.selectors.record import as_json, record_of
from klappt.meetings.services.locking import locked
from klappt.meetings.services.minutes_mail import send_copies


@dataclass(frozen=True)
class Recipient:
    name: str
    email: str


def recipients(meeting: Meeting) -> tuple[list[Recipient], list[str]]:
    """Who gets the minutes, each address once, and the names without an address.

    Every seat and guest, also who was missing; and the deputy where one came.
    """
    found: dict[str, Recipient] = {}
    without: list[str] = []
    for place in Attendance.objects.filter(meeting=meeting).order_by("position", "pk"):
        people = [(place.name, place.email)]
        if place.presence == Presence.DEPUTY:
            people.append((place.deputy_name, place.deputy_email))
        for name, email in people:
            if email:
                found.setdefault(email.casefold(), Recipient(name, email))
            elif name:
                without.append(name)
    return list(found.values()), without


def not_sent_to(meeting: Meeting) -> list[Recipient]:
    """Recipients who have no copy yet."""
    has = {
        each.casefold()
        for each in MinutesCopy.objects.filter(minutes__meeting=meeting)
        .order_by("pk")
        .values_list("email", flat=True)
    }
    return [each for each in recipients(meeting)[0] if each.email.casefold() not in has]


def send_minutes(*, meeting: Meeting, by: User, now: datetime.datetime) -> list[MinutesCopy]:
    """Keep the minutes as they stand and send them round. A second time only who has none yet gets a copy.

    ValidationError: the meeting is not over, two texts still wait for a decision, or everybody has a copy.
    """
    with event(events.MINUTES_SENT, by=by, alliance=meeting.alliance):
        row = locked(meeting)
        if row.state != MeetingState.HELD:
            raise ValidationError(_("The minutes can be sent when the meeting is over."))
        if SecondText.objects.filter(item__meeting=row, settled_at=None).exists():
            raise ValidationError(
                _("Two texts still stand side by side. Please decide first which one holds.")
            )
        minutes = kept_minutes(row)
        waiting = not_sent_to(row)
        if minutes.is_draft:
            minutes.state, minutes.sent_at = MinutesState.SENT, now
            minutes.sent_record = as_json(record_of(row))
            minutes.save(update_fields=["state", "sent_at", "sent_record"])
        elif not waiting:
            raise ValidationError(_("Everybody has these minutes already."))
        return send_copies(minutes, [(each.name, each.email) for each in waiting], by=by, now=now)


def kept_minutes(meeting: Meeting) -> Minutes:
    """The row of the minutes, made when there is none yet. Inside an event."""
    row, _made = Minutes.objects.get_or_create(meeting=meeting, defaults={"alliance_id": meeting.alliance_id})
    found: Minutes = row
    return found
