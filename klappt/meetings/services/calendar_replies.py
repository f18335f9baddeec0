"""What calendar programs answer: matched by the invitation's own number and the address, doubtful if unsure.

Whoever writes a mail may claim to be anybody. The number of the invitation is known only to those who got it;
beyond that the address must be one that is invited, and the mail must come from it.
"""

import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from klappt.alliances.scope import every_alliance, scope
from klappt.audit.enums import Channel
from klappt.audit.services import event
from klappt.calendars.read import read_calendar
from klappt.calendars.values import CalendarReply
from klappt.jobs.inbox import IncomingMail
from klappt.meetings import events
from klappt.meetings.enums import Doubt, MeetingState, Reply, ReplyChannel
from klappt.meetings.models import Attendance, DoubtfulReply, Meeting
from klappt.meetings.services.replying import LONGEST_NOTE, note_reply


def read_calendar_answers(mail: IncomingMail) -> bool:
    """Take in the answers in a mail; True when at least one belongs to a meeting of ours."""
    found = [reply for data in mail.calendars for reply in read_calendar(data).replies]
    taken = [_take_in(reply, mail.sender) for reply in found]
    return any(taken)


def _take_in(reply: CalendarReply, sender: str) -> bool:
    meeting = _meeting_of(reply.uid)
    if meeting is None:
        return False
    with scope(meeting.alliance):
        place = _place_of(meeting, reply.email)
        doubt = _doubt(meeting, place, reply, sender)
        if doubt or place is None:
            _keep_doubtful(meeting, reply, sender, doubt or Doubt.UNKNOWN_ADDRESS)
            return True
        note_reply(
            place=place,
            reply=Reply(reply.answer.value),
            channel=ReplyChannel.CALENDAR,
            by=None,
            note=reply.comment,
            by_deputy=place.email.casefold() != reply.email.casefold(),
            signature=_signature(reply),
            given_at=reply.at,
        )
    return True


def _meeting_of(uid: str) -> Meeting | None:
    try:
        number = uuid.UUID(uid.partition("@")[0])
    except ValueError:
        return None
    with every_alliance(reason="only the number of an invitation tells whose answer it is"):
        found: Meeting | None = (
            Meeting.objects.select_related("alliance", "body").filter(uid=number).exclude(told={}).first()
        )
    return found


def _place_of(meeting: Meeting, email: str) -> Attendance | None:
    places = list(meeting.attendances.select_related("meeting", "alliance").order_by("position", "pk"))
    own = (place for place in places if place.email.casefold() == email.casefold())
    deputised = (place for place in places if place.deputy_email.casefold() == email.casefold())
    return next(own, None) or next(deputised, None)


def _doubt(meeting: Meeting, place: Attendance | None, reply: CalendarReply, sender: str) -> Doubt | None:
    if meeting.state in (MeetingState.CANCELLED, MeetingState.HELD):
        return Doubt.SETTLED
    if place is None:
        return Doubt.UNKNOWN_ADDRESS
    if sender.casefold() != reply.email.casefold():
        return Doubt.OTHER_SENDER
    is_older = reply.sequence < meeting.sequence or _is_overtaken(place, reply)
    return Doubt.OLDER if is_older else None


def _is_overtaken(place: Attendance, reply: CalendarReply) -> bool:
    """Mails arrive late: was it given before the answer that stands?"""
    if reply.at is None or place.replied_at is None:
        return False
    given = reply.at if timezone.is_aware(reply.at) else timezone.make_aware(reply.at)
    # Calendars tell the time in whole seconds.
    return given < place.replied_at.replace(microsecond=0)


def _keep_doubtful(meeting: Meeting, reply: CalendarReply, sender: str, why: Doubt) -> None:
    with event(
        events.REPLIED,
        by=None,
        alliance=meeting.alliance,
        channel=Channel.IMPORT,
        signature=_signature(reply),
    ):
        DoubtfulReply.objects.create(
            alliance_id=meeting.alliance_id,
            meeting=meeting,
            email=reply.email[:254],
            sender=sender[:254],
            reply=reply.answer.value,
            note=" ".join(reply.comment.split())[:LONGEST_NOTE],
            sequence=reply.sequence,
            why=why,
        )


def _signature(reply: CalendarReply) -> str:
    return str(_("Calendar of %(email)s") % {"email": reply.email})[:160]
