from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import Role
from klappt.accounts.policies import right
from klappt.alliances.policies import EVERYONE

SEE_CHAINS = right(
    "chains.see",
    _("See gaps, chains and levers"),
    EVERYONE,
    _("Only people who work in this alliance see its chains."),
)
EDIT_CHAINS = right(
    "chains.edit",
    _("Change goals, links and levers; draw consequences from gaps"),
    {Role.COORDINATOR},
    _("Only the coordination changes chains and levers. Please tell it what is missing."),
)
COUNT_TRANSFERS = right(
    "chains.count",
    _("Count handovers between offers"),
    {Role.COORDINATOR, Role.PRACTITIONER},
    _("Only coordination and practitioners count handovers."),
)
FIND_CHAINS = right(
    "chains.find",
    _("Find chains for a situation and say where something is missing"),
    {Role.COORDINATOR, Role.PRACTITIONER, Role.LEAD, Role.MEMBER},
    _("Only people who work in this alliance find chains."),
)
