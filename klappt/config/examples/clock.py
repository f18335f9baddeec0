"""What was done on a day in the past: the outer event carries the day, the verbs inside join it."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from klappt.accounts.models import User
from klappt.alliances.models import Alliance
from klappt.audit.enums import Channel
from klappt.audit.events import Verb
from klappt.audit.services import event

_MORNING = datetime.time(8, 40)
_OFFICE_HOURS = 8 * 60


def moment(day: datetime.date, number: int = 0) -> datetime.datetime:
    """A time in office hours; different numbers, different times, the same every time it is asked for."""
    minutes = (day.toordinal() * 37 + number * 23) % _OFFICE_HOURS
    start = timezone.make_aware(datetime.datetime.combine(day, _MORNING))
    return start + datetime.timedelta(minutes=minutes)


@contextmanager
def acting(
    verb: Verb,
    by: User,
    alliance: Alliance,
    day: datetime.date,
    number: int = 0,
    channel: Channel = Channel.PAGE,
) -> Iterator[None]:
    with event(verb, by=by, alliance=alliance, at=moment(day, number), channel=channel):
        yield


def ago(days: int) -> datetime.date:
    """So many days before today: the examples never grow old."""
    return timezone.localdate() - datetime.timedelta(days=days)
