"""What a person does with their own account."""

import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from klappt.accounts import events
from klappt.accounts.models import User
from klappt.audit.services import event


def open_account(*, email: str, name: str, password: str, language: str = "de") -> User:
    """A new account for somebody who proved the address, by a link that only went there."""
    email = email.strip().lower()
    if User.objects.filter(email__iexact=email).exists():
        raise ValidationError(_("Somebody already signs in with this e-mail address."))
    validate_password(password, User(email=email, name=name))
    return User.objects.create_user(email, password, name=name, language=language)


def change_profile(*, user: User, name: str, language: str) -> None:
    with event(events.PROFILE_CHANGED, by=user):
        user.name, user.language = name, language
        user.full_clean()
        user.save(update_fields=["name", "language"])


def choose_language(*, user: User, language: str) -> None:
    """Only the language: a matter of reading, no event worth keeping."""
    user.language = language
    user.save(update_fields=["language"])


def close_account(*, user: User, now: datetime.datetime) -> None:
    """Delete the person's data for good. The row stays without a name, so that history keeps its shape.

    Raises ValidationError when an alliance would be left without coordination.
    """
    with event(events.ACCOUNT_CLOSED, by=user):
        events.account_closing.send(sender=User, user=user, now=now)
        for kept in (EmailAddress, Authenticator, SocialAccount, UserSession):
            kept.objects.filter(user=user).delete()
        user.email = f"deleted-{user.pk}@klappt.invalid"
        user.name, user.platform_role = "", ""
        user.is_active, user.is_superuser = False, False
        user.closed_at = now
        user.set_unusable_password()
        user.save()
        user.groups.clear()
