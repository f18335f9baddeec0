from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import Role
from klappt.accounts.policies import right
from klappt.alliances.policies import EVERYONE

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
