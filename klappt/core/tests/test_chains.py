"""Chains are exact: compared with trying every sequence of offers and every wait (B5, B6)."""

import os

from hypothesis import given, settings
from hypothesis import strategies as st

from klappt.core.chains import find_chains
from klappt.core.tests.chain_catalogues import Dice
from klappt.core.tests.chains_by_hand import CONDITIONAL, ByHand, answer_of

# A small catalogue out of a number: hypothesis looks for the number, the dice make long chains likely.
thorough = settings(max_examples=int(os.environ.get("KLAPPT_CHAIN_CATALOGUES", "300")), deadline=None)
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
            assert step.start == end + step.waited >= end
            end = step.end
            assert end == step.start + offers[step.offer].months
        assert end == chain.months <= wishes["horizon"]
