"""Who works in an alliance, in which role, since when."""

import datetime

from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.alliances import events
from klappt.alliances.models import Alliance, Membership
from klappt.audit.services import event


def admit(
    *, alliance: Alliance, user: User, role: Role, since: datetime.date, by: User | None, signature: str = ""
) -> Membership:
    """Somebody begins to work in the alliance."""
    with event(events.MEMBER_JOINED, by=by, alliance=alliance, signature=signature):
        membership = Membership(alliance=alliance, user=user, role=role, valid_from=since)
        membership.full_clean()
        membership.save()
    return membership
