"""Who reaches the goal, in what time, and where everybody else is stuck (docs/core/gaps.md)."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from klappt.core.catalogue import Catalogue
from klappt.core.chains import (
    Chain,
    Change,
    ChangeSet,
    Front,
    LeverKind,
    Ways,
    find_chains,
    find_ways,
    with_changes,
)
from klappt.core.chains.task import Wish
from klappt.core.chains.ways import any_change
from klappt.core.conditions import Profile
from klappt.core.gaps.situations import Situation
from klappt.core.programme import Deadline


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Where somebody is stuck: so far they come, and this is what it takes there.

    `changes` is the first of the smallest sets of changes; with it they would go through the offers
    `past`, and then `before` is the first one that needs a change.
    """

    past: tuple[str, ...]
    before: str
    changes: ChangeSet


@dataclass(frozen=True, slots=True)
class Reach:
    """What a situation reaches as things are.

    `sure` is the quickest chain without conditional steps, `quickest` the quickest of all; None where
    there is none. `ways` are all sets of changes that would help, up to the number asked for: only the
    empty one where the goal is within reach.
    """

    situation: Situation
    sure: Chain | None
    quickest: Chain | None
    ways: Ways
    obstacle: Obstacle | None

    @property
    def reached(self) -> bool:
        return self.ways.sets[:1] == ((),)


def reach_of(
    catalogue: Catalogue,
    situation: Situation,
    wish: Wish,
    most: int,
    deadline: Deadline,
    may: Callable[[Change], bool] = any_change,
) -> Reach:
    """Whether a situation reaches the goal, and else all sets of up to `most` changes with which it would.

    Both times are told whatever is wished for; whether a conditional step counts as reaching the goal is
    up to `wish.conditional`. `may` says which changes can be made at all. Where the time was too short,
    `ways` is not complete.
    """
    front = _front(catalogue, situation.profile, replace(wish, conditional=True))
    # The front goes from few months to many.
    sure = next((chain for chain in front.chains if not chain.conditional), None)
    quickest = next(iter(front.chains), None)
    if sure or (quickest and wish.conditional):
        return Reach(situation, sure, quickest, Ways(((),), complete=True), None)
    if not most:
        return Reach(situation, sure, quickest, Ways((), complete=True), None)
    ways = find_ways(catalogue, situation.profile, wish, most, deadline, may)
    obstacle = _obstacle(catalogue, situation.profile, wish, ways.sets[0]) if ways.sets else None
    return Reach(situation, sure, quickest, ways, obstacle)


def _front(catalogue: Catalogue, profile: Profile, wish: Wish) -> Front:
    return find_chains(
        catalogue,
        profile,
        wish.goal,
        conditional=wish.conditional,
        warm_only=wish.warm_only,
        horizon=wish.horizon,
        day=wish.day,
    )


def _obstacle(catalogue: Catalogue, profile: Profile, wish: Wish, changes: ChangeSet) -> Obstacle:
    """Along the quickest chain that the changes would make possible."""
    chain = _front(with_changes(catalogue, changes), profile, wish).chains[0]
    steps = zip(("", *chain.offers), chain.offers, strict=False)
    place = next(number for number, step in enumerate(steps) if any(_concerns(one, *step) for one in changes))
    return Obstacle(chain.offers[:place], chain.offers[place], changes)


def _concerns(change: Change, before: str, offer: str) -> bool:
    joins = change.lever not in (LeverKind.OPENING, LeverKind.CREATION)
    return change.offer == offer and (not joins or change.after == before)
