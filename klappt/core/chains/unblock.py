"""The smallest sets of changes after which there would be a chain."""

import datetime
from itertools import combinations

from klappt.core.catalogue import Catalogue
from klappt.core.chains.changes import Change, possible_changes, with_changes
from klappt.core.chains.prepare import prepare
from klappt.core.chains.search import best_vectors
from klappt.core.chains.task import Wish
from klappt.core.conditions import Profile

ChangeSet = tuple[Change, ...]


def unblock(
    catalogue: Catalogue,
    profile: Profile,
    goal: str,
    *,
    conditional: bool = False,
    warm_only: bool = False,
    horizon: int = 120,
    day: datetime.date | None = None,
    most: int = 3,
) -> tuple[ChangeSet, ...]:
    """All sets with the smallest number of changes after which there would be a chain to the goal.

    Those with the least effort come first; with the same effort, in the order of their changes. Empty where
    there is a chain already, and where even `most` changes would not be enough.
    """
    wish = Wish(goal, conditional, warm_only, horizon, day)
    if _reaches(catalogue, profile, wish):
        return ()
    pool = sorted(possible_changes(catalogue, warm_only=warm_only, day=day))
    for size in range(1, most + 1):
        found = [
            chosen
            for chosen in combinations(pool, size)
            if _reaches(with_changes(catalogue, chosen), profile, wish)
        ]
        if found:
            return tuple(sorted(found, key=lambda chosen: (sum(change.effort for change in chosen), chosen)))
    return ()


def _reaches(catalogue: Catalogue, profile: Profile, wish: Wish) -> bool:
    return bool(best_vectors(prepare(catalogue, profile, wish)))
