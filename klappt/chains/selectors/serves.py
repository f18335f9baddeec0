"""Which chains a lever serves: those that pass its step, and those it would open (B5)."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from klappt.chains.models import Lever
from klappt.chains.selectors.catalogue import full_catalogue, step_of
from klappt.chains.selectors.fronts import PATIENCE, Asked, Found, found_for, steps_of
from klappt.core.cells import People, people
from klappt.core.chains import Change
from klappt.profiles.models import Subgroup
from klappt.profiles.selectors.situation import situation
from klappt.profiles.selectors.subgroups import subgroups
from klappt.profiles.words import spoken


@dataclass(frozen=True)
class Served:
    """Subgroups of one goal whose chains pass the lever's step, and those it would bring there at all."""

    goal: str
    passing: list[Subgroup]
    opened: list[Subgroup]

    @property
    def people(self) -> People:
        return people(group.head_count for group in {*self.passing, *self.opened})


@dataclass(frozen=True)
class Serves:
    """`missing`: situations still being worked out."""

    goals: list[Served]
    missing: int


def serves(lever: Lever, day: datetime.date) -> Serves:
    """For every goal and subgroup in use. What is not worked out in time is missing and said."""
    catalogue = full_catalogue(lever.alliance, day)
    groups = list(subgroups(lever.alliance))
    profiles = {group.pk: situation(group.profile, catalogue.attributes) for group in groups}
    patience = PATIENCE / max(1, len(catalogue.goals))
    served, missing = [], 0
    for goal in catalogue.goals:
        found = found_for(Asked(catalogue, goal.key, day), profiles, patience=patience)
        missing += len(groups) - len(found)
        passing = [group for group in groups if group.pk in found and _passes(lever, found[group.pk])]
        opened = [group for group in groups if group.pk in found and _opens(lever, found[group.pk])]
        if passing or opened:
            served.append(Served(spoken(goal.labels, goal.key), passing, opened))
    return Serves(served, missing)


def _passes(lever: Lever, found: Found) -> bool:
    """A chain of today goes over the lever's step, or through the offer it opens or has brought."""
    if lever.is_between_offers:
        return any(step_of(lever) in steps_of(chain) for chain in found.front.chains)
    key = lever.offer.key if lever.offer else ""
    return any(key in chain.offers for chain in found.front.chains)


def _opens(lever: Lever, found: Found) -> bool:
    """There is no chain today, and this lever alone would be enough."""
    return any(_is_it(lever, changes) for changes in found.unblock)


def _is_it(lever: Lever, changes: Sequence[Change]) -> bool:
    return all(_same(lever, change) for change in changes)


def _same(lever: Lever, change: Change) -> bool:
    if change.lever.value != lever.kind:
        return False
    if lever.is_between_offers:
        return (change.after, change.offer) == step_of(lever)
    is_place = not lever.leaf or lever.leaf == change.leaf
    return lever.offer is not None and lever.offer.key == change.offer and is_place
