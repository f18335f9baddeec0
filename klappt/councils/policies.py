from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import Role
from klappt.accounts.policies import right
from klappt.alliances.policies import EVERYONE

SEE_COUNCIL = right(
    "councils.see",
    _("See what came from the council's system, and take the bodies along as OParl"),
    EVERYONE,
    _("Only people who work in this alliance see this."),
)
IMPORT_COUNCIL = right(
    "councils.import",
    _("Bring in bodies and meetings from the council's system"),
    {Role.COORDINATOR},
    _("Only the coordination brings in files. Please speak to it."),
)
