"""Adds what a browser has measured, within what can be true."""

import datetime

from django.core.cache import cache
from django.db.models import F
from django.utils import timezone

from klappt.accounts.models import User
from klappt.audit.services import untraced
from klappt.returns.enums import OPEN
from klappt.returns.models import Return, SectionTime

# A browser tells every half minute; the first time nothing is known that could bound it.
FIRST_AT_MOST = 60
REMEMBERED = 24 * 3600


def add_time(
    *, return_: Return, section: str, seconds: int, by: User, now: datetime.datetime | None = None
) -> int:
    """Add seconds of work at a section and give back how many were believed.

    Never more than have passed since the same person last told of any: two windows do not count twice. Who
    it was is forgotten after a day and never stored with the time.
    """
    now = now or timezone.now()
    with untraced(reason="how long they work is the alliance's own, not anybody's record"):
        believed = min(seconds, _passed(by, now)) if _may_be_told(return_, by) else 0
        if believed <= 0:
            return 0
        row, _is_new = SectionTime.objects.get_or_create(
            alliance_id=return_.alliance_id,
            of_return=return_,
            section=section,
            day=timezone.localdate(now),
        )
        SectionTime.objects.filter(pk=row.pk).update(seconds=F("seconds") + believed)
    return believed


def _may_be_told(return_: Return, by: User) -> bool:
    """Locks the person, so that their other window waits its turn and hears that this minute is told of.

    A browser tells when a page is closed, too: by then the worksheet may be handed in, or gone.
    """
    is_there = User.objects.select_for_update(no_key=True).filter(pk=by.pk).first()
    return is_there is not None and Return.objects.filter(pk=return_.pk, state__in=OPEN).exists()


def _passed(by: User, now: datetime.datetime) -> int:
    """Whole seconds since this person last told; the rest of a second is not lost, it counts next time."""
    key = f"returns.at_work.{by.pk}"
    before = cache.get(key)
    passed = int(now.timestamp() - before) if before is not None else FIRST_AT_MOST
    cache.set(key, now.timestamp() if before is None else before + max(passed, 0), REMEMBERED)
    return passed
