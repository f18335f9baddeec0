"""Who works in an alliance, in which role, since when."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.alliances import events
from klappt.alliances.models import Alliance, Membership
from klappt.alliances.scope import scope
from klappt.audit.enums import Channel
from klappt.audit.services import event

ONE_DAY = datetime.timedelta(days=1)


def admit(
    *,
    alliance: Alliance,
    user: User,
    role: Role,
    since: datetime.date,
    by: User | None,
    signature: str = "",
    channel: Channel = Channel.PAGE,
) -> Membership:
    """Somebody begins to work in the alliance, or comes back after an end."""
    with (
        scope(alliance),
        event(events.MEMBER_JOINED, by=by, alliance=alliance, signature=signature, channel=channel),
    ):
        membership: Membership | None = Membership.objects.select_for_update().filter(user=user).first()
        if membership is None or membership.holds_on(since):
            membership = Membership(alliance=alliance, user=user)
        membership.role, membership.valid_from, membership.valid_until = role, since, None
        membership.full_clean()
        membership.save()
    return membership


def change_role(*, membership: Membership, role: Role, by: User, today: datetime.date) -> Membership:
    """Refused when the alliance would be left without coordination."""
    with event(events.ROLE_CHANGED, by=by, alliance=membership.alliance):
        found = _locked(membership)
        if found.role != role:
            if role != Role.COORDINATOR:
                _leave_a_coordinator(found, today)
            found.role = role
            found.full_clean()
            found.save()
    return found


def end_work(*, membership: Membership, last_day: datetime.date, by: User) -> Membership:
    """The person's access ends with this day. Refused when nobody would be left to coordinate."""
    with event(events.MEMBER_LEFT, by=by, alliance=membership.alliance):
        found = _locked(membership)
        _leave_a_coordinator(found, last_day + ONE_DAY)
        found.valid_until = last_day
        if found.valid_from and found.valid_from > last_day:
            found.valid_from = last_day  # begun and ended on one day: the history says how it was
        found.full_clean()
        found.save()
    return found


def _locked(membership: Membership) -> Membership:
    rows: list[Membership] = list(Membership.objects.select_for_update().filter(alliance=membership.alliance))
    return next(row for row in rows if row.pk == membership.pk)


def _leave_a_coordinator(membership: Membership, day: datetime.date) -> None:
    if membership.role != Role.COORDINATOR:
        return
    others = Membership.objects.active_on(day).filter(role=Role.COORDINATOR, valid_until=None)
    if not others.exclude(pk=membership.pk).exists():
        raise ValidationError(
            _(
                "%(name)s is the only coordination of %(alliance)s. "
                "First invite somebody else as coordination, or give somebody that role."
            )
            % {"name": membership.user, "alliance": membership.alliance}
        )
