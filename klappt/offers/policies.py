from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import Role
from klappt.accounts.policies import right
from klappt.alliances.policies import EVERYONE

SEE_OFFERS = right(
    "offers.see",
    _("See offers and whom they let in"),
    EVERYONE,
    _("Only people who work in this alliance see its offers."),
)
EDIT_OFFERS = right(
    "offers.edit",
    _("Add, change and check offers and their access rules"),
    {Role.COORDINATOR},
    _("Only the coordination changes the offers. Please tell it what is missing."),
)
