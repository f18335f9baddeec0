from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import Role
from klappt.accounts.policies import right
from klappt.alliances.policies import EVERYONE

SEE_BODIES = right(
    "bodies.see",
    _("See bodies and who sits there"),
    EVERYONE,
    _("Only people who work in this alliance see its bodies."),
)
EDIT_BODIES = right(
    "bodies.edit",
    _("Found and end bodies, give seats, note who fills them"),
    {Role.COORDINATOR},
    _("Only the coordination changes bodies and seats. Please tell it what has changed."),
)
