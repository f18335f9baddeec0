"""Invitations: by a link that expires. The link's secret leaves in the mail; only its hash stays here."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.accounts.services import open_account
from klappt.alliances import events
from klappt.alliances.models import Alliance, Invitation, Membership
from klappt.alliances.scope import scope
from klappt.alliances.services.links import find_link, hash_of, new_secret, unanswered
from klappt.alliances.services.mails import send_invitation
from klappt.alliances.services.team import admit
from klappt.audit.enums import Channel
from klappt.audit.services import event

VALID_FOR = datetime.timedelta(days=14)


def invite(
    *, alliance: Alliance, email: str, role: Role, by: User, now: datetime.datetime, name: str = ""
) -> Invitation:
    """Invite somebody by mail. Refused when they already work here or hold an open invitation."""
    email = email.strip().lower()
    with scope(alliance), event(events.INVITED, by=by, alliance=alliance):
        _not_here_yet(email, now)
        secret = new_secret()
        invitation = Invitation(
            alliance=alliance,
            email=email,
            name=name,
            role=role,
            secret_hash=hash_of(secret),
            invited_by=by,
            invited_at=now,
            expires_at=now + VALID_FOR,
        )
        invitation.full_clean()
        invitation.save()
        send_invitation(invitation, secret)
    return invitation


def invite_again(*, invitation: Invitation, by: User, now: datetime.datetime) -> Invitation:
    """A new link by a new mail; the old link no longer opens anything."""
    with event(events.INVITED, by=by, alliance=invitation.alliance):
        found = _unanswered(invitation)
        secret = new_secret()
        found.secret_hash = hash_of(secret)
        found.invited_by, found.invited_at, found.expires_at = by, now, now + VALID_FOR
        found.save()
        send_invitation(found, secret)
    return found


def withdraw_invitation(*, invitation: Invitation, by: User, now: datetime.datetime) -> Invitation:
    with event(events.INVITATION_WITHDRAWN, by=by, alliance=invitation.alliance):
        found = _unanswered(invitation)
        found.withdrawn_at = now
        found.save()
    return found


def invitation_for(secret: str) -> Invitation | None:
    """The invitation a link belongs to, whatever its state; None for a link that never was one."""
    return find_link(Invitation, secret, related=("invited_by",))


def accept_as_new(
    *, invitation: Invitation, name: str, password: str, language: str, now: datetime.datetime
) -> User:
    """Open an account with the invited address, which the link has proven, and begin to work."""
    with transaction.atomic(), scope(invitation.alliance):
        found = _open(invitation, now)
        user = open_account(email=found.email, name=name, password=password, language=language)
        accept(invitation=found, user=user, now=now)
    return user


def accept(*, invitation: Invitation, user: User, now: datetime.datetime) -> None:
    """Begin to work with the account one is signed in with."""
    with (
        scope(invitation.alliance),
        event(events.INVITATION_ACCEPTED, by=user, alliance=invitation.alliance, channel=Channel.LINK),
    ):
        _accept(_open(invitation, now), user, now)


def _not_here_yet(email: str, now: datetime.datetime) -> None:
    today = timezone.localdate(now)
    if Membership.objects.active_on(today).filter(user__email__iexact=email).exists():
        raise ValidationError({"email": _("This person already works in the alliance.")})
    waiting = unanswered(Invitation.objects.filter(email__iexact=email, expires_at__gt=now))
    if waiting.exists():
        raise ValidationError(
            {"email": _("This address already holds an invitation. You can send it again from the list.")}
        )


def _unanswered(invitation: Invitation) -> Invitation:
    found: Invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if found.accepted_at:
        raise ValidationError(_("This invitation has already been accepted."))
    if found.withdrawn_at:
        raise ValidationError(_("This invitation has already been withdrawn."))
    return found


def _open(invitation: Invitation, now: datetime.datetime) -> Invitation:
    found = _unanswered(invitation)
    if not found.is_open(now):
        raise ValidationError(_("This invitation has expired."))
    return found


def _accept(invitation: Invitation, user: User, now: datetime.datetime) -> None:
    invitation.accepted_at = now
    invitation.save()
    admit(
        alliance=invitation.alliance,
        user=user,
        role=Role(invitation.role),
        since=timezone.localdate(now),
        by=user,
    )
