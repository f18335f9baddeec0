"""How the minutes of a meeting stand."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from klappt.jobs.enums import MailState
from klappt.meetings.enums import MeetingState, MinutesState
from klappt.meetings.models import Meeting, Minutes, MinutesCopy
from klappt.meetings.selectors.invitation import SENT_STATES


def minutes_of(meeting: Meeting) -> Minutes | None:
    found: Minutes | None = (
        Minutes.objects.filter(meeting=meeting).select_related("approved_in", "meeting").first()
    )
    return found


def refuse_when_sent(meeting_id: int) -> None:
    """ValidationError once the minutes have been sent round: from then on they are only corrected."""
    if Minutes.objects.filter(meeting=meeting_id).exclude(state=MinutesState.DRAFT).exists():
        raise ValidationError(
            _("The minutes of this meeting have been sent round. Please write a correction.")
        )


def to_approve(meeting: Meeting) -> list[Minutes]:
    """Minutes of earlier meetings of the body that were sent and wait for approval, the oldest first."""
    rows = Minutes.objects.filter(
        meeting__body=meeting.body_id, meeting__state=MeetingState.HELD, state=MinutesState.SENT
    ).exclude(meeting=meeting.pk)
    if meeting.starts_at:
        rows = rows.filter(meeting__starts_at__lt=meeting.starts_at)
    return list(rows.select_related("meeting", "alliance").order_by("meeting__starts_at", "pk"))


def copies_of(minutes: Minutes) -> list[tuple[MinutesCopy, str]]:
    """To whom the minutes went, and the name of the state of each mail; a mail cleared away was sent."""
    rows = MinutesCopy.objects.filter(minutes__meeting=minutes.meeting_id).select_related("mail")
    return [
        (row, SENT_STATES[MailState(row.mail.state)] if row.mail else "mail_sent")
        for row in rows.order_by("sent_at", "pk")
    ]
