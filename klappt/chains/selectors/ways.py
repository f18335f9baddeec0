"""The way of an offer: identified need, who works together, by which format, offer or measure (B7)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Prefetch

from klappt.actors.models import Cooperation, Institution
from klappt.agreements.models import Edition, Party
from klappt.bodies.selectors.seats import bodies_by_institution
from klappt.chains.enums import ConsequenceKind, LeverState
from klappt.chains.models import Consequence, Lever, Link, NeedAnswer
from klappt.needs.models import Need
from klappt.offers.models import Offer, OfferRole


class Station(StrEnum):
    """The four stations of a way; each can be missing."""

    NEED = "need"
    NETWORK = "network"
    FORMAT = "format"
    OFFER = "offer"


@dataclass(frozen=True)
class Partner:
    """An institution on the way: what it does there, and where it sits at the table."""

    institution: Institution
    parts: tuple[str, ...]
    bodies: tuple[str, ...]


@dataclass(frozen=True)
class Instrument:
    """A format or instrument that holds the way together; `words` names it, `with_whom` what it joins."""

    words: str
    with_whom: str
    lever: Lever | None = None
    link: Link | None = None


@dataclass(frozen=True)
class Way:
    """One need, and what it led to on a day."""

    need: Need
    partners: tuple[Partner, ...]
    instruments: tuple[Instrument, ...]
    offers: tuple[Offer, ...]
    measures: tuple[Consequence, ...]
    left: tuple[Consequence, ...]

    @property
    def missing(self) -> frozenset[Station]:
        """Where the way is interrupted. A need left alone for a reason is decided, and lacks nothing more."""
        found = set() if self.need.sources.all() else {Station.NEED}
        if self.is_left:
            return frozenset(found)
        found |= set() if self.partners else {Station.NETWORK}
        found |= set() if self.instruments else {Station.FORMAT}
        found |= set() if self.offers or self.measures else {Station.OFFER}
        return frozenset(found)

    @property
    def is_left(self) -> bool:
        return bool(self.left) and not (self.offers or self.measures or self.instruments)


def ways(day: datetime.date, *, need: int | None = None, offer: int | None = None) -> list[Way]:
    """The way of each current need on the day; of one need, or of those that led to one offer.

    A fixed number of queries, however many needs there are.
    """
    needs = Need.objects.current().select_related("theme").order_by("position", "pk")
    if need is not None:
        needs = Need.objects.filter(pk=need).select_related("theme").order_by("pk")
    if offer is not None:
        needs = needs.filter(pk__in=_needs_behind(offer))
    rows = list(needs.prefetch_related("sources", "subgroup_links__subgroup", _answers(day), _consequences()))
    known = _Surroundings.on(day, rows)
    return [_way(row, known) for row in rows]


def _needs_behind(offer: int) -> set[int]:
    """Needs the offer answers, and those whose gap a lever on it is to close."""
    answered = NeedAnswer.objects.filter(offer=offer).order_by().values_list("need", flat=True)
    pulled = Consequence.objects.filter(lever__offer=offer).order_by().values_list("need", flat=True)
    return {*answered, *pulled}


def _answers(day: datetime.date) -> "Prefetch[str]":
    roles = OfferRole.objects.active_on(day).select_related("institution").order_by("role", "pk")
    answers = NeedAnswer.objects.filter(offer__in=Offer.objects.active_on(day).order_by())
    return Prefetch(
        "answers",
        answers.select_related("offer").prefetch_related(Prefetch("offer__roles", roles)),
    )


def _consequences() -> "Prefetch[str]":
    rows = Consequence.objects.select_related("subgroup", "outcome", "lever__responsible", "lever__offer")
    return Prefetch("consequences", rows.prefetch_related("lever__parties__institution"))


@dataclass(frozen=True)
class _Surroundings:
    """What holds on the day around the offers and institutions of all ways."""

    formats: dict[int, list[Cooperation]]
    agreements: dict[int, list[str]]
    seats: dict[int, list[str]]
    links: list[Link]

    @classmethod
    def on(cls, day: datetime.date, needs: Iterable[Need]) -> "_Surroundings":
        formats: dict[int, list[Cooperation]] = {}
        rows = Cooperation.objects.active_on(day).select_related("institution", "in_format__format")
        for row in rows.order_by("format", "pk"):
            formats.setdefault(row.institution_id, []).append(row)
        offers = {answer.offer_id for need in needs for answer in need.answers.all()}
        touching = Link.objects.agreed_on(day).select_related("source", "target").order_by("pk")
        links = [link for link in touching if {link.source_id, link.target_id} & offers]
        return cls(formats, _agreements_on(day), bodies_by_institution(day), links)


def _way(need: Need, known: _Surroundings) -> Way:
    consequences = list(need.consequences.all())
    offers = tuple(answer.offer for answer in need.answers.all())
    levers = _levers(consequences)
    partners = _partners(offers, levers, known)
    return Way(
        need=need,
        partners=partners,
        instruments=(*_formats(partners, known), *_links(offers, known), *_pulled(levers)),
        offers=offers,
        measures=tuple(each for each in consequences if each.kind == ConsequenceKind.MEASURE),
        left=tuple(each for each in consequences if each.kind == ConsequenceKind.LEAVE),
    )


def _levers(consequences: Iterable[Consequence]) -> list[Lever]:
    """Each once, though it may be drawn from several cells; a dropped one leads nowhere."""
    levers = [each.lever for each in consequences if each.lever]
    return [lever for lever in dict.fromkeys(levers) if lever.state != LeverState.DROPPED]


def _partners(offers: Iterable[Offer], levers: Iterable[Lever], known: _Surroundings) -> tuple[Partner, ...]:
    parts: dict[Institution, list[str]] = {}
    for offer in offers:
        for role in offer.roles.all():
            parts.setdefault(role.institution, []).append(str(role.get_role_display()))
    for lever in levers:
        involved = [party.institution for party in lever.parties.all()]
        for institution in [lever.responsible, *involved] if lever.responsible else involved:
            parts.setdefault(institution, []).append(str(lever.get_kind_display()))
    return tuple(
        Partner(institution, tuple(dict.fromkeys(words)), tuple(known.seats.get(institution.pk, ())))
        for institution, words in parts.items()
    )


def _agreements_on(day: datetime.date) -> dict[int, list[str]]:
    """Which agreements hold on the day, by the institutions that are party to them."""
    holding = Edition.objects.active_on(day).order_by().values("pk")
    rows = Party.objects.filter(edition__in=holding).exclude(institution=None)
    found: dict[int, list[str]] = {}
    for row in rows.select_related("edition__agreement").order_by("pk"):
        found.setdefault(row.institution_id, []).append(row.edition.agreement.name)
    return found


def _called(row: Cooperation) -> str:
    """The format it belongs to has a name; otherwise only its kind is known."""
    place = getattr(row, "in_format", None)
    return str(place.format if place else row)


def _formats(partners: Iterable[Partner], known: _Surroundings) -> Iterable[Instrument]:
    """One instrument a format or agreement, with all who take part in it."""
    joined: dict[str, list[str]] = {}
    for partner in partners:
        for row in known.formats.get(partner.institution.pk, ()):
            joined.setdefault(_called(row), []).append(partner.institution.name)
        for name in known.agreements.get(partner.institution.pk, ()):
            joined.setdefault(name, []).append(partner.institution.name)
    return [Instrument(words, ", ".join(dict.fromkeys(names))) for words, names in joined.items()]


def _links(offers: Iterable[Offer], known: _Surroundings) -> Iterable[Instrument]:
    keys = {offer.pk for offer in offers}
    return [
        Instrument(str(link.get_kind_display()), str(link), link=link)
        for link in known.links
        if {link.source_id, link.target_id} & keys
    ]


def _pulled(levers: Iterable[Lever]) -> Iterable[Instrument]:
    return [Instrument(str(lever.get_kind_display()), lever.title, lever=lever) for lever in levers]
