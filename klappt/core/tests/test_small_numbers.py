"""No figure from few people, not even by subtraction: checked against every sum and difference there is."""

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klappt.core.small_numbers import may_release, pooled, still_needed


@given(st.lists(st.integers(0, 12), min_size=1, max_size=30), st.integers(1, 6))
def test_whoever_subtracts_two_results_learns_nothing_of_few(arriving: list[int], minimum: int) -> None:
    answers, released, shown = 0, 0, [0]
    for more in arriving:
        answers += more
        if may_release(answers=answers, released=released, minimum=minimum):
            released = answers
            shown.append(released)
    differences = [late - early for early, late in combinations(shown, 2)]
    assert all(difference >= minimum for difference in differences)
    assert still_needed(answers=answers, released=released, minimum=minimum) > 0 or released == answers


@pytest.mark.parametrize(
    ("answers", "released", "needed"), [(0, 0, 5), (4, 0, 1), (5, 0, 0), (9, 5, 1), (10, 5, 0)]
)
def test_how_many_are_still_needed(answers: int, released: int, needed: int) -> None:
    assert still_needed(answers=answers, released=released, minimum=5) == needed


@pytest.mark.parametrize("wrong", [{"minimum": 0}, {"released": 6}, {"released": -1}])
def test_nonsense_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        still_needed(**{"answers": 5, "released": 0, "minimum": 5, **wrong})


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 20)), st.integers(1, 8))
def test_every_union_of_pools_is_large_enough_or_empty(counts: dict[str, int], minimum: int) -> None:
    pools = pooled(counts, minimum)
    unions = chain.from_iterable(combinations(pools, size) for size in range(1, len(pools) + 1))
    assert all(sum(pool.count for pool in union) not in range(1, minimum) for union in unions)
    if pools:
        assert sorted(key for pool in pools for key in pool.keys) == sorted(counts)
        assert sum(pool.count for pool in pools) == sum(counts.values())
    else:
        assert not any(counts.values()) or sum(counts.values()) < minimum


def test_a_large_group_is_not_pooled_without_need() -> None:
    pools = pooled({"de": 12, "ar": 9, "uk": 3, "fr": 2, "en": 0}, 5)
    assert [(pool.keys, pool.count) for pool in pools] == [
        (("de",), 12),
        (("ar",), 9),
        (("en", "fr", "uk"), 5),
    ]


def test_a_small_rest_takes_the_smallest_of_the_large_along() -> None:
    assert [pool.keys for pool in pooled({"de": 12, "ar": 9, "uk": 3}, 5)] == [("de",), ("ar", "uk")]
