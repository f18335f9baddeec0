"""What becomes of a person's traces in the alliances when they delete their account."""

import datetime

from django.utils import timezone

from klappt.accounts.models import User
from klappt.alliances.models import Invitation, Membership
from klappt.alliances.scope import every_alliance, scope
from klappt.alliances.services.team import end_work
from klappt.audit.services import forget

REASON = "somebody deletes their account"


def leave_everything(*, user: User, now: datetime.datetime) -> None:
    """End the person's work everywhere and take name and address out of the history.

    Raises ValidationError for an alliance that would be left without coordination.
    """
    today = timezone.localdate(now)
    with every_alliance(reason=REASON):
        memberships = list(Membership.objects.select_related("alliance", "user").filter(user=user))
        invitations = list(Invitation.objects.filter(email__iexact=user.email))
        invitation_ids = [str(row.pk) for row in invitations]
        for membership in memberships:
            if membership.valid_until is None or membership.valid_until > today:
                with scope(membership.alliance):
                    end_work(membership=membership, last_day=today, by=user)
        for invitation in invitations:
            invitation.delete()
    forget(model="alliances.membership", object_ids=[str(row.pk) for row in memberships])
    forget(model="alliances.invitation", object_ids=invitation_ids)
