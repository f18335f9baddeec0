from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import PlatformRole
from klappt.accounts.policies import right

SEE_WORKSHEETS = right(
    "worksheets.see",
    _("Read the worksheets and all their editions"),
    {PlatformRole.RESEARCHER, PlatformRole.STATE_OFFICE},
    _("Only research and state office read the worksheets here. Alliances find theirs in their own pages."),
)
EDIT_WORKSHEETS = right(
    "worksheets.edit",
    _("Write worksheets and publish editions"),
    {PlatformRole.RESEARCHER},
    _("Only research writes worksheets."),
)
