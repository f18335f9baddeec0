"""One field of an offer: what stands in it as text, and writing it without losing what others wrote."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.alliances.services.second_text import Meeting, clean, meeting
from klappt.audit.enums import Channel
from klappt.audit.services import event
from klappt.offers import events
from klappt.offers.models import Offer, OfferText
from klappt.offers.services.offers import Values, change_offer

TEXTS = (
    "key",
    "name",
    "kind",
    "description",
    "duration_note",
    "legal_basis",
    "decides",
    "usual_carrier",
    "website",
    "doubt",
    "note",
)
NUMBERS = ("months", "effort")
DAYS = ("checked_on", "valid_from", "valid_until")
COLUMNS = (*TEXTS, *NUMBERS, *DAYS)


@dataclass(frozen=True)
class Outcome:
    """`second` is set when somebody else had changed the field meanwhile: the text is kept beside theirs."""

    offer: Offer
    changed: bool
    second: OfferText | None = None


def read_cell(offer: Offer, column: str) -> str:
    """What stands in the field, as the text that a form would post. KeyError: there is no such field."""
    if column not in COLUMNS:
        raise KeyError(column)
    value = getattr(offer, column)
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def value_of(column: str, text: str) -> Any:
    """What the text of a field means. ValidationError when it means nothing."""
    if column in DAYS:
        return _day(text)
    if column == "effort":
        return Offer._meta.get_field("effort").to_python(text.replace(",", ".") or None)
    if column == "months":
        return _whole(text)
    return clean(text)


def values_of(texts: Mapping[str, str]) -> Values:
    """The same for several fields. ValidationError by field."""
    wrong: dict[str, Any] = {}
    found: dict[str, Any] = {}
    for column, text in texts.items():
        try:
            found[column] = value_of(column, text)
        except ValidationError as problem:
            wrong[column] = problem
    if wrong:
        raise ValidationError(wrong)
    return found  # type: ignore[return-value] # COLUMNS are keys of Values


def write_cell(
    *,
    offer: Offer,
    column: str,
    text: str,
    opened_with: str,
    by: User | None,
    channel: Channel = Channel.PAGE,
    signature: str = "",
) -> Outcome:
    """Write a field that was opened while `opened_with` stood in it.

    Where something else stands there by now, nothing is overwritten: the text is stored at once as a second
    text, and the field shows both until somebody decides. ValidationError when the text does not fit.
    """
    wanted, opened_with = clean(text), clean(opened_with)
    with transaction.atomic():
        fresh = Offer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
        meets = meeting(wanted=wanted, opened_with=opened_with, stored=clean(read_cell(fresh, column)))
        if meets is Meeting.NOTHING_NEW:
            return Outcome(fresh, changed=False)
        value = value_of(column, wanted)
        if meets is Meeting.KEEP_BOTH:
            return Outcome(fresh, changed=False, second=_keep(fresh, column, wanted, by, signature))
        values: dict[str, Any] = {column: value}
        change_offer(offer=fresh, by=by, channel=channel, signature=signature, **values)
    return Outcome(fresh, changed=True)


def edit_offer(
    *, offer: Offer, texts: Mapping[str, str], opened: Mapping[str, str], by: User
) -> list[OfferText]:
    """Write what differs from what the page was opened with, field by field, as one event.

    Gives the second texts: where somebody else had written meanwhile, both stay.
    """
    changed = {column: text for column, text in texts.items() if clean(text) != clean(opened[column])}
    if not changed:
        return []
    values_of(changed)
    with transaction.atomic(), event(events.OFFER_CHANGED, by=by, alliance=offer.alliance):
        outcomes = [
            write_cell(offer=offer, column=column, text=text, opened_with=opened[column], by=by)
            for column, text in _in_order(changed, offer)
        ]
    return [outcome.second for outcome in outcomes if outcome.second]


def _in_order(changed: Mapping[str, str], offer: Offer) -> list[tuple[str, str]]:
    """A period moves end first or beginning first, so that it never ends before it begins on the way."""
    ends = _day(changed.get("valid_until", ""))
    moves_back = ends is not None and offer.valid_from is not None and ends < offer.valid_from
    last = "valid_until" if moves_back else "valid_from"
    return sorted(changed.items(), key=lambda each: each[0] == last)


def settle(*, second: OfferText, text: str, opened_with: str, by: User) -> Outcome:
    """Decide what stands in the field: one of the two texts, or both put together.

    If the field has changed once more since the page was opened, the decision is kept as a further text and
    the question stays open.
    """
    with event(events.SECOND_TEXT_SETTLED, by=by, alliance=second.alliance):
        outcome = write_cell(
            offer=second.offer, column=second.column, text=text, opened_with=opened_with, by=by
        )
        if outcome.second is None:
            second.settled_at = timezone.now()
            second.save(update_fields=["settled_at"])
    return outcome


def _keep(offer: Offer, column: str, text: str, by: User | None, signature: str) -> OfferText:
    known: OfferText | None = offer.second_texts.filter(
        column=column, text=text, by=by, settled_at=None
    ).first()
    if known:
        return known
    with event(events.SECOND_TEXT_KEPT, by=by, alliance=offer.alliance, signature=signature):
        kept: OfferText = OfferText.objects.create(
            alliance_id=offer.alliance_id, offer=offer, column=column, text=text, by=by
        )
    return kept


def _whole(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or len(text) > 3:
        raise ValidationError(_("Please give whole months, from 0 to 999."))
    return int(text)


def _day(text: str) -> datetime.date | None:
    if not text:
        return None
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise ValidationError(_("Please give a date, for example 22.11.2026."))
    return day
