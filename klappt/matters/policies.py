from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import Role
from klappt.accounts.policies import Allowed, Denied, Verdict, right
from klappt.alliances.policies import STEERING, Member
from klappt.matters.models import Inquiry, InternalMatter

SEE_MATTERS = right(
    "matters.see",
    _("See matters inside the administration: submissions and conflicts"),
    STEERING,
    _("Only coordination and lead see this, and whoever is asked, what they are asked."),
)
RUN_MATTERS = right(
    "matters.run",
    _("Write submissions, record conflicts, bring them to the lead, note what came of it"),
    {Role.COORDINATOR},
    _("Only the coordination writes submissions and records conflicts."),
)


def may_see(member: Member, matter: InternalMatter | None) -> Verdict:
    """Coordination and lead see all; who is asked sees what they are asked. Whether there is a matter at all
    is told to nobody else: the refusal is the same for one that does not exist."""
    if member.may(SEE_MATTERS):
        return Allowed()
    asked = matter is not None and Inquiry.objects.of(member.user).filter(matter=matter).exists()
    return Allowed() if asked else Denied(SEE_MATTERS.denial)


def may_answer(member: Member, inquiry: Inquiry) -> Verdict:
    """The person asked answers; the coordination notes an answer that came by word of mouth."""
    if inquiry.user_id == member.user.pk or member.may(RUN_MATTERS):
        return Allowed()
    return Denied(_("This question is addressed to %(name)s.") % {"name": inquiry.name})
