import datetime

from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.alliances.models import Alliance, Membership
from klappt.alliances.policies import Member
from klappt.alliances.scope import every_alliance, scope


def member_of(user: User, key: str, day: datetime.date) -> Member | None:
    """The person as member of this alliance on this day; None for everybody else, so that they get 404."""
    alliance = Alliance.objects.select_related("municipality").filter(key=key).first()
    if alliance is None:
        return None
    with scope(alliance):
        membership = Membership.objects.active_on(day).filter(user=user).first()
    return Member(user, alliance, Role(membership.role)) if membership else None


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
