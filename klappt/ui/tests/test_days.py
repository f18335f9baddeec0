"""A slip in the year is said at the field, in every form."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from klappt.ui.days import DayField


@pytest.mark.parametrize("typed", ["9999-12-31", "0001-01-01", "31.12.1899", "1.1.2101"])
def test_a_year_out_of_reach_is_said(typed: str) -> None:
    with pytest.raises(ValidationError, match="Tag zwischen 1900 und 2100"):
        DayField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1900-01-01", datetime.date(1900, 1, 1)),
        ("31.12.2100", datetime.date(2100, 12, 31)),
        ("3.12.26", datetime.date(2026, 12, 3)),
    ],
)
def test_days_as_people_write_them(typed: str, day: datetime.date) -> None:
    assert DayField().clean(typed) == day
