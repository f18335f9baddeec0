from typing import Any

from allauth.account.models import EmailAddress
from django.db.models.signals import post_save
from django.dispatch import receiver

from klappt.accounts.models import User


@receiver(post_save, sender=User)
def an_account_begins_with_a_proven_address(
    *, instance: User, created: bool, raw: bool = False, **_signal: Any
) -> None:
    """Accounts are opened by invitation or by the operator, never by whoever types an address."""
    if created and not raw:
        EmailAddress.objects.create(user=instance, email=instance.email, verified=True, primary=True)
