"""What levers would bring, for how many, and what limits the flow; nothing is changed by looking (B5)."""

import datetime
import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from django.core.cache import cache

from klappt import __version__
from klappt.alliances.models import Alliance
from klappt.chains.models import Lever
from klappt.chains.selectors.catalogue import effort_of, full_catalogue
from klappt.core.catalogue import Catalogue, write_catalogue
from klappt.core.chains import Change, LeverKind, with_changes
from klappt.core.chains.changes import places_of
from klappt.core.chains.task import Wish
from klappt.core.conditions import Attribute, Profile
from klappt.core.gaps import Choice, Reach, Throughput, best_levers, reach_of_population, throughput
from klappt.core.populations import UNKNOWN_COUNT, Column, Population
from klappt.core.programme import Deadline
from klappt.profiles.models import Subgroup
from klappt.profiles.selectors.situation import situation

MOST_LEVERS = 3
# How long a page may compute; what is not settled by then is told as such.
PATIENCE = 6.0
BETWEEN = {LeverKind.LINK, LeverKind.TRANSFER, LeverKind.INTERFACE_RULE}
A_WEEK = 7 * 24 * 3600


@dataclass(frozen=True)
class Looked:
    """What somebody looks at: a goal, what counts, and the codes of the changes that are tried out."""

    goal: str
    conditional: bool
    warm_only: bool
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class GroupReach:
    """One subgroup: how it stands now, and with what is tried out."""

    subgroup: Subgroup
    now: Reach
    then: Reach | None

    @property
    def gains(self) -> bool:
        return self.then is not None and self.then.reached and not self.now.reached


@dataclass(frozen=True)
class Sum:
    """People of the subgroups whose number is known; and how many subgroups there are of unknown number."""

    heads: int
    uncounted: int


@dataclass(frozen=True)
class Effects:
    catalogue: Catalogue
    tried: tuple[Change, ...]
    groups: list[GroupReach]
    everybody: Sum
    reached: Sum
    reached_then: Sum | None
    choices: tuple[Choice[Change], ...]
    through: Throughput | None
    complete: bool


@dataclass(frozen=True)
class _Worked:
    """What took time, as it is kept."""

    reaches: tuple[Reach, ...]
    choices: tuple[Choice[Change], ...]
    through: Throughput | None


def effects(alliance: Alliance, looked: Looked, day: datetime.date) -> Effects:
    """How many reach the goal, with which levers more would, and what limits how many a year."""
    catalogue = full_catalogue(alliance, day)
    groups = list(Subgroup.objects.filter(alliance=alliance, retired_on=None).order_by("position", "pk"))
    people = population_of(groups, catalogue.attributes)
    wish = Wish(looked.goal, looked.conditional, looked.warm_only, day=day)
    now = _worked(catalogue, people, wish, groups)
    tried = changes_of(looked.codes, catalogue)
    then = _reaches(with_changes(catalogue, tried), people, wish) if tried else None
    return Effects(
        catalogue=catalogue,
        tried=tried,
        groups=_by_group(groups, now.reaches, then),
        everybody=_sum(now.reaches, lambda _each: True),
        reached=_sum(now.reaches, lambda each: each.reached),
        reached_then=None if then is None else _sum(then, lambda each: each.reached),
        choices=now.choices,
        through=now.through,
        complete=all(each.ways.complete for each in now.reaches),
    )


def population_of(groups: Sequence[Subgroup], attributes: Sequence[Attribute]) -> Population:
    """The subgroups as a population, a row each; an unknown number stays unknown."""
    profiles: list[Profile] = [situation(each.profile, attributes) for each in groups]
    columns = {each.key: Column.of([one.get(each.key) for one in profiles]) for each in attributes}
    counts = [UNKNOWN_COUNT if each.head_count is None else each.head_count for each in groups]
    return Population(tuple(attributes), columns, np.array(counts, np.int64))


