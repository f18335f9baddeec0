from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import PlatformRole, Role
from klappt.accounts.policies import right
from klappt.alliances.policies import EVERYONE

SEE_RETURNS = right(
    "returns.see",
    _("See the alliance's worksheets and fill them in"),
    EVERYONE,
    _("Only people who work in this alliance see its worksheets."),
)
HAND_IN = right(
    "returns.hand_in",
    _("Hand in a worksheet"),
    {Role.COORDINATOR},
    _("Only the coordination hands in a worksheet. Please speak to it."),
)
AGREE = right(
    "returns.agree",
    _("Agree to a worksheet before it is handed in"),
    {Role.LEAD},
    _("Only the lead agrees to a worksheet before it is handed in."),
)
SEE_WAVES = right(
    "returns.waves",
    _("See which alliances have handed in a worksheet; nothing of what they wrote"),
    {PlatformRole.RESEARCHER, PlatformRole.STATE_OFFICE},
    _("Only research and state office see how the returns stand."),
)
RUN_WAVES = right(
    "returns.run_waves",
    _("Send worksheets to alliances, remind them, ask back"),
    {PlatformRole.RESEARCHER},
    _("Only research sends out worksheets and asks back."),
)
READ_SENT = right(
    "returns.read_sent",
    _("Read what alliances handed in for research"),
    {PlatformRole.RESEARCHER},
    _("Only research reads what alliances handed in for it."),
)
