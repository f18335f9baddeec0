from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import Role
from klappt.accounts.policies import right
from klappt.alliances.policies import EVERYONE

SEE_AGREEMENTS = right(
    "agreements.see",
    _("See existing structures, agreements and formats"),
    EVERYONE,
    _("Only people who work in this alliance see its agreements and formats."),
)
READ_FILES = right(
    "agreements.files",
    _("Open the files of agreements"),
    {Role.COORDINATOR, Role.LEAD, Role.MEMBER},
    _("Coordination, lead and members open the files of agreements. Please ask the coordination."),
)
EDIT_AGREEMENTS = right(
    "agreements.edit",
    _("Note existing structures, agreements and formats, and how far they are made permanent"),
    {Role.COORDINATOR},
    _("Only the coordination changes agreements and formats. Please tell it what has changed."),
)
