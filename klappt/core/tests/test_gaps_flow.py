"""The flow is exact: compared with a second method in fractions, on thousands of random networks (B5)."""

import os
import random
from fractions import Fraction

import pytest

from klappt.core.gaps.flow import Travellers, carry
from klappt.core.programme import Deadline

TABLES = int(os.environ.get("KLAPPT_GAPS_TABLES", "1500"))


def enough():
    return Deadline.after(60)


def most_by_hand(columns, limits):
    """The simplex method in fractions (Bland 1977), from the first line of a textbook; no solver is asked."""
    names = list(limits)
    width = len(columns)
    table = [
        [Fraction(name in column) for column in columns]
        + [Fraction(name == other) for other in names]
        + [Fraction(limits[name])]
        for name in names
    ]
    gain = [Fraction(1)] * width + [Fraction(0)] * (len(names) + 1)
    basis = list(range(width, width + len(names)))
    while enters := [column for column, value in enumerate(gain[:-1]) if value > 0]:
        column = enters[0]
        rows = [row for row in range(len(names)) if table[row][column] > 0]
        pivot = min(rows, key=lambda row: (table[row][-1] / table[row][column], basis[row]))
        table[pivot] = [value / table[pivot][column] for value in table[pivot]]
        for row in [*(row for row in table if row is not table[pivot]), gain]:
            factor = row[column]
            row[:] = [value - factor * at for value, at in zip(row, table[pivot], strict=True)]
        basis[pivot] = column
    return -gain[-1]


def flow_by_hand(groups, capacities, *, unknown_limits):
    """Rows by name; None when nothing limits."""
    limits = {("o", offer): places for offer, places in capacities.items() if places is not None}
    limits |= {("g", group.key): group.heads for group in groups if group.heads is not None}
    columns = []
    for group in groups:
        for route in group.routes:
            unknown = group.heads is None or any(capacities[offer] is None for offer in route)
            if not (unknown and unknown_limits):
                columns.append({("g", group.key), *(("o", offer) for offer in route)} & limits.keys())
    return None if any(not column for column in columns) else most_by_hand(columns, limits)


def random_network(seed):
    dice = random.Random(seed)
    offers = [f"o{number}" for number in range(dice.randint(1, 6))]
    capacities = {offer: dice.choice([None, 0, 1, 3, 5, 8, 20]) for offer in offers}
    groups = [
        Travellers(
            f"g{number}",
            dice.choice([None, 0, 2, 7, 30]),
            [
                tuple(dice.sample(offers, dice.randint(1, min(3, len(offers)))))
                for _ in range(dice.choice([0, 1, 2, 4]))
            ],
        )
        for number in range(dice.randint(0, 5))
    ]
    return groups, capacities


@pytest.mark.parametrize("start", range(0, TABLES, 100))
def test_no_plan_carries_more(start):
    for seed in range(start, start + 100):
        groups, capacities = random_network(seed)
        through = carry(groups, capacities, enough())
        assert through.known.exact, seed
        assert through.known.people == flow_by_hand(groups, capacities, unknown_limits=True), seed
        assert (through.at_most and through.at_most.people) == flow_by_hand(
            groups, capacities, unknown_limits=False
        ), seed


@pytest.mark.parametrize("start", range(0, TABLES // 5, 100))
def test_the_price_of_a_place_is_what_it_brings(start):
    for seed in range(start, start + 100):
        groups, capacities = random_network(seed)
        flow = carry(groups, capacities, enough()).known
        told = {place.offer: (place.one_more, place.one_less) for place in flow.bottlenecks}
        for offer, capacity in capacities.items():
            if capacity is not None:
                more = flow_by_hand(groups, capacities | {offer: capacity + 1}, unknown_limits=True)
                less = flow_by_hand(groups, capacities | {offer: max(0, capacity - 1)}, unknown_limits=True)
                assert told.get(offer, (0, 0)) == (more - flow.people, flow.people - less), seed


def test_the_plan_is_one_that_can_be_carried_out():
    for seed in range(200):
        groups, capacities = random_network(seed)
        through = carry(groups, capacities, enough())
        for flow in filter(None, (through.known, through.at_most)):
            assert sum(share.people for share in flow.carried) == flow.people
            for group in groups:
                mine = [share for share in flow.carried if share.group == group.key]
                assert all(share.route in group.routes for share in mine)
                assert group.heads is None or sum(share.people for share in mine) <= group.heads
            for offer, capacity in capacities.items():
                load = sum(share.people for share in flow.carried if offer in share.route)
                assert capacity is None or load <= capacity


def test_chains_that_are_searched_for_carry_as_many_as_chains_that_are_listed():
    """Column generation: of all chains only those are asked for that pay."""
    for seed in range(300):
        groups, capacities = random_network(seed)
        listed = {group.key: group.routes for group in groups}

        def search(key, prices, closed, listed=listed):
            routes = [route for route in listed[key] if closed.isdisjoint(route)]
            return min(routes, key=lambda route: sum(prices.get(o, 0) for o in route), default=None)

        alone = [Travellers(group.key, group.heads) for group in groups]
        found, given = carry(alone, capacities, enough(), search), carry(groups, capacities, enough())
        assert found.known.people == given.known.people
        assert (found.at_most is None) == (given.at_most is None)
        assert found.known.bottlenecks == given.known.bottlenecks
        assert found.unknown_heads == given.unknown_heads


def test_unknown_places_are_neither_none_nor_endless():
    groups = [Travellers("a", 10, [("K", "U")]), Travellers("b", 4, [("K",)])]
    through = carry(groups, {"K": 6, "U": None}, enough())
    assert (through.known.people, through.at_most.people) == (4, 6)
    assert through.unknown_places == ("U",)


def test_where_nothing_known_limits_no_number_is_told():
    through = carry([Travellers("a", None, [("U",)])], {"U": None}, enough())
    assert (through.known.people, through.at_most) == (0, None)
    assert (through.unknown_places, through.unknown_heads) == (("U",), ("a",))


def test_two_offers_as_tight_as_each_other_bring_nothing_alone():
    through = carry([Travellers("a", 9, [("A", "B")])], {"A": 5, "B": 5}, enough())
    assert [(p.offer, p.one_more, p.one_less) for p in through.known.bottlenecks] == [
        ("A", 0, 1),
        ("B", 0, 1),
    ]


def test_halves_are_exact():
    """Three chains, each through two of three offers: one and a half a year."""
    routes = [("A", "B"), ("A", "C"), ("B", "C")]
    flow = carry([Travellers("a", 9, routes)], {"A": 1, "B": 1, "C": 1}, enough()).known
    assert (flow.people, flow.exact) == (Fraction(3, 2), True)


@pytest.mark.parametrize(
    ("group", "capacities"),
    [
        (Travellers("a", -1, [("A",)]), {"A": 1}),
        (Travellers("a", 1, [("A",)]), {"A": -1}),
        (Travellers("a", 1, [()]), {}),
        (Travellers("a", 1, [("A",)]), {}),
    ],
)
def test_what_cannot_be_is_an_error(group, capacities):
    with pytest.raises(ValueError, match=r"negative|needs no chain|has no capacity"):
        carry([group], capacities, enough())


def test_without_time_there_is_no_number():
    offers = {f"o{number}": number for number in range(200)}
    routes = [(f"o{one}", f"o{other}") for one in range(200) for other in range(one)]
    with pytest.raises(TimeoutError):
        carry([Travellers("a", 10_000, routes)], offers, Deadline.after(0))
