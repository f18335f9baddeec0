"""The smallest sets of changes after which there would be a chain."""

import datetime

from klappt.core.catalogue import Catalogue
from klappt.core.chains.task import Wish
from klappt.core.chains.ways import ChangeSet, find_ways
from klappt.core.conditions import Profile
from klappt.core.programme import Deadline


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
    for size in range(most + 1):
        ways = find_ways(catalogue, profile, wish, size, Deadline.never()).sets
        if ways:
            return tuple(way for way in ways if way)
    return ()
