"""What comes next for a meeting: one sentence, one way on."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from klappt.alliances.policies import Member
from klappt.meetings.enums import MeetingState
from klappt.meetings.models import Meeting
from klappt.meetings.policies import RUN_MEETINGS


@dataclass(frozen=True)
class NextStep:
    """`route` leads on with the key of the meeting; without one there is nothing to do now."""

    says: str
    route: str = ""
    action: str = ""
    icon: str = ""


def next_step(meeting: Meeting, member: Member, now: datetime.datetime) -> NextStep:
    if meeting.state == MeetingState.CANCELLED:
        return NextStep(_("Cancelled: %(reason)s") % {"reason": meeting.reason})
    if not member.may(RUN_MEETINGS):
        return NextStep("")
    if meeting.ends_at is not None and meeting.ends_at < now:
        return NextStep(_("The meeting is over."))
    return NextStep(_("The date stands."), "meetings:edit", _("Change"), "edit")
