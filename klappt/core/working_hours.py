"""When a mail may disturb somebody in a town hall of North Rhine-Westphalia."""

import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from holidays import HolidayBase, country_holidays

BERLIN = ZoneInfo("Europe/Berlin")
OPENS = datetime.time(8)
CLOSES = datetime.time(17)
_A_DAY = datetime.timedelta(days=1)


def sensible_time(now: datetime.datetime) -> datetime.datetime:
    """The next moment of working time, `now` itself if it is one.

    Working time is Monday to Friday from 8 to 17 o'clock in Berlin, not on a public holiday of North
    Rhine-Westphalia (by the library `holidays`, which follows the Feiertagsgesetz NW). `now` must be aware;
    what comes back is, in Berlin's time. ValueError for a naive time.
    """
    if now.tzinfo is None:
        raise ValueError("a time without a zone says nothing about working hours")
    here = now.astimezone(BERLIN)
    if is_working_day(here.date()) and OPENS <= here.time() < CLOSES:
        return here
    day = here.date() if here.time() < OPENS else here.date() + _A_DAY
    return datetime.datetime.combine(first_working_day(day), OPENS, BERLIN)


def first_working_day(on_or_after: datetime.date) -> datetime.date:
    """The day itself if it is a working day, else the next one."""
    day = on_or_after
    while not is_working_day(day):
        day += _A_DAY
    return day


def is_working_day(day: datetime.date) -> bool:
    """Monday to Friday and no public holiday of North Rhine-Westphalia."""
    return day.weekday() < 5 and day not in _holidays()


@lru_cache(maxsize=1)
def _holidays() -> HolidayBase:
    return country_holidays("DE", subdiv="NW")
