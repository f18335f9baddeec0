"""A meeting as it stands now, and whether it may still change."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from klappt.meetings.enums import MeetingState
from klappt.meetings.models import Meeting


def locked(meeting: Meeting) -> Meeting:
    """The row as it stands now, held until the transaction ends."""
    row: Meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
    return row


def refuse_settled(meeting: Meeting) -> None:
    """ValidationError when it was cancelled or held."""
    if meeting.state == MeetingState.CANCELLED:
        raise ValidationError(_("The meeting was cancelled. Please plan a new one."))
    if meeting.state == MeetingState.HELD:
        raise ValidationError(_("The meeting is over. Its date and place stay as they were."))
