"""Changes that could open a way: the five levers as plain values, and a catalogue in which they were made."""

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from itertools import permutations

from klappt.core.catalogue import Catalogue, Link, LinkKind, Offer
from klappt.core.chains.prepare import valid_on
from klappt.core.conditions import AllOf, AnyOf, AtLeast, Condition, Not, leaves_of

OPENING_EFFORT = Fraction(1)


class LeverKind(StrEnum):
    OPENING = "opening"
    CREATION = "creation"
    LINK = "link"
    TRANSFER = "transfer"
    INTERFACE_RULE = "interface_rule"


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One change by one lever; their order is that of the levers, then of the offers.

    `offer` is the offer that is opened, created, or follows. `leaf` is the place of the leaf that an
    opening no longer requires (`access.all[0]`; `access` for a rule of one leaf, and for an offer without a
    rule). `after` is the offer before it that it is joined to. `effort` is in the alliance's own unit; an
    opening counts 1.
    """

    lever: LeverKind
    offer: str
    leaf: str = ""
    after: str = ""
    effort: Fraction = field(default=OPENING_EFFORT, compare=False)


def possible_changes(
    catalogue: Catalogue, *, warm_only: bool = False, day: datetime.date | None = None
) -> Iterator[Change]:
    """Every single change the levers can make. Joins of two offers only where cold steps are not admitted.

    For two offers with an arrangement that is wished for but not agreed, agreeing it is the change, with
    its kind and effort; for any others it is a new link, with effort 1.
    """
    offers = [offer for offer in catalogue.offers if valid_on(offer, day)]
    ideas = [idea for idea in catalogue.ideas if valid_on(idea.offer, day)]
    for offer in (*offers, *(idea.offer for idea in ideas)):
        for place in places_of(offer):
            yield Change(LeverKind.OPENING, offer.key, leaf=place)
    for idea in ideas:
        yield Change(LeverKind.CREATION, idea.key, effort=idea.effort)
    if warm_only:
        joins = Joins(catalogue)
        for before, after in permutations((*(o.key for o in offers), *(idea.key for idea in ideas)), 2):
            yield from joins.between(before, after)


def places_of(offer: Offer) -> list[str]:
    """The places of the leaves of its rule; a rule that nobody has checked is one."""
    return ["access"] if offer.access is None else [place for place, _ in leaves_of(offer.access)]


class Joins:
    """The changes that join two offers."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._agreed = {(link.source, link.target) for link in catalogue.links if link.agreed}
        self._wished: dict[tuple[str, str], set[tuple[LinkKind, Fraction]]] = {}
        for link in catalogue.links:
            if not link.agreed:
                self._wished.setdefault((link.source, link.target), set()).add((link.kind, link.effort))

    def between(self, before: str, after: str) -> list[Change]:
        """None where they are joined already."""
        if (before, after) in self._agreed:
            return []
        wished = self._wished.get((before, after), {(LinkKind.LINK, Fraction(1))})
        return [
            Change(LeverKind(kind.value), after, after=before, effort=effort)
            for kind, effort in sorted(wished)
        ]


def with_changes(catalogue: Catalogue, changes: Iterable[Change]) -> Catalogue:
    """The catalogue as it would be with these changes."""
    opened: dict[str, set[str]] = {}
    created: set[str] = set()
    links = list(catalogue.links)
    for change in changes:
        if change.lever is LeverKind.OPENING:
            opened.setdefault(change.offer, set()).add(change.leaf)
        elif change.lever is LeverKind.CREATION:
            created.add(change.offer)
        else:
            links.append(Link(change.after, change.offer, LinkKind(change.lever.value), agreed=True))
    new = (idea.offer for idea in catalogue.ideas if idea.key in created)
    offers = (opened_at(offer, opened.get(offer.key, ())) for offer in (*catalogue.offers, *new))
    ideas = tuple(idea for idea in catalogue.ideas if idea.key not in created)
    return replace(catalogue, offers=tuple(offers), links=tuple(links), ideas=ideas)


def opened_at(offer: Offer, leaves: Collection[str]) -> Offer:
    """The offer with these leaves of its rule no longer required."""
    if not leaves:
        return offer
    if offer.access is None:
        return replace(offer, access=AllOf(()))
    return replace(offer, access=_opened(offer.access, "access", leaves, blocking_answer=False))


def _opened(node: Condition, place: str, leaves: Collection[str], *, blocking_answer: bool) -> Condition:
    """A leaf that is no longer required answers so that it does not block: yes, or no inside a `not`.

    `blocking_answer` says whether a yes is what blocks here.
    """
    match node:
        case Not(part):
            return Not(_opened(part, f"{place}.not", leaves, blocking_answer=not blocking_answer))
        case AllOf(parts):
            return AllOf(_all_opened(parts, f"{place}.all", leaves, blocking_answer=blocking_answer))
        case AnyOf(parts):
            return AnyOf(_all_opened(parts, f"{place}.any", leaves, blocking_answer=blocking_answer))
        case AtLeast(n, parts):
            return AtLeast(n, _all_opened(parts, f"{place}.of", leaves, blocking_answer=blocking_answer))
    if place not in leaves:
        return node
    return AnyOf(()) if blocking_answer else AllOf(())


def _all_opened(
    parts: tuple[Condition, ...], place: str, leaves: Collection[str], *, blocking_answer: bool
) -> tuple[Condition, ...]:
    return tuple(
        _opened(part, f"{place}[{number}]", leaves, blocking_answer=blocking_answer)
        for number, part in enumerate(parts)
    )
