from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import Role
from klappt.accounts.policies import Allowed, Denied, Verdict, right
from klappt.alliances.policies import EVERYONE, STEERING, Member
from klappt.measures.models import Carried
from klappt.meetings.models import Outcome
from klappt.meetings.policies import AT_THE_TABLE

SEE_MEASURES = right(
    "measures.see",
    _("See goals, decisions and measures, and what was carried on"),
    EVERYONE,
    _("Only people who work in this alliance see its measures."),
)
RUN_MEASURES = right(
    "measures.run",
    _("Move and change every measure, take back a wrong change"),
    STEERING,
    _("Only those responsible, the coordination and the lead say how a measure stands."),
)
CARRY_ON = right(
    "measures.carry",
    _("Note what was carried into the own organisation"),
    AT_THE_TABLE,
    _("Those who sit at the table note what they carried into their organisation."),
)
SEE_REMINDERS = right(
    "measures.reminders",
    _("See who is reminded of what, and which mail came back"),
    {Role.COORDINATOR},
    _("Only the coordination sees who was reminded."),
)
_NOT_YOURS = Denied(_("Only whoever wrote this, or the coordination, changes it."))


def is_responsible(member: Member, outcome: Outcome) -> bool:
    own = member.user.email.casefold()
    return outcome.user_id == member.user.pk or bool(own and outcome.email.casefold() == own)


def may_move(member: Member, outcome: Outcome) -> Verdict:
    """Whoever is responsible says how it stands; coordination and lead may, too. The others read."""
    return Allowed() if is_responsible(member, outcome) else member.may(RUN_MEASURES)


def may_edit_carried(member: Member, carried: Carried) -> Verdict:
    if member.role == Role.COORDINATOR or carried.by_id == member.user.pk:
        return member.may(CARRY_ON)
    return _NOT_YOURS
