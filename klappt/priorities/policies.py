from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import Role
from klappt.accounts.policies import right
from klappt.alliances.policies import EVERYONE
from klappt.meetings.policies import AT_THE_TABLE

SEE_PRIORITIES = right(
    "priorities.see",
    _("See the priorities, why they hold, and how their first steps stand"),
    EVERYONE,
    _("Only people who work in this alliance see its priorities."),
)
PROPOSE = right(
    "priorities.propose",
    _("Propose priorities and weigh them"),
    AT_THE_TABLE,
    _("Those who sit at the core group's table propose and weigh priorities."),
)
RUN_PRIORITIES = right(
    "priorities.run",
    _("Write down what the group decided on priorities, open rounds, plan first steps"),
    {Role.COORDINATOR},
    _("Only the coordination writes down what was decided. Please speak to it."),
)
