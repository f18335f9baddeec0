"""What stands at the head of minutes, and correcting them."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.meetings.forms.meeting import time_field
from klappt.meetings.models import Meeting
from klappt.ui.opened import OpenedForm


class FactsForm(OpenedForm):
    """Where, who chaired, from when to when: as it was, not as it was planned."""

    place = forms.CharField(label=_("Place"), required=False, max_length=300)
    chair = forms.CharField(label=_("Chaired by"), required=False, max_length=120)
    begun = time_field(label=_("Begun at"))
    ended = time_field(label=_("Ended at"), required=False)

    def __init__(self, data: Any = None, *, meeting: Meeting) -> None:
        self.meeting = meeting
        super().__init__(
            data,
            now={
                "place": meeting.place,
                "chair": meeting.chair,
                "begun": _clock(meeting.begun_at or meeting.starts_at),
                "ended": _clock(meeting.ended_at),
            },
        )

    def facts(self) -> dict[str, Any]:
        """For the verb `note_facts`; a meeting that goes past midnight ends on the next day."""
        good = self.cleaned_data
        held = self.meeting.begun_at or self.meeting.starts_at or timezone.now()
        day = timezone.localdate(held)
        begun = _moment(day, good["begun"])
        ended = _moment(day, good["ended"]) if good["ended"] else None
        if ended is not None and ended < begun:
            ended += datetime.timedelta(days=1)
        return {"place": good["place"], "chair": good["chair"], "begun_at": begun, "ended_at": ended}


def _clock(moment: datetime.datetime | None) -> datetime.time | None:
    return timezone.localtime(moment).time().replace(second=0, microsecond=0) if moment else None


def _moment(day: datetime.date, clock: datetime.time) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, clock))
