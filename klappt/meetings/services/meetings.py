"""Planning a meeting, changing it, calling it off, noting that it was held (A5)."""

import datetime
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.bodies.models import Body
from klappt.meetings import events
from klappt.meetings.enums import MeetingState
from klappt.meetings.models import Meeting
from klappt.meetings.services.agenda import open_agenda
from klappt.meetings.services.inviting import tell_cancelled, tell_everybody
from klappt.meetings.services.locking import locked, refuse_settled
from klappt.meetings.services.places import NO_ANSWER
from klappt.meetings.services.polling import end_search


class Values(TypedDict, total=False):
    """What a meeting is made of. Times are aware; without them its date is being found."""

    title: str
    starts_at: datetime.datetime | None
    ends_at: datetime.datetime | None
    place: str
    video: str
    chair: str
    note: str


def plan_meeting(*, body: Body, by: User, **values: Unpack[Values]) -> Meeting:
    """A meeting that nobody knows of yet. ValidationError by field."""
    with event(events.MEETING_PLANNED, by=by, alliance=body.alliance):
        meeting = Meeting(alliance_id=body.alliance_id, body=body, **values)
        _check_and_save(meeting)
        open_agenda(meeting=meeting, by=by)
    return meeting


def change_meeting(*, meeting: Meeting, by: User, **values: Unpack[Values]) -> Meeting:
    """Correct a meeting. Whoever was invited is told what is new about when and where, in the same step.

    When the date moves, earlier answers no longer hold: the history keeps them, everybody is asked again.
    """
    with event(events.MEETING_CHANGED, by=by, alliance=meeting.alliance):
        row = locked(meeting)
        refuse_settled(row)
        before = (row.starts_at, row.ends_at, row.place, row.video, row.title)
        for name, value in values.items():
            setattr(row, name, value)
        _check_and_save(row)
        after = (row.starts_at, row.ends_at, row.place, row.video, row.title)
        if row.state == MeetingState.INVITED and before != after:
            if before[:2] != after[:2]:
                forget_answers(row)
            row.sequence = _next_edition(row)
            row.save(update_fields=["sequence"])
            tell_everybody(row, by)
    return row


def cancel_meeting(*, meeting: Meeting, reason: str, by: User) -> Meeting:
    """Call it off; everybody who was told of it, or asked for a date, is told why.

    ValidationError without a reason.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise ValidationError({"reason": _("Please say why. It stands in the mail to everybody invited.")})
    with event(events.MEETING_CANCELLED, by=by, alliance=meeting.alliance):
        row = locked(meeting)
        refuse_settled(row)
        row.state, row.reason = MeetingState.CANCELLED, reason[:300]
        row.sequence = _next_edition(row)
        row.save(update_fields=["state", "reason", "sequence"])
        tell_cancelled(row, by)
        end_search(row, by)
    return row


def mark_held(*, meeting: Meeting, by: User, now: datetime.datetime) -> Meeting:
    """The meeting took place. ValidationError before it begins, or when it was cancelled."""
    with event(events.MEETING_HELD, by=by, alliance=meeting.alliance):
        row = locked(meeting)
        if row.state == MeetingState.CANCELLED:
            raise ValidationError(_("The meeting was cancelled."))
        if row.starts_at is None or row.starts_at > now:
            raise ValidationError(_("The meeting has not begun yet."))
        if row.state != MeetingState.HELD:
            row.state = MeetingState.HELD
            row.save(update_fields=["state"])
    return row


def forget_answers(meeting: Meeting) -> None:
    """Answers hold for a date; on another one they are asked for again. Inside an event."""
    for place in meeting.attendances.exclude(reply=""):
        for name, value in NO_ANSWER.items():
            setattr(place, name, value)
        place.save(update_fields=list(NO_ANSWER))


def _next_edition(meeting: Meeting) -> int:
    """Above everything sent so far: whoever was asked a second time is an edition ahead of the meeting."""
    highest: int = meeting.notices.aggregate(highest=Max("sequence"))["highest"] or 0
    return max(meeting.sequence, highest) + 1


def _check_and_save(meeting: Meeting) -> None:
    meeting.title = " ".join(meeting.title.split())
    wrong: dict[str, Any] = {}
    if not meeting.title:
        wrong["title"] = _("Please give the meeting a title.")
    if meeting.starts_at is None and meeting.state not in (MeetingState.FINDING_DATE, MeetingState.CANCELLED):
        wrong["starts_at"] = _("Please say when the meeting begins.")
    if wrong:
        raise ValidationError(wrong)
    meeting.full_clean(exclude=["alliance", "body", "series"])
    meeting.save()
