"""Chains are exact: compared with trying every sequence of offers and every wait (B5, B6)."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klappt.core.catalogue import Catalogue, Goal, Offer, Raise, Set
from klappt.core.chains import find_chains, unblock
from klappt.core.conditions import AllOf, Attribute, Comparison, Judged, Judgement, Kind
from klappt.core.programme import Deadline
from klappt.core.tests.chain_catalogues import Dice
from klappt.core.tests.chains_by_hand import CONDITIONAL, ByHand, answer_of

# A small catalogue out of a number: hypothesis looks for the number, the dice make long chains likely.
thorough = settings(max_examples=int(os.environ.get("KLAPPT_CHAIN_CATALOGUES", "100")), deadline=None)
few = settings(thorough, max_examples=thorough.max_examples // 5)
seeds = st.integers(0, 2**40)


def as_map(front):
    return {
        (chain.months, len(chain.offers), chain.conditional, chain.cold): (
            chain.offers,
            tuple(step.start for step in chain.timetable),
            chain.others,
        )
        for chain in front.chains
    }


@thorough
@given(seeds)
def test_the_front_is_the_one_that_trying_everything_finds(seed):
    dice = Dice(seed)
    catalogue, profile, wishes = dice.catalogue(), dice.profile(), dice.wishes()
    by_hand = ByHand(catalogue, profile, "goal", **wishes)
    assert as_map(find_chains(catalogue, profile, "goal", **wishes)) == by_hand.front()


@thorough
@given(seeds)
def test_each_step_of_a_timetable_is_open_when_it_starts(seed):
    dice = Dice(seed)
    catalogue, profile, wishes = dice.catalogue(most=5), dice.profile(), dice.wishes()
    attributes = {attribute.key: attribute for attribute in catalogue.attributes}
    offers = {offer.key: offer for offer in catalogue.offers}
    for chain in find_chains(catalogue, profile, "goal", **wishes).chains:
        end = 0
        for step in chain.timetable:
            answer = answer_of(offers[step.offer].access, step.situation, attributes)
            assert answer >= CONDITIONAL
            assert step.conditional == (answer == CONDITIONAL)
            assert step.verdict.answer == answer
            assert step.start == end + step.waited >= end
            end = step.end
            assert end == step.start + offers[step.offer].months
        assert end == chain.months <= wishes["horizon"]


def as_set(changes):
    return frozenset((c.lever.value, c.offer, c.leaf or c.after, c.effort) for c in changes)


@few
@given(seeds)
def test_unblocking_sets_are_those_that_trying_every_set_finds(seed):
    dice = Dice(seed)
    catalogue, profile, wishes = dice.catalogue(most=3, ideas=1), dice.profile(), dice.wishes()
    by_hand = ByHand(catalogue, profile, "goal", **wishes).unblocking(most=2)
    ways = unblock(catalogue, profile, "goal", **wishes, most=2)
    found = ways.sets
    assert ways.complete
    assert {as_set(changes) for changes in found} == (by_hand or set())
    assert len(found) == len(by_hand or ())
    efforts = [sum(change.effort for change in changes) for changes in found]
    assert efforts == sorted(efforts)


class Looks(Deadline):
    """A time that is over after so many looks at the clock."""

    def __init__(self, looks):
        self.looks = iter(range(looks))

    def left(self):
        return next(self.looks, None) is not None


@few
@given(seeds, st.integers(0, 30))
def test_what_is_found_before_the_time_is_over_is_right_and_said_to_be_not_all(seed, looks):
    dice = Dice(seed)
    catalogue, profile, wishes = dice.catalogue(most=4, ideas=1), dice.profile(), dice.wishes()
    everything = unblock(catalogue, profile, "goal", **wishes, most=2)
    in_time = unblock(catalogue, profile, "goal", **wishes, most=2, deadline=Looks(looks))
    assert set(in_time.sets) <= set(everything.sets)
    assert not in_time.complete or in_time == everything


def test_an_effect_counts_as_asked_for_behind_a_leaf_that_is_never_met():
    """The rule of the last offer can never be met, but after its opening its other leaf still has to be."""
    attributes = (
        Attribute("german", Kind.ORDINAL, ("none", "B1")),
        Attribute("card", Kind.BOOLEAN),
        Attribute("done", Kind.BOOLEAN),
    )
    access = AllOf((Comparison("german", ">=", "B1"), Comparison("card", "=", value=True)))
    offers = (
        Offer("COURSE", access=AllOf(()), effects=(Raise("german", "B1"),)),
        Offer("WORK", access=access, effects=(Set("done", value=True),)),
    )
    goal = Goal("done", Comparison("done", "=", value=True))
    catalogue = Catalogue(attributes, offers, (), (goal,))
    found = unblock(catalogue, {"german": "none", "card": False}, "done").sets
    assert [[(change.offer, change.leaf) for change in changes] for changes in found] == [
        [("WORK", "access.all[1]")]
    ]


def test_a_thousand_offers_that_do_the_same_are_counted_not_listed():
    """Ten steps with a hundred offers each: a hundred to the tenth ways, all as good."""
    values = tuple(f"s{number:02}" for number in range(11))
    offers = tuple(
        Offer(
            f"O{step:02}-{number:02}",
            access=Comparison("level", "=", values[step]),
            months=1,
            effects=(Raise("level", values[step + 1]),),
        )
        for step in range(10)
        for number in range(100)
    )
    goal = Goal("top", Comparison("level", "=", values[10]))
    catalogue = Catalogue((Attribute("level", Kind.ORDINAL, values),), offers, (), (goal,))
    (chain,) = find_chains(catalogue, {"level": "s00"}, "top").chains
    assert chain.others == 100**10 - 1
    assert chain.offers == tuple(f"O{step:02}-00" for step in range(10))


def test_a_goal_that_is_not_there():
    with pytest.raises(ValueError, match="no goal 'work'"):
        find_chains(Catalogue(), {}, "work")


def test_a_chain_of_five_hundred_offers():
    """Longer than Python calls functions into one another."""
    values = tuple(f"s{number:02}" for number in range(21))
    attributes = tuple(Attribute(f"level{number:02}", Kind.ORDINAL, values) for number in range(25))
    last = attributes[-1].key
    offers = []
    for number, attribute in enumerate(attributes):
        for step in range(20):
            access = [Comparison(attribute.key, "=", values[step])]
            access += [Comparison(attributes[number - 1].key, "=", values[20])] if number else []
            effects = (Raise(attribute.key, values[step + 1]),)
            key = f"O{20 * number + step:03}"
            discretion = (Judgement(Judged.CONDITIONAL),) if number else ()
            offers.append(Offer(key, access=AllOf((*access, *discretion)), months=0, effects=effects))
    goal = Goal("top", Comparison(last, "=", values[20]))
    catalogue = Catalogue(attributes, tuple(offers), (), (goal,))
    profile = {attribute.key: values[0] for attribute in attributes}
    (chain,) = find_chains(catalogue, profile, "top", conditional=True).chains
    assert (chain.offers, chain.others) == (tuple(offer.key for offer in offers), 0)
    assert (chain.conditional, chain.cold) == (480, 499)
