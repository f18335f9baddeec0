"""Letters that are owed, written one after the other: what is wrong with one keeps no other back.

`jobs.mail` takes a letter that is written; this is about the step before, when a job finds out who gets it
and puts its words together. Whoever owes it notes in the same transaction that it is written: so it
happens once, whenever the job is killed.
"""

import datetime
import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.core.exceptions import MultipleObjectsReturned, ObjectDoesNotExist, ValidationError
from django.db import DataError, IntegrityError, InterfaceError, OperationalError, transaction
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.urls import NoReverseMatch

from klappt.jobs.models import StuckLetter

Owed = TypeVar("Owed")

FIRST_PAUSE = datetime.timedelta(minutes=5)
LONGEST_PAUSE = datetime.timedelta(days=1)

# The database is busy or away: that is no letter's fault, and the next one would fare no better.
NO_DATABASE = (OperationalError, InterfaceError)
# What a single letter can bring with it: what it speaks of is gone or not what the words expect (a section, a
# name, a day), its address or text cannot be kept, its template or its link does not fit it.
OF_ONE_LETTER = (
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    ValidationError,
    ObjectDoesNotExist,
    MultipleObjectsReturned,
    DataError,
    IntegrityError,
    NoReverseMatch,
    TemplateDoesNotExist,
    TemplateSyntaxError,
)

logger = logging.getLogger("klappt.jobs")


def write_each(
    kind: str,
    owed: Iterable[Owed],
    write: Callable[[Owed], bool],
    now: datetime.datetime,
    *,
    key: Callable[[Owed], object] = str,
) -> int:
    """How many `write` has written. It opens a transaction of its own and says no when another was quicker.

    One that stumbles is noted as stuck and rests, each time longer, at most a day; then it is tried again.
    Anything that is not the letter's own trouble is raised once the others are through, so that the job
    ends as failed and somebody looks; a database that is away ends the round at once.
    """
    known = stuck(kind)
    written, strange = 0, list[Exception]()
    for each in owed:
        name = str(key(each))
        if name in known and known[name].again_at > now:
            continue
        try:
            written += write(each)
        except NO_DATABASE:
            raise
        except OF_ONE_LETTER as error:
            _note(kind, name, error, now)
        except Exception as error:  # noqa: BLE001 - it is raised below, when the other letters are through
            _note(kind, name, error, now)
            strange.append(error)
        else:
            if name in known:
                known[name].delete()
    if strange:
        raise ExceptionGroup(f"letters could not be written: {kind}", strange)
    return written


def _note(kind: str, name: str, error: Exception, now: datetime.datetime) -> None:
    logger.error("letter %s %s could not be written", kind, name, exc_info=error)
    with transaction.atomic():
        row, _is_new = StuckLetter.objects.select_for_update().get_or_create(
            kind=kind, key=name, defaults={"last_at": now, "again_at": now}
        )
        pause = min(FIRST_PAUSE * 4 ** min(row.tries, 8), LONGEST_PAUSE)
        row.tries, row.last_at, row.again_at = row.tries + 1, now, now + pause
        row.trouble = type(error).__name__[:80]
        row.save()


def stuck(kind: str) -> dict[str, StuckLetter]:
    """The letters of this kind that could not be written until now, by their key."""
    return {row.key: row for row in StuckLetter.objects.filter(kind=kind).order_by("key")}
