"""The example catalogue klappt ships: rules written from the law, with source, date and doubt.

A newer klappt brings a newer edition; what an alliance has copied stays its own until it accepts a
difference.
"""

import datetime
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from klappt.core.catalogue import (
    Catalogue,
    Difference,
    Offer,
    Side,
    differences,
    fields_of,
    read_catalogue,
)
from klappt.offers import models
from klappt.offers.models import ExampleCopy
from klappt.offers.selectors.catalogue import core_offer, rules_on
from klappt.profiles.selectors.vocabulary import attributes

DATA = Path(__file__).resolve().parents[1] / "data"
NRW = "nrw"


@cache
def example_catalogue(name: str = NRW) -> Catalogue:
    """The edition that ships with this klappt. It is the same for every alliance."""
    return read_catalogue((DATA / f"{name}.json").read_text(encoding="utf-8"))


@cache
def example_offers(name: str = NRW) -> dict[str, Offer]:
    """Its offers by key, in the order of the catalogue."""
    return {offer.key: offer for offer in example_catalogue(name).offers}


@dataclass(frozen=True)
class Shown:
    """An example as the page lists it.

    `offer` where the alliance has copied it, `rival` where an offer of its own has the same abbreviation.
    """

    example: Offer
    offer: models.Offer | None = None
    rival: models.Offer | None = None
    has_news: bool = False

    @property
    def may_be_copied(self) -> bool:
        return self.offer is None and self.rival is None

    def has_ended(self, day: datetime.date) -> bool:
        return self.example.valid_until is not None and self.example.valid_until < day


@dataclass(frozen=True)
class News:
    """What a newer edition says differently from the alliance's offer, and who changed it."""

    copy: ExampleCopy
    example: Offer
    edition: str
    base: Mapping[str, Any]
    differences: tuple[Difference, ...]

    @property
    def sign(self) -> str:
        """Changes as soon as deciding would do something else than what was shown."""
        told = [(each.field, each.here, each.there, each.side) for each in self.differences]
        text = json.dumps([self.edition, told], ensure_ascii=False, default=str)
        return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()

    @property
    def is_mixed(self) -> bool:
        return any(each.side is not Side.THERE for each in self.differences)


def shown_examples(name: str = NRW) -> list[Shown]:
    """All examples with what the alliance whose scope is open has made of them. Three queries."""
    copies = {row.key: row for row in _copies(name)}
    own = {row.key.casefold(): row for row in models.Offer.objects.all()}
    fresh = {news.copy.key for news in all_news(name, copies=copies)}
    return [
        Shown(
            example,
            offer=copies[key].offer if key in copies else None,
            rival=None if key in copies else own.get(key.casefold()),
            has_news=key in fresh,
        )
        for key, example in example_offers(name).items()
    ]


def all_news(name: str = NRW, *, copies: Mapping[str, ExampleCopy] | None = None) -> list[News]:
    """Copied offers of which the edition that ships now says something new that nobody has decided on."""
    rows = _copies(name) if copies is None else list(copies.values())
    changed = [row for row in rows if _says_something_new(row)]
    if not changed:
        return []
    here = current_fields_of([row.offer for row in changed])
    found = [_news(row, here[row.offer.pk]) for row in changed]
    return [news for news in found if news is not None]


def news_of(copy: ExampleCopy) -> News | None:
    """What is new in the example of one copy; None where there is nothing to decide."""
    if not _says_something_new(copy):
        return None
    return _news(copy, current_fields(copy.offer))


def current_fields(offer: models.Offer) -> dict[str, object]:
    """The alliance's own offer in the form in which it is compared."""
    return current_fields_of([offer])[offer.pk]


def current_fields_of(offers: Sequence[models.Offer]) -> dict[int, dict[str, object]]:
    """The same for several, by key of the row."""
    if not offers:
        return {}
    alliance, today = offers[0].alliance, timezone.localdate()
    known = attributes(alliance)
    rules = rules_on(alliance, today, offers)
    return {row.pk: fields_of(core_offer(row, rules.get(row.pk), None, known)) for row in offers}


def _copies(name: str) -> list[ExampleCopy]:
    rows = ExampleCopy.objects.filter(catalogue=name).select_related("offer", "offer__alliance")
    return list(rows.order_by("offer__position", "pk"))


def _says_something_new(copy: ExampleCopy) -> bool:
    example = example_offers(copy.catalogue).get(copy.key)
    return example is not None and fields_of(example) != copy.content


def _news(copy: ExampleCopy, here: Mapping[str, object]) -> News | None:
    example = example_offers(copy.catalogue)[copy.key]
    there, base = _comparable(fields_of(example)), _comparable(copy.content)
    found = differences(_comparable(here), there, base)
    # What only the alliance changed is its own affair; it is no news.
    fresh = tuple(each for each in found if each.side is not Side.HERE)
    edition = example_catalogue(copy.catalogue).header.edition
    return News(copy, example, edition, copy.content, fresh) if fresh else None


def _comparable(fields: Mapping[str, object]) -> dict[str, object]:
    """What both sides can hold: source and date stand with the rule, so without one there is nowhere to keep
    them; names in other languages and a duration nobody knows have no place in an offer either."""
    without = set() if "access" in fields else {"source", "as_of"}
    return {
        name: value
        for name, value in fields.items()
        if name not in without and not (name.startswith("name.") and name != "name.de") and value != 0
    }
