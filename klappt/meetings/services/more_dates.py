"""More dates for a search that goes on: what was said stays, everybody is asked for the new ones (A5)."""

import datetime
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.meetings import events
from klappt.meetings.enums import MeetingState
from klappt.meetings.models import DatePoll, PollDate
from klappt.meetings.services import poll_letters
from klappt.meetings.services.locking import locked
from klappt.meetings.services.polling import MOST_DATES, last_moment, secret_of


def propose_more(
    *, poll: DatePoll, dates: Sequence[datetime.datetime], closes_on: datetime.date, by: User
) -> list[PollDate]:
    """Whoever was asked gets a mail with all dates and counts as not having answered until they do again.

    ValidationError: nothing new, one in the past, too many in all, answers later than the first of the new
    dates, or the search is over.
    """
    with event(events.POLL_EXTENDED, by=by, alliance=poll.alliance):
        meeting = locked(poll.meeting)
        row: DatePoll = DatePoll.objects.select_for_update(of=("self",)).get(pk=poll.pk)
        if meeting.state != MeetingState.FINDING_DATE or row.closed_at is not None:
            raise ValidationError(_("No date is looked for any more."))
        known = {date.starts_at for date in row.dates.all()}
        new = sorted(set(dates) - known)
        _check(new, len(known), closes_on)
        made = [
            PollDate.objects.create(alliance_id=row.alliance_id, poll=row, starts_at=moment) for moment in new
        ]
        row.closes_on = closes_on
        row.save(update_fields=["closes_on"])
        _ask_again(row, by)
    return made


def _check(new: Sequence[datetime.datetime], known: int, closes_on: datetime.date) -> None:
    wrong: dict[str, object] = {}
    if not new:
        wrong["dates"] = _("These dates have been proposed already.")
    elif known + len(new) > MOST_DATES:
        wrong["dates"] = _("%(most)d dates at most, and %(known)d have been proposed already.") % {
            "most": MOST_DATES,
            "known": known,
        }
    elif new[0] <= timezone.now():
        wrong["dates"] = _("One of the dates lies in the past.")
    elif closes_on >= timezone.localdate(new[0]):
        wrong["closes_on"] = _("Answers are needed before the first of the dates.")
    if closes_on < timezone.localdate():
        wrong["closes_on"] = _("This day is over.")
    if wrong:
        raise ValidationError(wrong)


def _ask_again(poll: DatePoll, by: User) -> None:
    for voter in poll.voters.select_for_update(of=("self",)).filter(withdrawn_at=None).order_by("pk"):
        voter.poll, voter.expires_at, voter.used_at = poll, last_moment(poll), None
        voter.save(update_fields=["expires_at", "used_at"])
        poll_letters.send_question(voter, secret_of(voter), by=by, has_more=True)
