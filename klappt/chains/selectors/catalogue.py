"""Everything a chain can be made of, as the plain values core computes with."""

import datetime
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from django.db.models import Exists, OuterRef

from klappt.alliances.models import Alliance
from klappt.chains.enums import BETWEEN_OFFERS
from klappt.chains.models import InterfaceRule, Lever, Link
from klappt.chains.selectors.goals import core_goals
from klappt.core import catalogue as core
from klappt.core.catalogue import Catalogue, LinkKind
from klappt.offers.selectors.catalogue import catalogue_of

Step = tuple[str, str]


def full_catalogue(alliance: Alliance, day: datetime.date) -> Catalogue:
    """Attributes, offers, ideas, links and goals as they stand on this day.

    Seven queries, however many offers. A link that is agreed counts as such; one that is only wished for, or
    for which a lever is being pulled, is in it with `agreed` False and the effort of the lever.
    """
    catalogue = catalogue_of(alliance, day)
    return replace(
        catalogue,
        links=tuple(links_on(alliance, day)),
        goals=core_goals(alliance, catalogue.attributes),
    )


def links_on(alliance: Alliance, day: datetime.date) -> Iterable[core.Link]:
    """One link for each step: the one that holds on this day, else the one that is wished for."""
    found: dict[Step, core.Link] = {}
    for lever in _levers(alliance):
        step = step_of(lever)
        wished = core.Link(*step, kind=LinkKind(lever.kind), effort=effort_of(lever))
        if step not in found or wished.effort < found[step].effort:
            found[step] = wished
    for link, has_rules in _links(alliance, day):
        step = (link.source.key, link.target.key)
        found[step] = core.Link(
            *step,
            kind=LinkKind(link.kind),
            agreed=link.agreed,
            interface_rule=has_rules or link.kind == LinkKind.INTERFACE_RULE,
            effort=found[step].effort if step in found else Fraction(1),
        )
    return found.values()


def step_of(lever: Lever) -> Step:
    """The step a lever between two offers is about."""
    if lever.source is None or lever.target is None:
        raise ValueError("a lever between offers has both")  # the database refuses it, too
    return lever.source.key, lever.target.key


def effort_of(lever: Lever) -> Fraction:
    """The alliance's own estimate; 1 where nobody has estimated."""
    return Fraction(1) if lever.effort is None else Fraction(str(lever.effort))


def _levers(alliance: Alliance) -> Iterable[Lever]:
    rows = Lever.objects.filter(alliance=alliance, kind__in=BETWEEN_OFFERS).ahead()
    found: Iterable[Lever] = rows.select_related("source", "target").order_by("pk")
    return found


def _links(alliance: Alliance, day: datetime.date) -> Iterable[tuple[Link, bool]]:
    """Links with whether they have an interface rule; the agreed ones last, so that they count."""
    rows = Link.objects.active_on(day).filter(alliance=alliance)
    rules = Exists(InterfaceRule.objects.filter(link=OuterRef("pk")))
    for link in rows.annotate(has_rules=rules).select_related("source", "target").order_by("agreed", "pk"):
        yield link, link.has_rules
