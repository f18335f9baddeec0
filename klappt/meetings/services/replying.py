"""Answers to an invitation: by the link, from the calendar, on the page, noted by the coordination (A5)."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.alliances.scope import scope
from klappt.alliances.services.links import find_link
from klappt.audit.enums import Channel
from klappt.audit.services import event
from klappt.meetings import events
from klappt.meetings.enums import Reply, ReplyChannel
from klappt.meetings.models import Attendance, DoubtfulReply, Meeting, ReplyLink
from klappt.meetings.services.inviting import STEPS_ASIDE, tell_everybody
from klappt.meetings.services.locking import locked, refuse_settled

# By which way it came, in the words of the history.
TRAIL = {ReplyChannel.LINK: Channel.LINK, ReplyChannel.CALENDAR: Channel.IMPORT}
LONGEST_NOTE = 300


def note_reply(
    *,
    place: Attendance,
    reply: Reply,
    channel: ReplyChannel,
    by: User | None,
    note: str = "",
    by_deputy: bool = False,
    signature: str = "",
    given_at: datetime.datetime | None = None,
) -> Attendance:
    """The last answer holds, earlier ones stay in the history. A deputy is asked when the holder steps aside.

    `given_at` is when it was given, if earlier than now: mails take their time. ValidationError when
    the meeting is settled. Saying the same once more changes nothing but the note.
    """
    way = TRAIL.get(channel, Channel.PAGE)
    with event(events.REPLIED, by=by, alliance=place.alliance, channel=way, signature=signature):
        meeting = locked(place.meeting)
        refuse_settled(meeting)
        row: Attendance = Attendance.objects.select_for_update(of=("self",)).get(pk=place.pk)
        if by_deputy:
            row.deputy_reply = reply
            row.reply = Reply.NO if reply == Reply.NO else Reply.DEPUTY
        else:
            if reply not in STEPS_ASIDE:
                row.deputy_reply = ""
            row.reply = reply
        row.reply_note = " ".join(note.split())[:LONGEST_NOTE]
        # A calendar whose clock runs ahead must not outdo the answers to come.
        now = timezone.now()
        row.replied_at, row.replied_by = min(given_at or now, now), channel
        row.save(
            update_fields=["reply", "reply_note", "replied_at", "replied_by", "deputy_reply"],
        )
        tell_everybody(meeting, by)
    return row


def find_reply_link(secret: str) -> ReplyLink | None:
    """The link of an invitation, whether still open or not; None for one we never sent."""
    return find_link(ReplyLink, secret, related=("attendance__meeting__body", "attendance__institution"))


def is_of_deputy(link: ReplyLink) -> bool:
    return is_deputy_of(link.attendance, link.email)


def is_deputy_of(place: Attendance, email: str) -> bool:
    return email.casefold() == place.deputy_email.casefold() != place.email.casefold()


def reply_by_link(*, link: ReplyLink, reply: Reply, note: str, now: datetime.datetime) -> Attendance:
    """ValidationError when the link no longer opens anything."""
    with scope(link.alliance):
        if not link.is_open(now):
            raise ValidationError(_("The meeting is over, or it was called off meanwhile."))
        signature = str(_("Link to %(email)s") % {"email": link.email})
        with event(
            events.REPLIED, by=None, alliance=link.alliance, channel=Channel.LINK, signature=signature
        ):
            link.used_at = now
            link.save(update_fields=["used_at"])
            return note_reply(
                place=link.attendance,
                reply=reply,
                channel=ReplyChannel.LINK,
                by=None,
                note=note,
                by_deputy=is_of_deputy(link),
                signature=signature,
            )


def settle_doubt(*, doubt: DoubtfulReply, place: Attendance | None, by: User) -> None:
    """Somebody decides: the answer counts for this place, or for nobody. A deputy's counts as the deputy's.

    ValidationError when somebody else has decided meanwhile.
    """
    with event(events.DOUBT_SETTLED, by=by, alliance=doubt.alliance):
        row: DoubtfulReply = DoubtfulReply.objects.select_for_update(of=("self",)).get(pk=doubt.pk)
        if row.settled_at is not None:
            raise ValidationError(_("Somebody has settled this answer meanwhile."))
        row.settled_at, row.settled_by = timezone.now(), by
        row.save(update_fields=["settled_at", "settled_by"])
        if place is not None:
            note_reply(
                place=place,
                reply=Reply(row.reply),
                channel=ReplyChannel.CALENDAR,
                by=by,
                note=row.note,
                by_deputy=is_deputy_of(place, row.email),
            )


def open_doubts(meeting: Meeting) -> list[DoubtfulReply]:
    return list(meeting.doubtful_replies.filter(settled_at=None).order_by("at", "pk"))
