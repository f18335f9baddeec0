import pytest
from hypothesis import given
from hypothesis import strategies as st

from klappt.core.classes import median_class, share_up_to

COUNTS = st.lists(st.integers(0, 6), min_size=1, max_size=6)


@given(COUNTS)
def test_the_median_is_that_of_the_single_values(counts: list[int]) -> None:
    values = [place for place, count in enumerate(counts) for _ in range(count)]
    assert median_class(counts) == (sorted(values)[len(values) // 2] if values else None)


@given(COUNTS)
def test_all_lie_up_to_the_last_class(counts: list[int]) -> None:
    assert share_up_to(counts, len(counts) - 1) == sum(counts)


def test_by_hand() -> None:
    """Two within 3 days, two within 7, one later: the third of five answers took up to 7 days."""
    assert median_class([2, 2, 1]) == 1
    assert share_up_to([2, 2, 1], 1) == 4


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        median_class([1, -1])
