"""What comes next for a meeting: one sentence, one way on."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klappt.alliances.policies import Member
from klappt.meetings.enums import MeetingState
from klappt.meetings.models import Meeting
from klappt.meetings.policies import RUN_MEETINGS, SEE_MEETINGS, WRITE_MINUTES
from klappt.meetings.selectors.invitation import Answers

REMIND_BEFORE = datetime.timedelta(days=7)


@dataclass(frozen=True)
class NextStep:
    """`route` leads on with the key of the meeting; without one there is nothing to do now."""

    says: str
    route: str = ""
    action: str = ""
    icon: str = ""


def next_step(
    meeting: Meeting, member: Member, now: datetime.datetime, answers: Answers, *, has_news: bool
) -> NextStep:
    """`has_news`: somebody came into the body or left it since the invitation."""
    if meeting.state == MeetingState.CANCELLED:
        return NextStep(_("The reason: %(reason)s") % {"reason": meeting.reason})
    if meeting.state == MeetingState.FINDING_DATE:
        return _finding_a_date(member)
    if meeting.state == MeetingState.UNDER_WAY and member.may(WRITE_MINUTES):
        return NextStep("", "meetings:live", _("To the running meeting"), "arrow-right")
    if meeting.state == MeetingState.HELD and member.may(SEE_MEETINGS):
        return NextStep("", "meetings:minutes", _("To the minutes"), "file")
    if member.may(RUN_MEETINGS) and meeting.state in (MeetingState.PLANNED, MeetingState.INVITED):
        return _of_coordination(meeting, now, answers, has_news=has_news)
    return NextStep("")


def _finding_a_date(member: Member) -> NextStep:
    if not member.may(RUN_MEETINGS):
        return NextStep(
            _("Everybody has been asked which days suit."), "meetings:poll", _("See the answers"), "list"
        )
    says = _("Everybody has been asked which days suit.")
    return NextStep(says, "meetings:poll", _("See the answers and choose"), "calendar")


def _of_coordination(
    meeting: Meeting, now: datetime.datetime, answers: Answers, *, has_news: bool
) -> NextStep:
    if meeting.ends_at and meeting.ends_at < now:
        return NextStep(
            _("Please note who was there; then the meeting is closed."),
            "meetings:attendance",
            _("Note who was there"),
            "user-check",
        )
    if meeting.state == MeetingState.PLANNED:
        return NextStep(
            _("Nobody has been told yet."), "meetings:invite", _("Prepare the invitation"), "send"
        )
    if meeting.starts_at and timezone.localdate(meeting.starts_at) == timezone.localdate(now):
        return NextStep(_("The meeting is today."), "meetings:live", _("Open the meeting"), "arrow-right")
    return _while_waiting(meeting, now, answers, has_news=has_news)


def _while_waiting(meeting: Meeting, now: datetime.datetime, answers: Answers, *, has_news: bool) -> NextStep:
    if has_news:
        return NextStep(
            _("The body has changed since the invitation."), "meetings:invite", _("Tell who is new"), "send"
        )
    if answers.troubles:
        says = ngettext(
            "%(count)d mail did not arrive for certain.",
            "%(count)d mails did not arrive for certain.",
            answers.troubles,
        )
        return NextStep(says % {"count": answers.troubles}, "meetings:invite", _("Look at the mails"), "mail")
    if answers.silent and meeting.starts_at and meeting.starts_at - now < REMIND_BEFORE:
        says = ngettext(
            "%(count)d person has not answered yet.",
            "%(count)d people have not answered yet.",
            answers.silent,
        )
        return NextStep(says % {"count": answers.silent}, "meetings:remind", _("Remind"), "message")
    return NextStep(_("Everybody has been invited."), "meetings:agenda", _("Look through the agenda"), "list")
