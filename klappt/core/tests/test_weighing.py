"""B2: the spread before the middle; who abstains gives no 0."""

import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klappt.core.weighing import ranked, spread_of

WEIGHTS = st.lists(st.none() | st.integers(0, 4), max_size=15)


@given(WEIGHTS)
def test_it_is_what_a_list_says(weights: list[int | None]) -> None:
    given_weights = sorted(weight for weight in weights if weight is not None)
    spread = spread_of(weights)
    assert (spread.n, spread.abstained) == (len(given_weights), weights.count(None))
    if not given_weights:
        assert (spread.mean, spread.median, spread.low, spread.high) == (None, None, None, None)
        return
    assert spread.mean == statistics.mean(map(Fraction, given_weights))
    assert spread.median == statistics.median(map(Fraction, given_weights))
    assert (spread.low, spread.high) == (given_weights[0], given_weights[-1])


def test_abstaining_changes_no_figure() -> None:
    assert spread_of([4, 4, None, None]).mean == spread_of([4, 4]).mean == 4


@pytest.mark.parametrize(
    ("weights", "disputed"),
    [([0, 4, 2], True), ([0, 4, 4, 4], False), ([1, 1, 3, 3], True), ([2, 2, 2], False), ([], False)],
)
def test_two_camps_are_told(weights: list[int], *, disputed: bool) -> None:
    assert spread_of(weights).is_disputed is disputed


@pytest.mark.parametrize("weight", [-1, 5])
def test_there_are_five_weights(weight: int) -> None:
    with pytest.raises(ValueError, match="no weight"):
        spread_of([weight])


@given(st.dictionaries(st.integers(), WEIGHTS, max_size=8))
def test_priority_goes_down_and_the_word_of_few_comes_last(
    given_weights: dict[int, list[int | None]],
) -> None:
    spreads = {key: spread_of(weights) for key, weights in given_weights.items()}
    order = ranked(spreads, minimum=3)
    assert sorted(order) == sorted(spreads)
    told = [spreads[key].n >= 3 for key in order]
    assert told == sorted(told, reverse=True)
    medians = [spreads[key].median or 0 for key in order if spreads[key].n >= 3]
    assert medians == sorted(medians, reverse=True)
