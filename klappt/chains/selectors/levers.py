"""Levers as the pages show them: by state, with what each is about in words."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from klappt.chains.enums import LeverKind, LeverState
from klappt.chains.models import Lever
from klappt.core.conditions import Attribute
from klappt.offers.models import Offer
from klappt.offers.selectors.catalogue import condition_of, rules_on
from klappt.profiles.selectors.vocabulary import attributes
from klappt.profiles.words import Said, said


@dataclass(frozen=True)
class Column:
    """One state of the board with everything that stands there."""

    state: LeverState
    levers: list[Lever]


def board(kind: str = "") -> list[Column]:
    """Levers by state in the order of the steps; within a state the earliest due day first. Two queries."""
    rows = Lever.objects.all().with_target().prefetch_related("parties__institution")
    if kind:
        rows = rows.filter(kind=kind)
    found = sorted(rows, key=lambda lever: (lever.due_on or datetime.date.max, lever.pk))
    return [Column(state, [row for row in found if row.state == state]) for state in LeverState]


def leaf_choices(offer: Offer, day: datetime.date) -> list[tuple[str, str]]:
    """The leaves of the offer's rule of this day, as place and words."""
    known = attributes(offer.alliance)
    return [(leaf.place, leaf.text) for leaf in _leaves(offer, day, known)]


def leaf_words(lever: Lever, day: datetime.date) -> str:
    """What an opening is to drop, in words; the place itself if the rule has changed since."""
    if lever.kind != LeverKind.OPENING or not lever.offer or not lever.leaf:
        return ""
    known = attributes(lever.alliance)
    return next((s.text for s in _leaves(lever.offer, day, known) if s.place == lever.leaf), lever.leaf)


def _leaves(offer: Offer, day: datetime.date, known: Sequence[Attribute]) -> Iterable[Said]:
    rule = rules_on(offer.alliance, day, [offer]).get(offer.pk)
    condition = condition_of(rule, known)
    return said(condition, known).leaves() if condition is not None else ()
