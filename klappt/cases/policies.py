from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import Role
from klappt.accounts.policies import right
from klappt.alliances.policies import EVERYONE

SEE_PATTERNS = right(
    "cases.overview",
    _("See which patterns case conferences show, and what came of them"),
    EVERYONE,
    _("Only people who work in this alliance see what its case conferences show."),
)
ENTER_CASES = right(
    "cases.enter",
    _("Enter patterns and findings from case conferences, and read them one by one"),
    {Role.COORDINATOR, Role.PRACTITIONER},
    _("Only practitioners and the coordination read single case conferences. The overview is open to you."),
)
FOLLOW_UP = right(
    "cases.follow_up",
    _("Say what follows from a finding"),
    {Role.COORDINATOR},
    _("Only the coordination notes what follows from a finding. Please speak to it."),
)
