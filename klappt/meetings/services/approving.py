"""Minutes are approved at a later meeting of the same body: from then on nothing in them changes (A6)."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.meetings import events
from klappt.meetings.enums import MinutesState
from klappt.meetings.models import Meeting, Minutes
from klappt.meetings.selectors.corrections import corrected
from klappt.meetings.selectors.record import as_json, from_json


def approve_minutes(*, minutes: Minutes, meeting: Meeting, by: User, on: datetime.date) -> Minutes:
    """The body approves earlier minutes at this meeting: from now on nothing in them changes.

    ValidationError: they are a draft, of another body or of no earlier meeting. A second time is the same.
    """
    with event(events.MINUTES_APPROVED, by=by, alliance=minutes.alliance):
        row: Minutes = (
            Minutes.objects.select_related("meeting").select_for_update(of=("self",)).get(pk=minutes.pk)
        )
        if row.state == MinutesState.APPROVED:
            return row
        if row.is_draft:
            raise ValidationError(_("These minutes have not been sent round yet."))
        if row.meeting.body_id != meeting.body_id or row.meeting_id == meeting.pk:
            raise ValidationError(_("Minutes are approved by the same body at a later meeting."))
        rows = row.corrections.order_by("at", "pk")
        row.approved_record = as_json(corrected(from_json(row.sent_record), rows))
        row.state, row.approved_in, row.approved_on = MinutesState.APPROVED, meeting, on
        row.save(update_fields=["state", "approved_in", "approved_on", "approved_record"])
    return row
