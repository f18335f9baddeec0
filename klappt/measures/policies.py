from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import Role
from klappt.accounts.policies import Denied, Verdict, right
from klappt.alliances.policies import EVERYONE, Member
from klappt.measures.models import Carried
from klappt.meetings.policies import AT_THE_TABLE

SEE_MEASURES = right(
    "measures.see",
    _("See goals, decisions and measures, and what was carried on"),
    EVERYONE,
    _("Only people who work in this alliance see its measures."),
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


def may_edit_carried(member: Member, carried: Carried) -> Verdict:
    if member.role == Role.COORDINATOR or carried.by_id == member.user.pk:
        return member.may(CARRY_ON)
    return _NOT_YOURS
