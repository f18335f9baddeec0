"""How the minutes of a meeting stand."""

import datetime

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from klappt.jobs.enums import MailState
from klappt.meetings.enums import MeetingState, MinutesState
from klappt.meetings.models import Meeting, Minutes, MinutesCopy
from klappt.meetings.selectors.invitation import SENT_STATES
from klappt.meetings.selectors.meetings import open_meetings


def minutes_of(meeting: Meeting) -> Minutes | None:
    found: Minutes | None = (
        Minutes.objects.filter(meeting=meeting).select_related("approved_in", "meeting").first()
    )
    return found


def refuse_when_sent(meeting_id: int) -> None:
    """ValidationError once the minutes have been sent round: from then on they are only corrected.

    Inside an event, before anything else is locked: sending waits for the writer, or the writer for sending.
    """
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting_id)
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


def not_sent_round(before: datetime.datetime) -> list[Meeting]:
    """Meetings held before this moment whose minutes have not left the draft, the oldest first."""
    rows = Meeting.objects.filter(state=MeetingState.HELD, starts_at__lt=before).filter(
        Q(minutes_of=None) | Q(minutes_of__state=MinutesState.DRAFT)
    )
    return list(rows.order_by("starts_at", "pk"))


def approved_next(now: datetime.datetime) -> list[tuple[Meeting, Minutes]]:
    """The next meeting of each body with the minutes that were sent and wait for it. Two queries."""
    waiting = Minutes.objects.filter(state=MinutesState.SENT).select_related("meeting")
    soonest: dict[int, Meeting] = {}
    for meeting in open_meetings():
        if meeting.ends_at and meeting.ends_at >= now:
            soonest.setdefault(meeting.body_id, meeting)
    if not soonest:
        return []
    return [
        (soonest[each.meeting.body_id], each)
        for each in waiting.order_by("meeting__starts_at", "pk")
        if each.meeting.body_id in soonest
    ]
