"""Who works on the platform: research, state office, operators. They come in by a link of their own."""

import datetime

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from klappt.accounts import events
from klappt.accounts.enums import PlatformRole
from klappt.accounts.models import User
from klappt.audit.enums import Channel
from klappt.audit.services import event
from klappt.jobs.mail import send_letter


def appoint_operator(*, email: str, name: str) -> User:
    """Make somebody an operator of the platform, from the machine itself; opens the account if need be.

    Raises ValidationError when the address is none.
    """
    with event(
        events.OPERATOR_APPOINTED, by=None, signature="klappt create-operator", channel=Channel.COMMAND
    ):
        return _appoint(email, name, PlatformRole.OPERATOR)


def appoint(*, email: str, name: str, role: PlatformRole, by: User) -> User:
    """Give somebody a role on the platform and write them how they come in.

    Raises ValidationError when they already have the role, or the last operator would lose theirs.
    """
    known = User.objects.filter(email__iexact=email.strip()).first()
    if known and known.platform_role == role:
        raise ValidationError({"email": _("This person already has this role.")})
    if known:
        _an_operator_stays(known)
    with event(events.PLATFORM_ROLE_GIVEN, by=by, who=email.strip().lower(), role=role.value):
        user = _appoint(email, name, role)
        _write_to(user, by)
    return user


def dismiss(*, user: User, by: User) -> None:
    """End somebody's role on the platform; their account and their work in alliances stay."""
    _an_operator_stays(user)
    with event(events.PLATFORM_ROLE_ENDED, by=by, who=user.email, role=user.platform_role):
        user.platform_role = ""
        user.save(update_fields=["platform_role"])


def way_in(user: User) -> str:
    """The path at which this person sets a password; it works once, for a few days."""
    token = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), token])


def link_holds_for() -> datetime.timedelta:
    return datetime.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)


def _appoint(email: str, name: str, role: PlatformRole) -> User:
    email = email.strip().lower()
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = User(email=email, name=name or email.partition("@")[0])
        user.set_unusable_password()
    user.platform_role = role
    user.full_clean()
    user.save()
    EmailAddress.objects.get_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    return user


def _an_operator_stays(user: User) -> None:
    others = User.objects.filter(platform_role=PlatformRole.OPERATOR, is_active=True).exclude(pk=user.pk)
    if user.platform_role == PlatformRole.OPERATOR and not others.exists():
        raise ValidationError(_("Somebody has to run the platform. Please appoint another operator first."))


def _write_to(user: User, by: User) -> None:
    path = reverse("account_login") if user.has_usable_password() else way_in(user)
    with translation.override(user.language):
        subject = _("klappt: you work on the platform now, as %(role)s") % {
            "role": user.get_platform_role_display()
        }
        context = {
            "user": user,
            "by": by,
            "link": settings.PUBLIC_URL + path,
            "is_known": user.has_usable_password(),
            "days": link_holds_for().days,
        }
        send_letter(user.email, subject, "accounts/mail/appointed", context)
