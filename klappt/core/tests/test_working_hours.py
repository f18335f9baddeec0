"""A reminder does not ring on a Sunday, nor on Fronleichnam."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klappt.core.working_hours import BERLIN, first_working_day, is_working_day, sensible_time


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-23 10:30", "2026-11-23 10:30"),  # a Monday morning
        ("2026-11-23 08:00", "2026-11-23 08:00"),
        ("2026-11-23 05:10", "2026-11-23 08:00"),
        ("2026-11-23 17:00", "2026-11-24 08:00"),
        ("2026-11-20 18:00", "2026-11-23 08:00"),  # Friday evening
        ("2026-11-22 12:00", "2026-11-23 08:00"),  # a Sunday
        ("2026-12-24 18:00", "2026-12-28 08:00"),  # over Christmas and a weekend
        ("2026-06-04 09:00", "2026-06-05 08:00"),  # Fronleichnam: a holiday here, not in Berlin
        ("2027-10-31 12:00", "2027-11-02 08:00"),  # Allerheiligen
        ("2027-03-26 09:00", "2027-03-30 08:00"),  # Good Friday to Easter Monday, and the clocks change
    ],
)
def test_next_working_hour(now: str, then: str) -> None:
    assert sensible_time(at(now)) == at(then)


def test_asks_in_any_zone_and_answers_in_berlins() -> None:
    summer = datetime.datetime(2026, 7, 1, 6, 30, tzinfo=datetime.UTC)
    assert sensible_time(summer).isoformat() == "2026-07-01T08:30:00+02:00"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        sensible_time(datetime.datetime(2026, 7, 1, 6, 30))  # noqa: DTZ001 - the point of it


@given(st.datetimes(datetime.datetime(2025, 1, 1), datetime.datetime(2040, 1, 1), timezones=st.just(BERLIN)))  # noqa: DTZ001 - hypothesis adds the zone
def test_is_never_before_never_far_and_settles(now: datetime.datetime) -> None:
    then = sensible_time(now)
    assert now <= then <= now + datetime.timedelta(days=6)
    assert is_working_day(then.date())
    assert 8 <= then.hour < 17
    assert sensible_time(then) == then


@pytest.mark.parametrize(
    ("day", "then"),
    [("2026-11-23", "2026-11-23"), ("2026-11-22", "2026-11-23"), ("2027-03-26", "2027-03-30")],
)
def test_first_working_day(day: str, then: str) -> None:
    assert first_working_day(datetime.date.fromisoformat(day)) == datetime.date.fromisoformat(then)
