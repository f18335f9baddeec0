"""Where a meeting was, who chaired it, how long it took: as it was, for its minutes."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.meetings import events
from klappt.meetings.enums import MeetingState
from klappt.meetings.models import Meeting
from klappt.meetings.selectors.minutes import refuse_when_sent
from klappt.meetings.services.locking import locked


def note_facts(
    *,
    meeting: Meeting,
    by: User,
    place: str,
    chair: str,
    begun_at: datetime.datetime,
    ended_at: datetime.datetime | None,
) -> Meeting:
    """Write down how it was. ValidationError: it has not begun, its minutes are sent, or it ends too soon."""
    with event(events.MEETING_CHANGED, by=by, alliance=meeting.alliance):
        refuse_when_sent(meeting.pk)
        row = locked(meeting)
        if row.state not in (MeetingState.UNDER_WAY, MeetingState.HELD):
            raise ValidationError(_("This meeting has not begun."))
        if row.state == MeetingState.HELD and ended_at is None:
            raise ValidationError({"ended": _("Please say when the meeting ended.")})
        if ended_at is not None and ended_at <= begun_at:
            raise ValidationError({"ended": _("The end lies before the beginning.")})
        row.place, row.chair, row.begun_at = place.strip(), chair.strip(), begun_at
        row.ended_at = ended_at if row.state == MeetingState.HELD else None
        row.save(update_fields=["place", "chair", "begun_at", "ended_at"])
    return row
