from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import PlatformRole
from klappt.accounts.policies import right
from klappt.alliances.policies import EVERYONE, STEERING

COMMENT = right(
    "consultations.comment",
    _("Read drafts of worksheets and comment on them"),
    EVERYONE,
    _("Only people who work in this alliance comment on its drafts."),
)
SAY_FINE = right(
    "consultations.say_fine",
    _("Say for the alliance that a draft fits as it is"),
    STEERING,
    _("Only coordination and lead say for the alliance that a draft fits."),
)
CONSULT = right(
    "consultations.consult",
    _("Send drafts to alliances, read their comments and answer them"),
    {PlatformRole.RESEARCHER},
    _("Only research sends drafts to alliances and reads their comments."),
)
