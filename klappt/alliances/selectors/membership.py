"""Who works where."""

import datetime

from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.alliances.enums import InvitationState
from klappt.alliances.models import Alliance, Invitation, Membership
from klappt.alliances.policies import Member
from klappt.alliances.scope import every_alliance, scope


def member_of(user: User, key: str, day: datetime.date) -> Member | None:
    """The person as member of this alliance on this day; None for everybody else, so that they get 404."""
    with every_alliance(reason="the alliance of the address, if the person works there"):
        here = Membership.objects.active_on(day).filter(user=user, alliance__key=key)
        found = here.select_related("alliance__municipality").first()
    return Member(user, found.alliance, Role(found.role)) if found else None


def alliances_of(user: User, day: datetime.date) -> list[Member]:
    """Where this person works, by name of the alliance."""
    with every_alliance(reason="the alliances of the person who signed in"):
        rows = list(
            Membership.objects.active_on(day)
            .filter(user=user)
            .select_related("alliance")
            .order_by("alliance__name")
        )
    return [Member(user, row.alliance, Role(row.role)) for row in rows]


def team_on(day: datetime.date) -> list[Membership]:
    """Who works in the open alliance on this day, coordination first, then by name."""
    rows = Membership.objects.active_on(day).select_related("user", "alliance").order_by("user__name", "pk")
    order = list(Role)
    return sorted(rows, key=lambda row: order.index(Role(row.role)))


def coordinators_of(alliance: Alliance, day: datetime.date) -> list[User]:
    """Who coordinates it that day and can sign in. For jobs that write to them: research never learns it."""
    with scope(alliance):
        held = Membership.objects.active_on(day).filter(role=Role.COORDINATOR, user__is_active=True)
        return [row.user for row in held.select_related("user").order_by("pk")]


def invitations_at(now: datetime.datetime) -> list[tuple[Invitation, InvitationState]]:
    """Invitations nobody has accepted yet, with how they stand; withdrawn ones are not shown again."""
    rows = Invitation.objects.filter(accepted_at=None, withdrawn_at=None).select_related("invited_by")
    return [(row, row.state(now)) for row in rows]
