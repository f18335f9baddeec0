"""Which day counts for a meeting."""

import datetime

from django.utils import timezone

from klappt.meetings.models import Meeting


def day_of(meeting: Meeting) -> datetime.date:
    """The day whose seats count: the meeting's own, or today while its date is being found."""
    return timezone.localdate(meeting.starts_at) if meeting.starts_at else timezone.localdate()
