"""The smallest sets of changes after which there would be a chain."""

import datetime
from dataclasses import replace

from klappt.core.catalogue import Catalogue
from klappt.core.chains.task import Wish
from klappt.core.chains.ways import Ways, find_ways
from klappt.core.conditions import Profile
from klappt.core.programme import Deadline

_NEVER = Deadline.never()


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
    deadline: Deadline = _NEVER,
) -> Ways:
    """All sets with the smallest number of changes after which there would be a chain to the goal.

    Those with the least effort come first; with the same effort, in the order of their changes. Empty where
    there is a chain already, and where even `most` changes would not be enough. Where the time was too short
    it is not `complete`: each set that was found is one of the smallest, but there may be others.
    """
    wish = Wish(goal, conditional, warm_only, horizon, day)
    for size in range(most + 1):
        ways = find_ways(catalogue, profile, wish, size, deadline)
        if ways.sets or not ways.complete:
            return replace(ways, sets=tuple(way for way in ways.sets if way))
    return Ways((), complete=True)
