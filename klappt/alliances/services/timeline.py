"""Periods that follow one another: who comes next ends who was there before, and nothing is overwritten."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from klappt.alliances.models import Period

_DAY = datetime.timedelta(days=1)


def make_room(rows: Iterable[Period], since: datetime.date) -> datetime.date | None:
    """End who holds on the day before `since`; the answer is the last day of the newcomer (None: open).

    Works in the middle of a history, too: a forgotten predecessor ends where the next one begins.
    Raises ValidationError if somebody else begins on the same day.
    """
    before, after = None, None
    for row in sorted(rows, key=lambda each: each.valid_from or datetime.date.min):
        begins = row.valid_from or datetime.date.min
        if begins == since:
            raise ValidationError({"valid_from": _taken(row, since)})
        if begins < since:
            before = row
        else:
            after = after or row
    if before is not None and (before.valid_until is None or before.valid_until >= since):
        before.valid_until = since - _DAY
        before.save()
    return after.valid_from - _DAY if after is not None and after.valid_from else None


def _taken(row: Period, since: datetime.date) -> str:
    return _("%(who)s begins on %(day)s already. Please choose another day or correct that entry.") % {
        "who": row,
        "day": date_format(since, "SHORT_DATE_FORMAT"),
    }
