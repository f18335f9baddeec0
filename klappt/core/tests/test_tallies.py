"""Few conferences do not show what one of them held."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klappt.core.tallies import Tally, tallies

SEEN = st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.sets(st.integers(1, 12)), max_size=8)


def test_who_was_there_sees_everything() -> None:
    assert tallies({"a": {1, 2}, "b": {1}, "c": set()}, minimum=1) == (Tally(("a",), 2), Tally(("b",), 1))


def test_what_is_rare_is_told_together_by_different_conferences() -> None:
    seen = {"a": set(range(9)), "b": {1, 2, 3}, "c": {3, 4, 5}, "d": {5}}
    assert tallies(seen, minimum=5) == (Tally(("a",), 9), Tally(("b", "c", "d"), 5))


def test_too_rare_a_rest_takes_the_least_frequent_along() -> None:
    seen = {"a": set(range(9)), "b": set(range(5)), "c": {11}}
    assert tallies(seen, minimum=5) == (Tally(("a",), 9), Tally(("b", "c"), 6))


def test_too_few_at_all_tell_nothing() -> None:
    assert tallies({"a": {1, 2}, "b": {3, 4}}, minimum=5) == ()


def test_a_minimum_is_at_least_one() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        tallies({}, minimum=0)


@given(SEEN, st.integers(1, 8))
def test_no_figure_is_too_small_and_nothing_is_told_twice(seen: dict[str, set[int]], least: int) -> None:
    told = tallies(seen, minimum=least)
    keys = [key for tally in told for key in tally.keys]
    assert all(tally.count >= least for tally in told)
    assert len(keys) == len(set(keys))
    assert not told or set(keys) == {key for key in seen if seen[key]}
