"""The secret address of somebody's calendar: made, made anew, switched off."""

from django.utils import timezone

from klappt.accounts.models import User
from klappt.alliances.services.links import hash_of, new_secret
from klappt.audit.services import event
from klappt.meetings import events
from klappt.meetings.models import FeedAddress


def renew_feed(*, user: User, only_own: bool) -> str:
    """A new address, the old one is dead. Returns the secret; nobody can look it up again."""
    secret = new_secret()
    with event(events.FEED_RENEWED, by=user):
        address = FeedAddress.objects.filter(user=user).first() or FeedAddress(user=user)
        address.secret_hash, address.only_own, address.made_at = hash_of(secret), only_own, timezone.now()
        address.save()
    return secret


def choose_content(*, user: User, only_own: bool) -> None:
    """What stands in it, at the same address."""
    with event(events.FEED_RENEWED, by=user):
        for address in FeedAddress.objects.filter(user=user):
            address.only_own = only_own
            address.save(update_fields=["only_own"])


def stop_feed(*, user: User) -> None:
    with event(events.FEED_STOPPED, by=user):
        for address in FeedAddress.objects.filter(user=user):
            address.delete()
