"""A rule in words, and the days it gives."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from klappt.core.rhythm import LAST, Rhythm, Unit, days, first_day, holiday, rhythm_of
from klappt.meetings.models import Series

YEAR = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Preview:
    """A day of a series before it is made. `holiday` is its name, or empty."""

    day: datetime.date
    holiday: str
    is_in: bool


def in_words(rhythm: Rhythm) -> str:
    """ "jeden 1. Donnerstag im Monat" """
    values = {"day": str(WEEKDAYS[rhythm.weekday]), "every": rhythm.every, "nth": rhythm.nth}
    if rhythm.unit is Unit.WEEKS:
        words = _("every %(day)s") if rhythm.every == 1 else _("every %(every)d weeks on %(day)s")
    elif rhythm.nth == LAST:
        every_month = _("every last %(day)s of the month")
        words = every_month if rhythm.every == 1 else _("every %(every)d months on the last %(day)s")
    else:
        every_month = _("every %(nth)d. %(day)s of the month")
        words = every_month if rhythm.every == 1 else _("every %(every)d months on the %(nth)d. %(day)s")
    return words % values


def rule_of(series: Series) -> str:
    return in_words(rhythm_of(series.rule))


def preview(
    rhythm: Rhythm, since: datetime.date, chosen: Collection[datetime.date] | None = None
) -> list[Preview]:
    """The days of the coming year. Before anybody chose, public holidays are left out."""
    first_on = first_day(rhythm, since)
    found = []
    for day in days(rhythm, first_on, until=since + YEAR):
        name = holiday(day)
        found.append(Preview(day, name, day in chosen if chosen is not None else not name))
    return found
