import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.actors import events
from klappt.actors.enums import Group
from klappt.actors.models import ContactPerson, GroupMembership, Institution
from klappt.audit.services import event


def join_group(
    *,
    institution: Institution,
    group: Group,
    since: datetime.date | None,
    by: User | None,
    forum_name: str = "",
    person: ContactPerson | None = None,
    deputy: ContactPerson | None = None,
    until: datetime.date | None = None,
    signature: str = "",
) -> GroupMembership:
    """An institution sits in the core group or in a forum from this day on (A9)."""
    forum_name = " ".join(forum_name.split())
    overlapping = GroupMembership.objects.filter(
        institution=institution, group=group, forum_name__iexact=forum_name
    )
    if since is not None and overlapping.active_on(since).exists():
        raise ValidationError({"group": _("The institution already sits in this group on that day.")})
    with event(events.GROUP_JOINED, by=by, alliance=institution.alliance, signature=signature):
        membership = GroupMembership(
            alliance_id=institution.alliance_id,
            institution=institution,
            group=group,
            forum_name=forum_name,
            person=person,
            deputy=deputy,
            valid_from=since,
            valid_until=until,
        )
        membership.full_clean(exclude=["alliance", "institution"], validate_constraints=False)
        membership.save()
    return membership


def leave_group(
    *, membership: GroupMembership, on: datetime.date, by: User | None, signature: str = ""
) -> GroupMembership:
    """The institution sits there until this day; the row stays."""
    with event(events.GROUP_LEFT, by=by, alliance=membership.alliance, signature=signature):
        membership.valid_until = on
        membership.full_clean(exclude=["alliance", "institution"], validate_constraints=False)
        membership.save()
    return membership
