"""A population on its way: compared with going through it person by person, on random catalogues (B4, B5)."""

import os
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest

from klappt.core.catalogue import Add, Catalogue, Goal, Link, Offer, Set
from klappt.core.chains import find_ways, with_changes
from klappt.core.chains.task import Wish
from klappt.core.conditions import AllOf, Attribute, Comparison, Kind
from klappt.core.gaps import best_levers, reach_of_population, situations_of, throughput
from klappt.core.populations import UNKNOWN_COUNT, Column, Population
from klappt.core.programme import Deadline
from klappt.core.tests.chain_catalogues import ATTRIBUTES, Dice
from klappt.core.tests.chains_by_hand import ByHand
from klappt.core.tests.test_gaps_flow import most_by_hand

CATALOGUES = int(os.environ.get("KLAPPT_GAPS_CATALOGUES", "100"))


def enough():
    return Deadline.after(60)


def population_of(profiles, counts):
    columns = {
        attribute.key: Column.of([profile.get(attribute.key) for profile in profiles])
        for attribute in ATTRIBUTES
    }
    heads = np.array([UNKNOWN_COUNT if count is None else count for count in counts])
    return Population(ATTRIBUTES, columns, heads)


def random_population(seed, most=6):
    """Rows that differ in little, so that some are the same to every rule and some nearly so."""
    dice = Dice(seed)
    catalogue, wishes = dice.catalogue(3, ideas=1), dice.wishes()
    models = [dice.profile() for _ in range(2)]
    profiles = []
    for _ in range(dice.randint(1, most)):
        profile = dict(dice.choice(models))
        key = dice.choice(ATTRIBUTES).key
        profile[key] = dice.value(key)
        profile.pop("done", None)
        profiles.append(profile)
    counts = [dice.choice((None, 0, 1, 4, 7)) for _ in profiles]
    return catalogue, profiles, counts, wishes


@pytest.mark.parametrize("start", range(0, CATALOGUES, 20))
def test_every_row_reaches_what_its_situation_reaches(start):
    for seed in range(start, start + 20):
        catalogue, profiles, counts, wishes = random_population(seed, most=12)
        reaches = reach_of_population(
            catalogue, population_of(profiles, counts), Wish("goal", **wishes), enough(), most=0
        )
        assert sorted(row for reach in reaches for row in reach.situation.rows) == list(range(len(profiles)))
        for reach in reaches:
            for row in reach.situation.rows:
                free = {**wishes, "conditional": True}
                walks = [walk.vector for walk in ByHand(catalogue, profiles[row], "goal", **free).walks()]
                sure = [vector[0] for vector in walks if not vector[2]]
                assert (reach.sure and reach.sure.months) == min(sure, default=None), seed
                assert (reach.quickest and reach.quickest.months) == min((v[0] for v in walks), default=None)
                assert reach.reached == bool(walks if wishes["conditional"] else sure)


def test_rows_that_no_rule_can_tell_apart_are_one_situation():
    merged = 0
    for seed in range(60):
        catalogue, profiles, counts, wishes = random_population(seed, most=12)
        found = situations_of(catalogue, population_of(profiles, counts), Wish("goal", **wishes))
        assert sum(s.heads for s in found) == sum(count or 0 for count in counts)
        assert sum(s.uncounted for s in found) == counts.count(None)
        merged += len(profiles) - len(found)
    assert merged > 100


