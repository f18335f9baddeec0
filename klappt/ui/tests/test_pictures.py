"""Chairs around a table: everybody has a place, nobody sits on somebody else."""

import math
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from klappt.ui.pictures import SIZE, round_table


@dataclass
class Seat:
    label: str
    standing: str = "there"


@dataclass
class Group:
    key: str
    seats: list[Seat]


GROUPS = st.lists(st.integers(0, 14), max_size=4).map(
    lambda sizes: [
        Group(f"field{i}", [Seat(f"{i}-{j}") for j in range(size)]) for i, size in enumerate(sizes)
    ]
)


@given(GROUPS)
def test_every_seat_is_drawn_once_in_order(groups: list[Group]) -> None:
    expected = [(group.key, seat.label) for group in groups for seat in group.seats]
    assert [(chair.field, chair.label) for chair in round_table(groups)] == expected


@given(GROUPS)
def test_chairs_do_not_touch_and_stay_inside(groups: list[Group]) -> None:
    places = [(float(c.x), float(c.y), float(c.width)) for c in round_table(groups)]
    for index, (x, y, width) in enumerate(places):
        assert min(x, y) >= 0
        assert max(x, y) + width <= SIZE
        for other in places[index + 1 :]:
            assert math.dist((x, y), other[:2]) >= 0.9 * width
    assert len({width for *_, width in places}) <= 1


def test_an_empty_body_draws_nothing() -> None:
    assert round_table([Group("work", [])]) == []


def test_numbers_are_svg_numbers_in_german_too() -> None:
    assert all(
        "," not in chair.x + chair.y + chair.width for chair in round_table([Group("work", [Seat("a")])])
    )
