"""The alliance's offers as the plain values core computes with."""

import datetime
import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from klappt.alliances.models import Alliance
from klappt.core import catalogue as core
from klappt.core.catalogue import (
    DETAILS,
    Catalogue,
    CatalogueErrors,
    Effect,
    Idea,
    read_condition,
    read_effects,
)
from klappt.core.conditions import Attribute, Basis, Condition, Judged, Judgement
from klappt.offers.models import AccessRule, Offer, PlaceCount
from klappt.profiles.selectors.vocabulary import attributes

DETAIL_COLUMNS = {name: "duration_note" if name == "duration" else name for name in DETAILS}
"""Column of `Offer` by the detail of the file format."""


def catalogue_of(alliance: Alliance, day: datetime.date) -> Catalogue:
    """Attributes, offers and ideas as they stand on this day; chains adds links and goals.

    Four queries, however many offers. Ended offers are in it with their validity, so that core can say that
    they are not in force; an offer without a rule that day is unchecked.
    """
    known = attributes(alliance)
    rules = rules_on(alliance, day)
    places = places_on(alliance, day)
    rows = Offer.objects.filter(alliance=alliance).order_by("position", "pk")
    both = [(row, core_offer(row, rules.get(row.pk), places.get(row.pk), known)) for row in rows]
    return Catalogue(
        attributes=known,
        offers=tuple(offer for row, offer in both if not row.is_idea),
        ideas=tuple(Idea(offer, _effort(row)) for row, offer in both if row.is_idea),
    )


def rules_on(
    alliance: Alliance, day: datetime.date, offers: Sequence[Offer] | None = None
) -> dict[int, AccessRule]:
    """The rule that holds on this day, by offer."""
    rows = AccessRule.objects.all().valid_on(day).filter(alliance=alliance).order_by("pk")
    if offers is not None:
        rows = rows.filter(offer__in=offers)
    return {row.offer_id: row for row in rows}


def places_on(
    alliance: Alliance, day: datetime.date, offers: Sequence[Offer] | None = None
) -> dict[int, PlaceCount]:
    """The newest count of places known on this day, by offer."""
    rows = PlaceCount.objects.filter(alliance=alliance, as_of__lte=day).order_by("as_of", "pk")
    if offers is not None:
        rows = rows.filter(offer__in=offers)
    return {row.offer_id: row for row in rows}


def condition_of(rule: AccessRule | None, known: Sequence[Attribute]) -> Condition | None:
    """The rule's condition. One that can no longer be read counts as not checked, and says so."""
    return None if rule is None else read_stored(rule.condition, known)


def read_stored(stored: object, known: Sequence[Attribute]) -> Condition:
    return _read_text(json.dumps(stored), tuple(known))


@lru_cache(maxsize=4096)
def _read_text(stored: str, known: tuple[Attribute, ...]) -> Condition:
    """The same rule is read once: a condition never changes, and a page may need hundreds."""
    try:
        return read_condition(json.loads(stored), known)
    except CatalogueErrors as wrong:
        # Only after a row was changed by hand: the services refuse what cannot be read.
        return Judgement(Judged.UNCHECKED, Basis(note=str(wrong)))


def effects_of(offer: Offer, known: Sequence[Attribute]) -> tuple[Effect, ...]:
    try:
        return read_effects(offer.effects, known)
    except CatalogueErrors:
        return ()


def core_offer(
    row: Offer, rule: AccessRule | None, places: PlaceCount | None, known: Sequence[Attribute]
) -> core.Offer:
    """One offer with its rule and its places, as the file format has it."""
    doubts = [text for text in (row.doubt, rule.doubt if rule else "") if text]
    return core.Offer(
        key=row.key,
        names=_names(row),
        kind=core.OfferKind(row.kind),
        access=condition_of(rule, known),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        months=row.months or 0,
        capacity=places.places if places else None,
        effects=effects_of(row, known),
        basis=Basis(source=rule.source if rule else "", as_of=rule.as_of if rule else None, note=row.note),
        doubt="\n".join(dict.fromkeys(doubts)),
        details={name: text for name, column in DETAIL_COLUMNS.items() if (text := getattr(row, column))},
    )


def _names(row: Offer) -> Mapping[str, str]:
    return {"de": row.name}


def _effort(row: Offer) -> Fraction:
    return Fraction(1) if row.effort is None else Fraction(str(row.effort))
