"""Days that come again; checked against a second reader of the same rule, the one of `icalendar`'s users."""

import datetime

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from klappt.core.rhythm import LAST, Rhythm, Unit, days, first_day, holiday, rhythm_of

DAY = datetime.date
weekly = st.builds(Rhythm, st.just(Unit.WEEKS), st.integers(1, 8), st.integers(0, 6))
monthly = st.builds(
    Rhythm, st.just(Unit.MONTHS), st.integers(1, 12), st.integers(0, 6), st.sampled_from([1, 2, 3, 4, LAST])
)
rhythms = weekly | monthly
some_days = st.dates(DAY(2020, 1, 1), DAY(2035, 12, 31))


def test_the_first_thursday_of_each_month() -> None:
    rhythm = Rhythm(Unit.MONTHS, 1, 3, 1)
    first = first_day(rhythm, DAY(2026, 12, 4))
    assert first == DAY(2027, 1, 7)
    assert days(rhythm, first, until=DAY(2027, 4, 1)) == [
        DAY(2027, 1, 7),
        DAY(2027, 2, 4),
        DAY(2027, 3, 4),
        DAY(2027, 4, 1),
    ]


@given(rhythms, some_days)
def test_every_day_is_of_the_right_kind(rhythm: Rhythm, start: datetime.date) -> None:
    first = first_day(rhythm, start)
    found = days(rhythm, first, until=first + datetime.timedelta(days=800))
    assert found[0] == first >= start
    assert found == sorted(set(found))
    assert {day.weekday() for day in found} == {rhythm.weekday}
    if rhythm.unit is Unit.WEEKS:
        assert all((day - first).days % (7 * rhythm.every) == 0 for day in found)
    else:
        week = datetime.timedelta(days=7)
        for day in found:
            counted = LAST if rhythm.nth == LAST else (day.day - 1) // 7 + 1
            assert counted == rhythm.nth
            assert rhythm.nth != LAST or (day + week).month != day.month
        assert {
            (day.month - first.month) % rhythm.every for day in found if rhythm.every in (1, 2, 3, 4, 6, 12)
        } <= {0}


@given(rhythms, some_days)
def test_the_written_rule_means_the_same_to_others(rhythm: Rhythm, start: datetime.date) -> None:
    first = first_day(rhythm, start)
    until = first + datetime.timedelta(days=500)
    begin = datetime.datetime.combine(first, datetime.time())
    read = rrulestr(rhythm.rule, dtstart=begin).between(
        begin, datetime.datetime.combine(until, datetime.time()), inc=True
    )
    assert [each.date() for each in read] == days(rhythm, first, until=until)
    assert rhythm_of(rhythm.rule) == rhythm


@given(rhythms, some_days, st.integers(0, 300))
def test_going_on_later_gives_the_rest(rhythm: Rhythm, start: datetime.date, wait: int) -> None:
    first = first_day(rhythm, start)
    until, cut = first + datetime.timedelta(days=400), first + datetime.timedelta(days=wait)
    whole = days(rhythm, first, until=until)
    assert days(rhythm, first, until=cut) + days(rhythm, first, after=cut, until=until) == whole


@pytest.mark.parametrize("wrong", [(Unit.MONTHS, 1, 3, 5), (Unit.WEEKS, 0, 3, 0), (Unit.WEEKS, 1, 7, 0)])
def test_what_is_no_rhythm_is_refused(wrong: tuple[Unit, int, int, int]) -> None:
    with pytest.raises(ValueError, match="no "):
        Rhythm(*wrong)


@pytest.mark.parametrize(
    "rule", ["", "FREQ=DAILY", "FREQ=MONTHLY;BYMONTHDAY=1", "FREQ=WEEKLY;BYDAY=XX", "FREQ=YEARLY;BYDAY=MO"]
)
def test_rules_of_others_are_refused(rule: str) -> None:
    with pytest.raises(ValueError, match="not one of our rules"):
        rhythm_of(rule)


def test_holidays_of_this_land() -> None:
    assert holiday(DAY(2027, 5, 27)) == "Fronleichnam"
    assert holiday(DAY(2026, 11, 1)) == "Allerheiligen"
    assert holiday(DAY(2026, 12, 24)) == "Heiligabend"
    assert holiday(DAY(2027, 8, 15)) == "", "a holiday in Bavaria only"
