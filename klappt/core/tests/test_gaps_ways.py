"""All smallest sets of changes: compared with trying every set, on random questions (B5)."""

import os
import random
from itertools import combinations

import pytest

from klappt.core.gaps.ways import find_ways
from klappt.core.programme import Deadline

TABLES = int(os.environ.get("KLAPPT_GAPS_TABLES", "1500"))


def enough():
    return Deadline.after(60)


def random_question(seed):
    """Some sets lead to the goal, and everything beyond them."""
    dice = random.Random(seed)
    changes = [f"c{number}" for number in range(dice.randint(0, 8))]
    sets = [
        frozenset(dice.sample(changes, min(len(changes), dice.choice([0, 1, 2, 2, 3, 3, 4]))))
        for _ in range(dice.choice([0, 1, 2, 3, 5, 8]))
    ]
    if len(sets) > 1:
        sets = [one for one in sets if one]
    return changes, lambda taken: any(one <= taken for one in sets)


def by_hand(changes, reaches, most):
    reaching = [
        frozenset(taken)
        for size in range(most + 1)
        for taken in combinations(changes, size)
        if reaches(frozenset(taken))
    ]
    return {taken for taken in reaching if not any(other < taken for other in reaching)}


@pytest.mark.parametrize("start", range(0, TABLES, 250))
def test_every_way_is_found_and_nothing_else(start):
    for seed in range(start, start + 250):
        changes, reaches = random_question(seed)
        most = seed % 6
        ways = find_ways(changes, reaches, most, enough())
        assert ways.complete
        assert len(ways.sets) == len(set(ways.sets))
        assert set(ways.sets) == by_hand(changes, reaches, most), seed
        assert sorted(map(len, ways.sets)) == [len(way) for way in ways.sets]


def test_what_is_reached_without_changes_needs_none():
    assert find_ways("ab", lambda _: True, 2, enough()).sets == (frozenset(),)


def test_without_time_nobody_says_that_these_are_all():
    ways = find_ways("abc", lambda taken: "c" in taken, 2, Deadline.after(0))
    assert (ways.sets, ways.complete) == ((), False)


def test_a_thousand_changes_are_not_tried_one_by_one():
    asked = []

    def reaches(taken):
        asked.append(taken)
        return {3, 700} <= taken

    assert find_ways(range(1000), reaches, 2, enough()).sets == (frozenset({3, 700}),)
    assert len(asked) < 100