def own_levers(alliance: Alliance) -> list[tuple[Lever, Change]]:
    """The levers the alliance is pulling already, as changes to try out."""
    rows = Lever.objects.filter(alliance=alliance).ahead().with_target().order_by("pk")
    return [(row, _change(row)) for row in rows]


def _change(lever: Lever) -> Change:
    kind = LeverKind(lever.kind)
    if lever.is_between_offers and lever.source and lever.target:
        return Change(kind, lever.target.key, after=lever.source.key, effort=effort_of(lever))
    key = lever.offer.key if lever.offer else ""
    leaf = (lever.leaf or "access") if kind is LeverKind.OPENING else ""
    return Change(kind, key, leaf=leaf, effort=effort_of(lever))


def code_of(change: Change) -> str:
    """Names a change in an address."""
    return "~".join((change.lever.value, change.offer, change.leaf, change.after))


def changes_of(codes: Iterable[str], catalogue: Catalogue) -> tuple[Change, ...]:
    """The changes behind the codes; what the catalogue no longer has is left out."""
    offers = {each.key: each for each in catalogue.offers}
    ideas = {each.key: each for each in catalogue.ideas}
    known = {*offers, *ideas}
    found = []
    for code in codes:
        kind, offer, leaf, after = (*code.split("~"), "", "", "", "")[:4]
        if kind == LeverKind.OPENING and offer in offers and leaf in places_of(offers[offer]):
            found.append(Change(LeverKind.OPENING, offer, leaf=leaf))
        elif kind == LeverKind.CREATION and offer in ideas:
            found.append(Change(LeverKind.CREATION, offer, effort=ideas[offer].effort))
        elif (
            kind in {LeverKind.LINK, LeverKind.TRANSFER, LeverKind.INTERFACE_RULE} and {offer, after} <= known
        ):
            found.append(Change(LeverKind(kind), offer, after=after))
    return tuple(dict.fromkeys(found))


def _worked(catalogue: Catalogue, people: Population, wish: Wish, groups: Sequence[Subgroup]) -> _Worked:
    """Kept under a digest of all it rests on: after any change it is worked out anew."""
    key = f"effects:{__version__}:{_digest(catalogue, wish, groups)}"
    known: _Worked | None = cache.get(key)
    if known is not None:
        return known
    deadline = Deadline.after(PATIENCE)
    reaches = reach_of_population(catalogue, people, wish, deadline.share(0.5), MOST_LEVERS)
    choices = best_levers(reaches, MOST_LEVERS, deadline.share(0.5))
    try:
        through = throughput(catalogue, reaches, wish, deadline)
    except TimeoutError:
        through = None
    found = _Worked(reaches, choices, through)
    cache.set(key, found, A_WEEK)
    return found


def _reaches(catalogue: Catalogue, people: Population, wish: Wish) -> tuple[Reach, ...]:
    """Only who gets there: what else would help is not asked while something is tried out."""
    return reach_of_population(catalogue, people, wish, Deadline.after(PATIENCE), 0)


def _digest(catalogue: Catalogue, wish: Wish, groups: Sequence[Subgroup]) -> str:
    said = [
        write_catalogue(catalogue),
        [wish.goal, wish.conditional, wish.warm_only, wish.horizon, str(wish.day)],
        [[each.pk, each.profile, each.head_count] for each in groups],
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def _by_group(
    groups: Sequence[Subgroup], now: Sequence[Reach], then: Sequence[Reach] | None
) -> list[GroupReach]:
    """Subgroups that no rule can tell apart share one answer; here each has its own row again."""
    before = {row: reach for reach in now for row in reach.situation.rows}
    after = {row: reach for reach in then or () for row in reach.situation.rows}
    return [GroupReach(group, before[row], after.get(row)) for row, group in enumerate(groups)]


def _sum(reaches: Iterable[Reach], counts: Callable[[Reach], bool]) -> Sum:
    chosen = [each.situation for each in reaches if counts(each)]
    return Sum(sum(each.heads for each in chosen), sum(each.uncounted for each in chosen))
