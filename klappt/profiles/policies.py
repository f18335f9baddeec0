from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import Role
from klappt.accounts.policies import right
from klappt.alliances.policies import EVERYONE

SEE_SUBGROUPS = right(
    "profiles.see",
    _("See the subgroups of the target group"),
    EVERYONE,
    _("Only people who work in this alliance see its subgroups."),
)
EDIT_SUBGROUPS = right(
    "profiles.edit",
    _("Describe subgroups and the questions on a situation"),
    {Role.COORDINATOR},
    _("Only the coordination describes the subgroups. Please tell it what is missing."),
)
