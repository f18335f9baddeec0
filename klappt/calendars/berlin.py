"""The time zone of every meeting, as the rule that has held since 1996."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

BERLIN = ZoneInfo("Europe/Berlin")
_SUMMER, _WINTER = timedelta(hours=2), timedelta(hours=1)


def berlin() -> Timezone:
    """VTIMEZONE Europe/Berlin: short, and understood by programs that know no zone by its name."""
    zone = Timezone()
    zone.add("tzid", BERLIN.key)
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    _fill(
        summer, name="CEST", before=_WINTER, after=_SUMMER, turns=datetime.fromisoformat("1996-03-31T02:00")
    )
    _fill(winter, name="CET", before=_SUMMER, after=_WINTER, turns=datetime.fromisoformat("1996-10-27T03:00"))
    zone.add_component(summer)
    zone.add_component(winter)
    return zone


def _fill(
    half: TimezoneDaylight | TimezoneStandard,
    *,
    name: str,
    before: timedelta,
    after: timedelta,
    turns: datetime,
) -> None:
    half.add("tzname", name)
    half.add("tzoffsetfrom", before)
    half.add("tzoffsetto", after)
    half.add("dtstart", turns)
    half.add("rrule", vRecur(freq="yearly", bymonth=turns.month, byday="-1SU"))
