"""Who was there: one tap each, until the minutes are sent; from then on it is corrected (A5, A6, A9)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.meetings import events
from klappt.meetings.enums import MeetingState, Presence, Reply
from klappt.meetings.models import Attendance, Meeting
from klappt.meetings.selectors.minutes import refuse_when_sent

EXPECTED = {Reply.YES: Presence.PRESENT, Reply.DEPUTY: Presence.DEPUTY, Reply.NO: Presence.EXCUSED}


def note_presence(*, place: Attendance, presence: str, by: User) -> Attendance:
    """One of `Presence`, or empty: not known (any more).

    ValidationError for a cancelled meeting, and once its minutes have been sent round.
    """
    if presence and presence not in Presence.values:
        raise ValidationError(_("Please choose one of the four."))
    if place.meeting.state == MeetingState.CANCELLED:
        raise ValidationError(_("The meeting was cancelled."))
    with event(events.PRESENCE_NOTED, by=by, alliance=place.alliance):
        refuse_when_sent(place.meeting_id)
        row: Attendance = Attendance.objects.select_for_update(of=("self",)).get(pk=place.pk)
        if row.presence != presence:
            row.presence = presence
            row.save(update_fields=["presence"])
    return row


def as_announced(*, meeting: Meeting, by: User) -> int:
    """Note for all who are not noted yet what they had answered; perhaps and no answer stay open.

    ValidationError once the minutes have been sent round.
    """
    count = 0
    with event(events.PRESENCE_NOTED, by=by, alliance=meeting.alliance):
        refuse_when_sent(meeting.pk)
        for place in meeting.attendances.filter(presence="").order_by("pk"):
            expected = EXPECTED.get(Reply(place.reply)) if place.reply else None
            if expected:
                place.presence = expected
                place.save(update_fields=["presence"])
                count += 1
    return count
