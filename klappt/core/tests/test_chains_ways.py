"""All ways out: compared with trying every set of changes, on random catalogues (B5)."""

import os
from itertools import combinations

import pytest

from klappt.core.chains import find_ways
from klappt.core.chains.task import Wish
from klappt.core.programme import Deadline
from klappt.core.tests.chain_catalogues import Dice
from klappt.core.tests.chains_by_hand import ByHand

CATALOGUES = int(os.environ.get("KLAPPT_GAPS_CATALOGUES", "100"))


def ways_by_hand(hand, most, may=lambda _: True):
    """A set counts when it leads to a chain and none of its parts does, even if more would be in the way."""
    pool = [change for change in hand.changes() if may(change)]
    found = []
    for size in range(most + 1):
        for chosen in combinations(pool, size):
            if not any(way <= set(chosen) for way in found) and hand.changed(chosen).possible():
                found.append(frozenset(chosen))
    return set(found)


def as_by_hand(found):
    return {frozenset(map(as_tuple, way)) for way in found.sets}


def as_tuple(change):
    return change.lever, change.offer, change.leaf or change.after, change.effort


@pytest.mark.parametrize("start", range(0, CATALOGUES, 100))
def test_every_way_out_is_found_and_no_other(start):
    for seed in range(start, start + 100):
        dice = Dice(seed)
        catalogue, profile, wishes = dice.catalogue(3, ideas=1), dice.profile(), dice.wishes()
        most = 2 if sum(1 for _ in ByHand(catalogue, profile, "goal", **wishes).changes()) > 8 else 3
        by_hand = ways_by_hand(ByHand(catalogue, profile, "goal", **wishes), most)
        found = find_ways(catalogue, profile, Wish("goal", **wishes), most, Deadline.after(60))
        assert found.complete
        told = as_by_hand(found)
        assert told == by_hand, (seed, wishes)
        assert len(found.sets) == len(by_hand)


def test_what_may_not_be_changed_stays():
    """Half of the changes are left to others, as an alliance leaves the law to Berlin."""
    fewer = 0
    for seed in range(150):
        dice = Dice(seed)
        catalogue, profile, wishes = dice.catalogue(3, ideas=1), dice.profile(), dice.wishes()
        hand = ByHand(catalogue, profile, "goal", **wishes)
        ours = {change for change in hand.changes() if dice.random() < 0.5}
        by_hand = ways_by_hand(hand, 2, may=ours.__contains__)
        wish = Wish("goal", **wishes)
        found = find_ways(
            catalogue, profile, wish, 2, Deadline.after(60), may=lambda one, ours=ours: as_tuple(one) in ours
        )
        assert as_by_hand(found) == by_hand, seed
        fewer += by_hand != ways_by_hand(hand, 2)
    assert fewer > 10
