import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from klappt.core.conditions import Attribute, Basis, Condition, Value
from klappt.core.conditions.tree import NO_BASIS


class OfferKind(StrEnum):
    REGULAR = "regular"
    SPECIFIC = "specific"


class LinkKind(StrEnum):
    """How a step is arranged; each is one of the five levers."""

    LINK = "link"
    TRANSFER = "transfer"
    INTERFACE_RULE = "interface_rule"


@dataclass(frozen=True, slots=True)
class Set:
    """A choice or a boolean has this value afterwards."""

    attribute: str
    value: Value


@dataclass(frozen=True, slots=True)
class Raise:
    """An ordinal is at least this high afterwards; it never falls."""

    attribute: str
    to: str


@dataclass(frozen=True, slots=True)
class Add:
    """A known number is greater by this afterwards; an unknown one stays unknown."""

    attribute: str
    by: Fraction


Effect = Set | Raise | Add


DETAILS = ("description", "legal_basis", "decides", "usual_carrier", "website", "duration")


@dataclass(frozen=True, slots=True)
class Offer:
    """Something a person can attend.

    `months` is its duration in whole months. `capacity` is places a year, None when nobody knows.
    `access` None means that nobody has checked. Both days of validity belong to it. `details` are words for
    people, by what they say (`DETAILS`); nothing is computed with them.
    """

    key: str
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    kind: OfferKind = OfferKind.REGULAR
    access: Condition | None = None
    valid_from: datetime.date | None = None
    valid_until: datetime.date | None = None
    months: int = 0
    capacity: int | None = None
    effects: tuple[Effect, ...] = ()
    basis: Basis = NO_BASIS
    doubt: str = ""
    details: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Idea:
    """An offer that does not exist yet. `effort` is the alliance's own estimate, in its own unit."""

    offer: Offer
    effort: Fraction = Fraction(1)

    @property
    def key(self) -> str:
        return self.offer.key


@dataclass(frozen=True, slots=True)
class Link:
    """How the step from offer `source` to offer `target` is arranged; `agreed`, or only wished for."""

    source: str
    target: str
    kind: LinkKind = LinkKind.LINK
    agreed: bool = False
    interface_rule: bool = False
    effort: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Goal:
    """A state somebody wants to reach: met only where `when` answers yes."""

    key: str
    when: Condition
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Way:
    """An offer a result recommends. Tier 0 fits best, tier 1 would be possible otherwise, and so on.

    `also` are conditions which the source states once for several ways, in its own words.
    """

    offer: str
    tier: int = 0
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What advisers recommend to those for whom `when` answers yes, the best way first."""

    key: str
    when: Condition
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """When it makes sense to ask for an attribute: where `when` answers yes. It never changes an answer."""

    attribute: str
    when: Condition


@dataclass(frozen=True, slots=True)
class Header:
    """What the catalogue as a whole is called, which edition it is, and what a reader should know of it."""

    titles: Mapping[str, str] = field(default_factory=dict, hash=False)
    edition: str = ""
    as_of: datetime.date | None = None
    note: str = ""


NO_HEADER = Header()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything a chain can be made of. Keys are unique in each list; offers and ideas share their keys."""

    attributes: tuple[Attribute, ...] = ()
    offers: tuple[Offer, ...] = ()
    links: tuple[Link, ...] = ()
    goals: tuple[Goal, ...] = ()
    ideas: tuple[Idea, ...] = ()
    results: tuple[Result, ...] = ()
    questions: tuple[Asking, ...] = ()
    header: Header = NO_HEADER
