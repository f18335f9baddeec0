from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import PlatformRole, Role
from klappt.accounts.models import User
from klappt.accounts.policies import Right, Verdict, right
from klappt.alliances.models import Alliance

EVERYONE = frozenset(Role)
STEERING = frozenset({Role.COORDINATOR, Role.LEAD})


@dataclass(frozen=True)
class Member:
    """Somebody at work in one alliance."""

    user: User
    alliance: Alliance
    role: Role

    def may(self, wanted: Right) -> Verdict:
        return wanted.of(self.role)


SEE_ALLIANCE = right(
    "alliances.see",
    _("See the alliance: start page, process plan, lead and office"),
    EVERYONE,
    _("Only people who work in this alliance see it."),
)
RUN_ALLIANCE = right(
    "alliances.run",
    _("Change the alliance: area, lead, office, names of its parts, plan"),
    {Role.COORDINATOR},
    _("Only the coordination changes the alliance. Please speak to it."),
)
MANAGE_TEAM = right(
    "alliances.team",
    _("Invite people, change their role, end their work here"),
    {Role.COORDINATOR},
    _("Only the coordination invites people and sets their roles."),
)
READ_TRAIL = right(
    "alliances.trail",
    _("Read who changed what and when"),
    STEERING,
    _("Only coordination and lead read the whole history."),
)
READ_MAIL = right(
    "alliances.mail",
    _("See which mails went out in the alliance's name and whether they arrived"),
    STEERING,
    _("Only coordination and lead see the alliance's mails."),
)
READ_CONFIDENTIAL_MAIL = right(
    "alliances.mail_confidential",
    _("See to whom confidential mails went (inside the administration)"),
    STEERING,
    _("Only coordination and lead see confidential mails."),
)
RUN_MAIL = right(
    "alliances.mail_run",
    _("Send mails again and settle those that did not arrive"),
    {Role.COORDINATOR},
    _("Only the coordination sends mails again. Please speak to it."),
)
SEE_PLATFORM = right(
    "platform.see",
    _("See the list of all alliances (names, areas; nothing from inside)"),
    frozenset(PlatformRole),
    _("Only research, state office and operators see the list of all alliances."),
)
RUN_PLATFORM = right(
    "platform.run",
    _("Found alliances, invite their coordination, give roles on the platform"),
    {PlatformRole.OPERATOR},
    _("Only operators found alliances and give roles on the platform."),
)
