from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_changed, password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.db.models.signals import post_save
from django.dispatch import receiver

from klappt.accounts.events import SECURITY_CHANGED
from klappt.accounts.models import User
from klappt.audit.services import event


@receiver(post_save, sender=User)
def an_account_begins_with_a_proven_address(
    *, instance: User, created: bool, raw: bool = False, **_signal: Any
) -> None:
    """Accounts are opened by invitation or by the operator, never by whoever types an address."""
    if created and not raw:
        EmailAddress.objects.create(user=instance, email=instance.email, verified=True, primary=True)


OF_SIGN_IN = [
    password_changed,
    password_set,
    password_reset,
    email_changed,
    authenticator_added,
    authenticator_removed,
]


@receiver(OF_SIGN_IN)
def how_somebody_signs_in_is_noted(*, user: User, **_signal: Any) -> None:
    """Who and when; never what, which is nobody's business but the person's."""
    with event(SECURITY_CHANGED, by=user):
        pass
