"""Which day counts for a meeting, and how a beginning is said."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from klappt.meetings.models import Meeting


def day_of(meeting: Meeting) -> datetime.date:
    """The day whose seats count: the meeting's own, or today while its date is being found."""
    return timezone.localdate(meeting.starts_at) if meeting.starts_at else timezone.localdate()


def beginning_in_words(moment: datetime.datetime) -> str:
    """ "Donnerstag, 3. Dezember 2026, 14:00 Uhr" """
    begins = timezone.localtime(moment)
    return _("%(day)s, %(time)s") % {
        "day": date_format(begins, "l, j. F Y"),
        "time": date_format(begins, "H:i"),
    }
