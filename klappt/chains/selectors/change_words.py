"""A change by one of the five levers in words, and the way to pull that lever (B5, B6)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from klappt.core.catalogue import Catalogue, Offer
from klappt.core.chains import Change, LeverKind
from klappt.core.conditions import leaves_of
from klappt.profiles.words import leaf_words, spoken


@dataclass(frozen=True)
class ChangeWords:
    """What a change says; `today` is the leaf an opening takes away; `query` adds it as a lever."""

    words: str
    today: str
    query: str

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        if not self.today:
            return self.words
        return _("%(change)s: without “%(leaf)s”") % {"change": self.words, "leaf": self.today}


# The rest is left to the page about one situation.
MOST_SETS = 5


def proposed(sets: Iterable[tuple[Change, ...]], catalogue: Catalogue) -> list[list[ChangeWords]]:
    """The first sets of changes in words."""
    return [[change_words(change, catalogue) for change in each] for each in list(sets)[:MOST_SETS]]


def offers_by_key(catalogue: Catalogue) -> dict[str, Offer]:
    """Offers and ideas alike."""
    return {each.key: each for each in (*catalogue.offers, *(idea.offer for idea in catalogue.ideas))}


def change_words(change: Change, catalogue: Catalogue) -> ChangeWords:
    """Raises KeyError for an offer the catalogue does not have."""
    offers = offers_by_key(catalogue)
    offer = offers[change.offer]
    name = spoken(offer.names, offer.key)
    if change.lever is LeverKind.OPENING:
        query = urlencode({"art": "opening", "angebot": change.offer, "stelle": change.leaf})
        if offer.access is None:
            return ChangeWords(_("Find out whom “%(offer)s” lets in") % {"offer": name}, "", query)
        leaf = dict(leaves_of(offer.access)).get(change.leaf)
        today = leaf_words(leaf, catalogue.attributes) if leaf else ""
        return ChangeWords(_("Open “%(offer)s”") % {"offer": name}, today, query)
    if change.lever is LeverKind.CREATION:
        query = urlencode({"art": "creation", "angebot": change.offer})
        return ChangeWords(_("Create “%(offer)s”") % {"offer": name}, "", query)
    before = offers[change.after]
    words = {
        LeverKind.LINK: _("Link “%(source)s” with “%(target)s”"),
        LeverKind.TRANSFER: _("Arrange the handover from “%(source)s” to “%(target)s”"),
        LeverKind.INTERFACE_RULE: _("Agree an interface rule between “%(source)s” and “%(target)s”"),
    }[change.lever]
    query = urlencode({"art": change.lever.value, "von": change.after, "zu": change.offer})
    return ChangeWords(words % {"source": spoken(before.names, before.key), "target": name}, "", query)
