"""Days that come again by a rule: every second Tuesday, the first Thursday of each month, every quarter."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday
from holidays import country_holidays

LAST = -1
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONGEST_RULE = 200
_MOST = 1000


class Unit(StrEnum):
    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True)
class Rhythm:
    """Every so many weeks on a weekday (0 is Monday), or every so many months on the nth of them.

    `nth` counts within the month from 1 to 4, or is -1 for the last; it says nothing about weeks.
    ValueError for anything else: a fifth Thursday does not come every month.
    """

    unit: Unit
    every: int
    weekday: int
    nth: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.every <= 24 or not 0 <= self.weekday <= 6:
            raise ValueError(f"no rhythm: every {self.every}, weekday {self.weekday}")
        if self.unit is Unit.MONTHS and self.nth not in (1, 2, 3, 4, LAST):
            raise ValueError(f"no month has this weekday for the {self.nth}. time for certain")

    @property
    def rule(self) -> str:
        """As RFC 5545 writes it.

        >>> Rhythm(Unit.MONTHS, 1, 3, 1).rule
        'FREQ=MONTHLY;INTERVAL=1;BYDAY=1TH'
        >>> Rhythm(Unit.WEEKS, 2, 1).rule
        'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU'
        """
        if self.unit is Unit.WEEKS:
            return f"FREQ=WEEKLY;INTERVAL={self.every};BYDAY={WEEKDAYS[self.weekday]}"
        return f"FREQ=MONTHLY;INTERVAL={self.every};BYDAY={self.nth}{WEEKDAYS[self.weekday]}"


def rhythm_of(rule: str) -> Rhythm:
    """The other way round. ValueError for rules this house does not write."""
    parts = dict(part.split("=", 1) for part in rule[:LONGEST_RULE].split(";") if "=" in part)
    if set(parts) - {"FREQ", "INTERVAL", "BYDAY"} or parts.get("FREQ") not in {"WEEKLY", "MONTHLY"}:
        raise ValueError(f"not one of our rules: {rule}")
    day = parts.get("BYDAY", "")
    every = int(parts.get("INTERVAL", "1"))
    if day[-2:] not in WEEKDAYS:
        raise ValueError(f"not one of our rules: {rule}")
    if parts["FREQ"] == "WEEKLY":
        return Rhythm(Unit.WEEKS, every, WEEKDAYS.index(day[-2:]))
    return Rhythm(Unit.MONTHS, every, WEEKDAYS.index(day[-2:]), int(day[:-2] or "0"))


def first_day(rhythm: Rhythm, on_or_after: datetime.date) -> datetime.date:
    """The first day that fits; the intervals count from it."""
    every = Rhythm(rhythm.unit, 1, rhythm.weekday, rhythm.nth)
    return next(_days(every, on_or_after))


def days(
    rhythm: Rhythm, first_on: datetime.date, *, after: datetime.date | None = None, until: datetime.date
) -> list[datetime.date]:
    """The days from `first_on` (which fits the rhythm) until `until`, both included; only those past `after`.

    Days have no hours here, so neither the change of the clocks nor leap years can move them. At most 1000.
    """
    found: list[datetime.date] = []
    for day in _days(rhythm, first_on):
        if day > until or len(found) == _MOST:
            break
        if after is None or day > after:
            found.append(day)
    return found


def _days(rhythm: Rhythm, first_on: datetime.date) -> Iterator[datetime.date]:
    """Counted in UTC noon: a recurrence of days needs no time zone."""
    by = weekday(rhythm.weekday, rhythm.nth or None)
    frequency = WEEKLY if rhythm.unit is Unit.WEEKS else MONTHLY
    start = datetime.datetime.combine(first_on, datetime.time(12), datetime.UTC)
    for moment in rrule(frequency, dtstart=start, interval=rhythm.every, byweekday=by):
        yield moment.date()


def holiday(day: datetime.date) -> str:
    """The public holiday in North Rhine-Westphalia on this day, in German, or nothing.

    By the library `holidays`, which follows the Feiertagsgesetz NW. Christmas Eve and New Year's Eve are none
    by law, but no office meets then.
    """
    silent = {(12, 24): "Heiligabend", (12, 31): "Silvester"}
    known = country_holidays("DE", subdiv="NW", years=day.year, language="de")
    return known.get(day) or silent.get((day.month, day.day), "")
