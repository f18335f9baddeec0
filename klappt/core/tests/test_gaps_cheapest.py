"""The cheapest chain: compared with looking at every chain, on random catalogues (B5)."""

import os
from fractions import Fraction

import pytest

from klappt.core.catalogue import Add, Catalogue, Goal, Offer
from klappt.core.chains.prepare import prepare
from klappt.core.chains.task import Wish
from klappt.core.conditions import AllOf, Attribute, Comparison, Kind
from klappt.core.gaps.cheapest import cheapest_chain
from klappt.core.tests.chain_catalogues import Dice
from klappt.core.tests.chains_by_hand import ByHand

CATALOGUES = int(os.environ.get("KLAPPT_GAPS_CATALOGUES", "100"))


@pytest.mark.parametrize("start", range(0, CATALOGUES, 100))
def test_no_chain_costs_less(start):
    for seed in range(start, start + 100):
        dice = Dice(seed)
        catalogue, profile, wishes = dice.catalogue(), dice.profile(), dice.wishes()
        prices = {o.key: Fraction(dice.randint(0, 4), 3) for o in catalogue.offers if dice.random() < 0.8}
        closed = frozenset(o.key for o in catalogue.offers if dice.random() < 0.1)
        chains = {
            walk.offers
            for walk in ByHand(catalogue, profile, "goal", **wishes).walks()
            if closed.isdisjoint(walk.offers)
        }
        found = cheapest_chain(prepare(catalogue, profile, Wish("goal", **wishes)), prices, closed)
        assert (found is None) == (not chains), seed
        if found is not None:
            assert found in chains, seed
            costs = [sum(prices.get(key, 0) for key in offers) for offers in chains]
            assert sum(prices.get(key, 0) for key in found) == min(costs), seed


def test_no_offer_is_used_twice_however_cheap():
    """Two are needed and each offer brings one: the dear one has to come in, too."""
    number = Attribute("children", Kind.NUMBER)
    two = Goal("goal", Comparison("children", ">=", Fraction(2)))
    offers = tuple(
        Offer(key, access=AllOf(()), months=1, effects=(Add("children", Fraction(1)),)) for key in "AB"
    )
    task = prepare(Catalogue((number,), offers, (), (two,)), {"children": Fraction(0)}, Wish("goal"))
    found = cheapest_chain(task, {"A": Fraction(1), "B": Fraction(9)})
    assert sorted(found) == ["A", "B"]
    assert cheapest_chain(task, {}, closed={"B"}) is None
