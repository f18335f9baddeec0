from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import Role
from klappt.accounts.policies import Allowed, Verdict, right
from klappt.alliances.policies import EVERYONE, STEERING, Member
from klappt.meetings.enums import MeetingState
from klappt.meetings.models import Meeting, Outcome

AT_THE_TABLE = frozenset({Role.COORDINATOR, Role.LEAD, Role.MEMBER})

SEE_MEETINGS = right(
    "meetings.see",
    _("See meetings, agendas, minutes and what was agreed"),
    EVERYONE,
    _("Only people who work in this alliance see its meetings."),
)
RUN_MEETINGS = right(
    "meetings.run",
    _("Plan meetings, invite, chair, note who was there, send minutes round"),
    {Role.COORDINATOR},
    _("Only the coordination plans meetings and sends invitations. Please speak to it."),
)
WRITE_MINUTES = right(
    "meetings.minutes",
    _("Write minutes and results during a meeting"),
    AT_THE_TABLE,
    _("Those who sit at the table write the minutes."),
)
SETTLE_MINUTES = right(
    "meetings.settle_minutes",
    _("Correct and approve minutes that were sent round"),
    {Role.COORDINATOR, Role.LEAD},
    _("Only the coordination and the lead correct minutes that were sent round. Please speak to them."),
)
RUN_MEASURES = right(
    "measures.run",
    _("Move and change every measure, take back a wrong change"),
    STEERING,
    _("Only those responsible, the coordination and the lead say how a measure stands."),
)


def is_responsible(member: Member, outcome: Outcome) -> bool:
    own = member.user.email.casefold()
    return outcome.user_id == member.user.pk or bool(own and outcome.email.casefold() == own)


def may_move(member: Member, outcome: Outcome) -> Verdict:
    """Whoever is responsible says how it stands; coordination and lead may, too. The others read."""
    return Allowed() if is_responsible(member, outcome) else member.may(RUN_MEASURES)


def may_move_in(member: Member, outcome: Outcome, meeting: Meeting) -> Verdict:
    """While the meeting is under way, whoever sits at the table notes what is said there of a measure."""
    if meeting.state == MeetingState.UNDER_WAY and member.may(WRITE_MINUTES):
        return Allowed()
    return may_move(member, outcome)
