from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import Role
from klappt.accounts.policies import right
from klappt.alliances.policies import EVERYONE

# Lead, members and coordination sit at the core group's table; practitioners are asked as a source.
AT_THE_TABLE = frozenset({Role.COORDINATOR, Role.LEAD, Role.MEMBER})

SEE_NEEDS = right(
    "needs.see",
    _("See what is known of the young people's situation, and their needs"),
    EVERYONE,
    _("Only people who work in this alliance see its needs."),
)
EDIT_NEEDS = right(
    "needs.edit",
    _("Write down situations and needs, open rounds of weighing"),
    {Role.COORDINATOR},
    _("Only the coordination writes down situations and needs. Please tell it what is missing."),
)
WEIGH_NEEDS = right(
    "needs.weigh",
    _("Weigh the needs"),
    AT_THE_TABLE,
    _("Those who sit at the core group's table weigh the needs."),
)
SEE_RESULTS = right(
    "needs.results",
    _("See the results of surveys of the young people"),
    AT_THE_TABLE,
    _("Coordination, lead and members see the results of surveys."),
)
RUN_SURVEYS = right(
    "needs.surveys",
    _("Open surveys of the young people, read free texts, change their wording"),
    {Role.COORDINATOR},
    _("Only the coordination runs surveys of the young people."),
)
