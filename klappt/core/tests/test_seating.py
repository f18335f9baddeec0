from itertools import combinations
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klappt.core.seating import seats_around


def test_four_chairs_stand_at_the_four_sides() -> None:
    sides = [(0, -100), (100, 0), (0, 100), (-100, 0)]
    assert [(place.x, place.y) for place in seats_around(4, radius=100).places] == sides


def test_an_empty_room_has_no_chairs() -> None:
    assert seats_around(0, radius=100).places == ()


@given(st.integers(1, 60), st.floats(50, 500))
def test_no_two_chairs_touch(count: int, radius: float) -> None:
    seating = seats_around(count, radius=radius)
    assert len(seating.places) == count
    for one, other in combinations(seating.places, 2):
        assert hypot(one.x - other.x, one.y - other.y) > 2 * seating.chair


@pytest.mark.parametrize(("count", "radius"), [(-1, 100), (3, 0)])
def test_what_cannot_be_is_refused(count: int, radius: float) -> None:
    with pytest.raises(ValueError, match="table"):
        seats_around(count, radius=radius)