@pytest.mark.parametrize("start", range(0, CATALOGUES // 2, 10))
def test_no_other_levers_bring_more(start):
    for seed in range(start, start + 10):
        catalogue, profiles, counts, wishes = random_population(seed, most=3)
        by_hand = [ByHand(catalogue, profile, "goal", **wishes) for profile in profiles]
        pool = list(by_hand[0].changes())[:14]
        known = {}

        def reaches(hand, chosen, known=known):
            key = (id(hand), frozenset(chosen))
            if key not in known:
                known[key] = hand.changed(chosen).possible()
            return known[key]

        def helped(chosen, hands=by_hand, counts=counts):
            parts = [part for size in range(1, len(chosen) + 1) for part in combinations(chosen, size)]
            rows = [
                count
                for hand, count in zip(hands, counts, strict=True)
                if not reaches(hand, ()) and any(reaches(hand, part) for part in parts)
            ]
            return sum(count or 0 for count in rows), rows.count(None) > 0

        wish = Wish("goal", **wishes)
        reached = reach_of_population(catalogue, population_of(profiles, counts), wish, enough(), most=2)
        for number, choice in enumerate(best_levers(reached, 2, enough()), 1):
            assert choice.proven
            assert len(choice.levers) <= number
            chosen = [(one.lever, one.offer, one.leaf or one.after, one.effort) for one in choice.levers]
            assert helped(chosen) == (choice.heads, bool(choice.uncounted)), seed
            most = max(helped(others)[0] for size in range(number + 1) for others in combinations(pool, size))
            assert choice.heads >= most, seed


@pytest.mark.parametrize("start", range(0, CATALOGUES, 20))
def test_all_chains_carry_not_only_the_best(start):
    for seed in range(start, start + 20):
        catalogue, profiles, counts, wishes = random_population(seed, most=4)
        dice = Dice(seed)
        places = {offer.key: dice.choice((None, 1, 2, 5)) for offer in catalogue.offers}
        catalogue = with_places(catalogue, places)
        wish = Wish("goal", **wishes)
        reached = reach_of_population(catalogue, population_of(profiles, counts), wish, enough(), most=0)
        through = throughput(catalogue, reached, wish, enough())
        limits = {("o", key): number for key, number in places.items() if number is not None}
        limits |= {("g", row): count for row, count in enumerate(counts) if count is not None}
        columns, sure = [], []
        for row, profile in enumerate(profiles):
            chains = {walk.offers for walk in ByHand(catalogue, profile, "goal", **wishes).walks()}
            for chain in chains if () not in chains else ():
                column = {("g", row), *(("o", key) for key in chain)} & limits.keys()
                columns.append(column)
                if len(column) == len(chain) + 1:
                    sure.append(column)
        assert through.known.people == most_by_hand(sure, limits), seed
        if any(not column for column in columns):
            assert through.at_most is None
        else:
            assert through.at_most.people == most_by_hand(columns, limits), seed


def with_places(catalogue, places):
    offers = tuple(replace(offer, capacity=places[offer.key]) for offer in catalogue.offers)
    return replace(catalogue, offers=offers)


def test_where_somebody_is_stuck_is_told_along_a_way_that_would_work():
    seen = 0
    for seed in range(200):
        catalogue, profiles, counts, wishes = random_population(seed, most=3)
        wish = Wish("goal", **wishes)
        for reach in reach_of_population(catalogue, population_of(profiles, counts), wish, enough()):
            if reach.obstacle is None:
                assert reach.reached or not reach.ways.sets
                continue
            seen += 1
            obstacle = reach.obstacle
            changed = with_changes(catalogue, obstacle.changes)
            hand = ByHand(changed, dict(reach.situation.profile), "goal", **wishes)
            there = len(obstacle.past)
            assert any(walk.offers[: there + 1] == (*obstacle.past, obstacle.before) for walk in hand.walks())
            assert len(obstacle.changes) == len(reach.ways.sets[0])
            assert any(change.offer == obstacle.before for change in obstacle.changes)
    assert seen > 30


def test_a_population_of_nobody_reaches_nothing():
    catalogue, *_ = random_population(1)
    nobody = population_of([], [])
    assert reach_of_population(catalogue, nobody, Wish("goal"), enough()) == ()
    assert best_levers((), 3, enough()) == ()
    assert throughput(catalogue, (), Wish("goal"), enough()).known.people == Fraction(0)


def test_a_number_that_offers_add_to_is_not_rounded_to_its_step():
    """No rule tells 0 from 1, but one of them gets to 3 with two offers and the other does not."""
    children = Attribute("children", Kind.NUMBER)
    offers = tuple(
        Offer(key, access=AllOf(()), months=1, effects=(Add("children", Fraction(1)),)) for key in "AB"
    )
    goal = Goal("goal", Comparison("children", ">=", Fraction(3)))
    rows = Population((children,), {"children": Column.of([Fraction(0), Fraction(1)])}, np.ones(2, np.int64))
    catalogue = Catalogue((children,), offers, (), (goal,))
    reaches = reach_of_population(catalogue, rows, Wish("goal"), enough(), most=0)
    assert [reach.reached for reach in reaches] == [False, True]


@pytest.mark.parametrize("warm_only", [False, True])
def test_leaving_out_what_does_not_matter_leaves_no_way_out(warm_only):
    for seed in range(120):
        catalogue, profiles, counts, wishes = random_population(seed, most=2)
        wish = Wish("goal", **{**wishes, "warm_only": warm_only})
        for reach in reach_of_population(catalogue, population_of(profiles, counts), wish, enough()):
            whole = find_ways(catalogue, profiles[reach.situation.rows[0]], wish, 2, enough())
            assert reach.ways == whole, seed


def test_where_cold_steps_do_not_count_what_has_no_effect_can_join_two_others():
    """A leads to B, which nobody links; over X, which changes nothing, it takes one link as well."""
    keys = [Attribute(key, Kind.BOOLEAN) for key in ("permit", "done")]
    offers = (
        Offer("A", access=AllOf(()), effects=(Set("permit", value=True),)),
        Offer("B", access=Comparison("permit", "=", value=True), effects=(Set("done", value=True),)),
        Offer("X", access=AllOf(())),
    )
    goal = Goal("goal", Comparison("done", "=", value=True))
    catalogue = Catalogue(tuple(keys), offers, (Link("A", "X", agreed=True),), (goal,))
    somebody = Population(tuple(keys), {}, np.ones(1, np.int64))
    wish = Wish("goal", warm_only=True)
    (reach,) = reach_of_population(catalogue, somebody, wish, enough(), most=1)
    joins = [(change.after, change.offer) for way in reach.ways.sets for change in way if change.after]
    assert joins == [("A", "B"), ("X", "B")]
