import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.alliances.models import Alliance
from klappt.audit.enums import Channel
from klappt.audit.services import event
from klappt.core.names import plain_words
from klappt.offers import events
from klappt.offers.enums import Stage
from klappt.offers.models import ExampleCopy, Offer
from klappt.offers.services.conditions import checked_effects
from klappt.profiles.selectors.vocabulary import attributes

HANGING_ON = ("roles", "place_counts", "rules", "second_texts", "questions")
_KEY_LENGTH = 24


class Values(TypedDict, total=False):
    """What stands in an offer. What is not named stays as it is; the empty string empties."""

    key: str
    name: str
    kind: str
    stage: str
    description: str
    months: int | None
    duration_note: str
    effects: Sequence[Mapping[str, Any]]
    legal_basis: str
    decides: str
    usual_carrier: str
    website: str
    doubt: str
    note: str
    checked_on: datetime.date | None
    effort: Decimal | None
    valid_from: datetime.date | None
    valid_until: datetime.date | None


def add_offer(
    *,
    alliance: Alliance,
    by: User | None,
    channel: Channel = Channel.PAGE,
    signature: str = "",
    **values: Unpack[Values],
) -> Offer:
    """A new offer at the end of the list; without `key` it gets one from its name.

    ValidationError by field when something is wrong.
    """
    with event(events.OFFER_ADDED, by=by, alliance=alliance, channel=channel, signature=signature):
        last = Offer.objects.aggregate(last=Max("position"))["last"]
        offer = Offer(alliance=alliance, position=0 if last is None else last + 1)
        _write(offer, values)
        if not offer.key:
            offer.key = free_key(offer.name)
        offer.full_clean()
        offer.save()
    return offer


def change_offer(
    *,
    offer: Offer,
    by: User | None,
    channel: Channel = Channel.PAGE,
    signature: str = "",
    **values: Unpack[Values],
) -> Offer:
    """Change what is named and differs, and only that: what somebody else wrote meanwhile stays."""
    changed = _write(offer, values)
    if not changed:
        return offer
    offer.full_clean()
    told = events.EFFECTS_SET if changed == ["effects"] else events.OFFER_CHANGED
    with event(told, by=by, alliance=offer.alliance, channel=channel, signature=signature):
        offer.save(update_fields=changed)
    return offer


def change_many(*, offers: Sequence[Offer], by: User | None, **values: Unpack[Values]) -> int:
    """The same change to several offers, as one event. Gives how many."""
    if not offers:
        return 0
    with event(events.OFFER_CHANGED, by=by, alliance=offers[0].alliance):
        for offer in offers:
            change_offer(offer=offer, by=by, **values)
    return len(offers)


def check_offers(*, offers: Sequence[Offer], on: datetime.date, by: User | None) -> int:
    """Somebody has made sure on this day that the entries are right, as one event. Gives how many."""
    if not offers:
        return 0
    with event(events.OFFER_CHECKED, by=by, alliance=offers[0].alliance):
        for offer in offers:
            change_offer(offer=offer, by=by, checked_on=on)
    return len(offers)


def end_offer(*, offer: Offer, on: datetime.date, by: User | None) -> Offer:
    """There is the offer until this day, and no longer; it stays visible."""
    with event(events.OFFER_ENDED, by=by, alliance=offer.alliance):
        return change_offer(offer=offer, by=by, valid_until=on)


def open_idea(*, offer: Offer, since: datetime.date, by: User | None) -> Offer:
    """An idea has become an offer that exists from this day."""
    if not offer.is_idea:
        raise ValidationError(_("This offer exists already."))
    with event(events.IDEA_OPENED, by=by, alliance=offer.alliance):
        return change_offer(offer=offer, by=by, stage=Stage.OPEN, valid_from=since, valid_until=None)


def remove_offers(*, offers: Sequence[Offer], by: User | None) -> int:
    """Remove entries made by mistake and what hangs on them, as one event; the history keeps every value."""
    if not offers:
        return 0
    with event(events.OFFER_REMOVED, by=by, alliance=offers[0].alliance):
        for offer in offers:
            for relation in HANGING_ON:
                # Row by row and not by the database's cascade: the history must hold each of them.
                getattr(offer, relation).all().delete()
            ExampleCopy.objects.filter(offer=offer).delete()
            offer.delete()
    return len(offers)


def free_key(name: str) -> str:
    """An abbreviation that no offer of the alliance has: BRUECKENKURS, BRUECKENKURS-2."""
    taken = {key.casefold() for key in Offer.objects.values_list("key", flat=True)}
    wanted = "-".join(plain_words(name)).upper()[:_KEY_LENGTH].rstrip("-") or "X"
    found, number = wanted, 2
    while found.casefold() in taken:
        found, number = f"{wanted}-{number}", number + 1
    return found


def _write(offer: Offer, values: Values) -> list[str]:
    """Set what differs; gives the names of what did."""
    changed = []
    for name, given in values.items():
        value = given.strip() if isinstance(given, str) else given
        if name == "effects":
            value = checked_effects(list(values["effects"]), attributes(offer.alliance))
        if getattr(offer, name) != value:
            setattr(offer, name, value)
            changed.append(name)
    return changed
