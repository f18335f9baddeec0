from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import PlatformRole
from klappt.accounts.policies import right

SEE_FIGURES = right(
    "evaluation.figures",
    _("See figures of all returns together; nothing of a single alliance"),
    {PlatformRole.RESEARCHER, PlatformRole.STATE_OFFICE},
    _("Only research and state office see the figures of all returns."),
)
TAKE_DATA = right(
    "evaluation.data",
    _("Read open answers and take the data of the returns"),
    {PlatformRole.RESEARCHER},
    _("Only research reads open answers and takes the data."),
)
