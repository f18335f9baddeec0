import pytest
from hypothesis import given
from hypothesis import strategies as st

from klappt.core.keys import LARGEST_KEY, key_in, keys_in


@given(st.integers(min_value=0, max_value=LARGEST_KEY))
def test_every_number_of_a_row_is_read(number: int) -> None:
    assert key_in(str(number)) == number


@pytest.mark.parametrize("text", ["", "7a", "-7", "7.0", " 7", "²", "٣", "9" * 19, "9" * 5000])
def test_what_no_row_can_be_called_is_none(text: str) -> None:
    assert key_in(text) is None


@given(st.text())
def test_whatever_is_written_there_fits_into_64_bits_or_is_none(text: str) -> None:
    assert 0 <= (key_in(text) or 0) <= LARGEST_KEY < 2**63


def test_each_number_comes_once_and_in_its_order() -> None:
    assert keys_in(["9", "x", "3", "9", "", "3"]) == [9, 3]
