"""A meeting as it goes on: begun, item after item called, ended (A5)."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.meetings import events
from klappt.meetings.enums import MeetingState
from klappt.meetings.models import AgendaItem, Meeting
from klappt.meetings.selectors.minutes import refuse_when_sent
from klappt.meetings.services.locking import locked
from klappt.meetings.services.places import settle_places

CAN_BEGIN = (MeetingState.PLANNED, MeetingState.INVITED)
LATE = datetime.timedelta(hours=3)


def begin(*, meeting: Meeting, by: User, now: datetime.datetime) -> Meeting:
    """The meeting begins and its first item is called. A second time is the same.

    When it was over long ago, it is noted as held at the planned time: what is left is writing the minutes.
    ValidationError: it has no date or was cancelled.
    """
    with event(events.MEETING_BEGUN, by=by, alliance=meeting.alliance):
        row = locked(meeting)
        if row.state in (MeetingState.UNDER_WAY, MeetingState.HELD):
            return row
        if row.state not in CAN_BEGIN or row.starts_at is None or row.ends_at is None:
            raise ValidationError(_("This meeting cannot begin: it has no date or was cancelled."))
        if now > row.ends_at + LATE:
            row.state, row.begun_at, row.ended_at = MeetingState.HELD, row.starts_at, row.ends_at
        else:
            row.state, row.begun_at = MeetingState.UNDER_WAY, now
        row.save(update_fields=["state", "begun_at", "ended_at"])
        settle_places(row)
        first = row.items.order_by("position", "pk").first()
        if first and row.state == MeetingState.UNDER_WAY:
            _open(first, now)
    return row


def call(*, item: AgendaItem, by: User, now: datetime.datetime) -> AgendaItem:
    """This item is being talked about now; the one before is closed. Saying it twice changes nothing."""
    with event(events.ITEM_CALLED, by=by, alliance=item.alliance):
        meeting = locked(item.meeting)
        if meeting.state != MeetingState.UNDER_WAY:
            raise ValidationError(_("Items are called while the meeting is under way."))
        _close_open(meeting, now, but=item.pk)
        row: AgendaItem = AgendaItem.objects.get(pk=item.pk)
        _open(row, now)
    return row


def end(*, meeting: Meeting, by: User, now: datetime.datetime) -> Meeting:
    """The meeting is over; its minutes can still be written. A second time is the same."""
    with event(events.MEETING_ENDED, by=by, alliance=meeting.alliance):
        row = locked(meeting)
        if row.state == MeetingState.HELD:
            return row
        if row.state != MeetingState.UNDER_WAY:
            raise ValidationError(_("This meeting is not under way."))
        _close_open(row, now)
        row.state, row.ended_at = MeetingState.HELD, now
        row.save(update_fields=["state", "ended_at"])
    return row


def resume(*, meeting: Meeting, by: User, now: datetime.datetime) -> Meeting:
    """It was ended by mistake: it goes on with the item called last, while its minutes are a draft."""
    with event(events.MEETING_RESUMED, by=by, alliance=meeting.alliance):
        row = locked(meeting)
        if row.state == MeetingState.UNDER_WAY:
            return row
        if row.state != MeetingState.HELD:
            raise ValidationError(_("This meeting has not begun."))
        refuse_when_sent(row.pk)
        row.state, row.ended_at = MeetingState.UNDER_WAY, None
        row.save(update_fields=["state", "ended_at"])
        called = row.items.exclude(opened_at=None)
        last = called.order_by("-closed_at", "-pk").first() or row.items.order_by("position", "pk").first()
        if last:
            _open(last, now)
    return row


def _open(item: AgendaItem, now: datetime.datetime) -> None:
    if item.opened_at is not None and item.closed_at is None:
        return
    item.opened_at, item.closed_at = item.opened_at or now, None
    item.save(update_fields=["opened_at", "closed_at"])


def _close_open(meeting: Meeting, now: datetime.datetime, but: int = 0) -> None:
    for row in meeting.items.exclude(opened_at=None).filter(closed_at=None).exclude(pk=but).order_by("pk"):
        row.closed_at = now
        row.save(update_fields=["closed_at"])
