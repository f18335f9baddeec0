"""What the worker does by itself: open waves on their day, remind, and write the mails that are owed."""

import datetime

from klappt.core.working_hours import BERLIN
from klappt.returns.models import Wave
from klappt.returns.services.letters import SIGNATURE, owe_what_is_due, write_what_is_owed
from klappt.returns.services.waves import open_wave
from klappt.returns.services.wishes import tell_of_wishes


def open_due(now: datetime.datetime) -> int:
    """Open the waves that were released and whose day has come; not those whose last day is over by now."""
    day = now.astimezone(BERLIN).date()
    due = Wave.objects.filter(
        opened_at=None, released_at__isnull=False, opens_on__lte=day, closes_on__gte=day
    )
    waves = list(due.order_by("opens_on", "pk"))
    for wave in waves:
        open_wave(wave=wave, signature=SIGNATURE)
    return len(waves)


def run(now: datetime.datetime) -> int:
    """All of it; how many letters were written. May be killed at any moment and called again."""
    open_due(now)
    owe_what_is_due(now)
    return write_what_is_owed(now) + tell_of_wishes(now)
