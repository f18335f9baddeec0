"""The best levers are exact: compared with trying every choice, on thousands of random small tables (B5)."""

import os
import random
from fractions import Fraction
from itertools import combinations

import pytest

from klappt.core.gaps.levers import Stuck, choose_levers, curve
from klappt.core.programme import Deadline

TABLES = int(os.environ.get("KLAPPT_GAPS_TABLES", "1500"))


def enough():
    return Deadline.after(60)


def random_table(seed):
    """Some groups nobody knows the number of, some that arrive anyway, some that nothing helps."""
    dice = random.Random(seed)
    levers = [f"l{number}" for number in range(dice.randint(0, 7))]
    dice.shuffle(levers)
    efforts = {lever: Fraction(dice.randint(0, 6), dice.choice([1, 2, 3])) for lever in levers}
    known = [*levers, "not ours"]
    stuck = [
        Stuck(
            f"g{number}",
            dice.choice([None, 0, 1, 2, 5, 40]),
            [
                frozenset(dice.sample(known, min(len(known), dice.choice([0, 1, 1, 1, 2, 2, 3]))))
                for _ in range(dice.choice([0, 1, 2, 4]))
            ],
        )
        for number in range(dice.randint(0, 6))
    ]
    return stuck, efforts, dice.randint(0, 5)


def by_hand(stuck, efforts, most):
    """Every choice of up to `most` levers, the best by the levels in the documentation."""
    order = list(efforts)

    def worth(chosen):
        helped = [g for g in stuck if frozenset() not in g.ways and any(w <= set(chosen) for w in g.ways)]
        return (
            -sum(g.heads or 0 for g in helped),
            -sum(g.heads is None for g in helped),
            sum(efforts[lever] for lever in chosen),
            len(chosen),
            [order.index(lever) for lever in chosen],
        )

    return min((c for size in range(most + 1) for c in combinations(order, size)), key=worth), worth


@pytest.mark.parametrize("start", range(0, TABLES, 100))
def test_no_other_choice_is_better(start):
    for seed in range(start, start + 100):
        stuck, efforts, most = random_table(seed)
        best, worth = by_hand(stuck, efforts, most)
        choice = choose_levers(stuck, efforts, most, enough())
        assert choice.levers == best, seed
        assert (choice.proven, choice.settled) == (True, True)
        assert (-choice.heads, -len(choice.uncounted), choice.effort) == worth(best)[:3]


def test_the_curve_has_the_best_choice_of_each_number():
    for seed in range(100):
        stuck, efforts, _ = random_table(seed)
        numbers = range(1, len(efforts) + 1)
        assert [c.levers for c in curve(stuck, efforts, 9, enough())] == [
            by_hand(stuck, efforts, number)[0] for number in numbers
        ]


def test_unknown_heads_are_told_apart_and_are_not_zero():
    stuck = [Stuck("few", 3, [frozenset("a")]), Stuck("unknown", None, [frozenset("b")])]
    choice = choose_levers(stuck, {"a": Fraction(1), "b": Fraction(1)}, 2, enough())
    assert (choice.levers, choice.heads) == (("a", "b"), 3)
    assert (choice.helped, choice.uncounted) == (("few",), ("unknown",))


def test_the_order_of_groups_and_ways_changes_nothing():
    for seed in range(60):
        stuck, efforts, most = random_table(seed)
        turned = [Stuck(g.key, g.heads, list(reversed(list(g.ways)))) for g in reversed(stuck)]
        assert (
            choose_levers(turned, efforts, most, enough()).levers
            == choose_levers(stuck, efforts, most, enough()).levers
        )


def large_table():
    """Three hundred groups in the way of each other: no solver is through with it in no time."""
    dice = random.Random(7)
    levers = [f"l{number}" for number in range(150)]
    stuck = [
        Stuck(f"g{n}", dice.randint(1, 99), [frozenset(dice.sample(levers, 3)) for _ in range(3)])
        for n in range(300)
    ]
    return stuck, dict.fromkeys(levers, Fraction(1))


def test_without_time_the_bound_is_honest():
    stuck, efforts = large_table()
    choice = choose_levers(stuck, efforts, 12, Deadline.after(0))
    assert not choice.proven
    assert choice.heads < choice.bound <= sum(group.heads for group in stuck)


def test_ways_that_nobody_found_count_in_the_bound():
    """Whoever leaves ways out has to be told at least as many heads as there could be."""
    for seed in range(300):
        stuck, efforts, most = random_table(seed)
        dice = random.Random(seed)
        half = [
            Stuck(g.key, g.heads, [way for way in g.ways if not way or dice.random() < 0.5], complete=False)
            if dice.random() < 0.5
            else g
            for g in stuck
        ]
        truth = choose_levers(stuck, efforts, most, enough())
        told = choose_levers(half, efforts, most, enough())
        assert told.heads <= truth.heads <= told.bound
        assert told.settled == all(group.complete for group in half)


@pytest.mark.parametrize(
    ("stuck", "efforts", "most"),
    [([], {}, -1), ([Stuck("g", -2, [])], {}, 1), ([], {"a": Fraction(-1)}, 1)],
)
def test_negative_numbers_are_errors(stuck, efforts, most):
    with pytest.raises(ValueError, match="negative"):
        choose_levers(stuck, efforts, most, enough())


def test_of_many_equal_choices_the_first_is_taken():
    """Every pair of levers helps one group of one head: all choices of three are as good as each other."""
    for seed in range(20):
        levers = [f"l{number}" for number in range(9)]
        random.Random(seed).shuffle(levers)
        stuck = [Stuck(f"{a}{b}", 1, [frozenset((a, b))]) for a, b in combinations(sorted(levers), 2)]
        choice = choose_levers(stuck, dict.fromkeys(levers, Fraction(1)), 3, enough())
        assert (choice.levers, choice.heads) == (tuple(levers[:3]), 3)
