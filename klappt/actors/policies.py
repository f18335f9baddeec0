from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import Role
from klappt.accounts.policies import right
from klappt.alliances.policies import EVERYONE, STEERING

SEE_ACTORS = right(
    "actors.see",
    _("See institutions and their business contacts"),
    EVERYONE,
    _("Only people who work in this alliance see its actors."),
)
EDIT_ACTORS = right(
    "actors.edit",
    _("Change, add, merge and remove institutions; bring in a table"),
    {Role.COORDINATOR},
    _("Only the coordination changes the table of actors. Please tell it what is missing."),
)
SEE_ASSESSMENTS = right(
    "actors.assessments",
    _("See how cooperation is assessed"),
    STEERING,
    _("Only coordination and lead see how cooperation is assessed."),
)
PLAN_CORE_GROUP = right(
    "actors.plan",
    _("Propose the core group and approach institutions"),
    {Role.COORDINATOR},
    _("Only the coordination puts the core group together."),
)
SEE_PLAN = right(
    "actors.see_plan",
    _("See the proposal for the core group and how approaches stand"),
    STEERING,
    _("Only coordination and lead see the proposal for the core group."),
)
AGREE = right(
    "actors.agree",
    _("Agree to approaching an institution"),
    {Role.LEAD},
    _("Only the lead agrees to approaching an institution."),
)
