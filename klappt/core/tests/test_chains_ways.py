"""All ways out: compared with trying every set of changes, on random catalogues (B5)."""

import os
from itertools import combinations

import pytest

from klappt.core.chains import find_ways
from klappt.core.chains.task import Wish
from klappt.core.programme import Deadline
from klappt.core.tests.chain_catalogues import Dice
from klappt.core.tests.chains_by_hand import ByHand

CATALOGUES = int(os.environ.get("KLAPPT_GAPS_CATALOGUES", "300"))


def ways_by_hand(hand, most):
    """A set counts when it leads to a chain and none of its parts does, even if more would be in the way."""
    pool = list(hand.changes())
    found = []
    for size in range(most + 1):
        for chosen in combinations(pool, size):
            if not any(way <= set(chosen) for way in found) and hand.changed(chosen).possible():
                found.append(frozenset(chosen))
    return set(found)


@pytest.mark.parametrize("start", range(0, CATALOGUES, 100))
def test_every_way_out_is_found_and_no_other(start):
    for seed in range(start, start + 100):
        dice = Dice(seed)
        catalogue, profile, wishes = dice.catalogue(3, ideas=1), dice.profile(), dice.wishes()
        most = 2 if sum(1 for _ in ByHand(catalogue, profile, "goal", **wishes).changes()) > 8 else 3
        by_hand = ways_by_hand(ByHand(catalogue, profile, "goal", **wishes), most)
        found = find_ways(catalogue, profile, Wish("goal", **wishes), most, Deadline.after(60))
        assert found.complete
        told = {
            frozenset(
                (change.lever, change.offer, change.leaf or change.after, change.effort) for change in way
            )
            for way in found.sets
        }
        assert told == by_hand, (seed, wishes)
        assert len(found.sets) == len(by_hand)
