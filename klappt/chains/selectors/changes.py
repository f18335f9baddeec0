"""Changes that would unblock a chain, in words, with the way to pull the lever (B5, B6)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from klappt.chains.selectors.course import Course
from klappt.core.catalogue import Offer
from klappt.core.chains import Change, LeverKind
from klappt.core.conditions import leaves_of
from klappt.profiles.words import leaf_words, spoken

MOST = 5


@dataclass(frozen=True)
class Step:
    """One change: what it says, and the query of the page on which the lever is added."""

    words: str
    query: str


@dataclass(frozen=True)
class Proposed:
    """One set of changes after which there would be a chain."""

    steps: list[Step]


def proposed(sets: Iterable[tuple[Change, ...]], found: Course) -> list[Proposed]:
    """The first sets in words; the rest is left to the page about one situation."""
    offers = {offer.key: offer for offer in found.catalogue.offers}
    offers |= {idea.key: idea.offer for idea in found.catalogue.ideas}
    return [Proposed([_step(change, offers, found) for change in each]) for each in list(sets)[:MOST]]


def _step(change: Change, offers: dict[str, Offer], found: Course) -> Step:
    offer = offers[change.offer]
    name = spoken(offer.names, offer.key)
    if change.lever is LeverKind.OPENING:
        return Step(
            _opening(name, change, offer, found),
            urlencode({"art": "opening", "angebot": change.offer, "stelle": change.leaf}),
        )
    if change.lever is LeverKind.CREATION:
        query = urlencode({"art": "creation", "angebot": change.offer})
        return Step(_("Create “%(offer)s”") % {"offer": name}, query)
    before = offers[change.after]
    words = _("Arrange the step from “%(source)s” to “%(target)s”")
    query = urlencode({"art": change.lever.value, "von": change.after, "zu": change.offer})
    return Step(words % {"source": spoken(before.names, before.key), "target": name}, query)


def _opening(name: str, change: Change, offer: Offer, found: Course) -> str:
    if offer.access is None:
        return _("Find out whom “%(offer)s” lets in") % {"offer": name}
    leaf = dict(leaves_of(offer.access)).get(change.leaf)
    if leaf is None:
        return _("Open “%(offer)s”") % {"offer": name}
    words = leaf_words(leaf, found.catalogue.attributes)
    return _("Open “%(offer)s”: without “%(leaf)s”") % {"offer": name, "leaf": words}
