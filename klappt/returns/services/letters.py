"""Mails to the coordination: owed by a verb or by a day, written by a job, each of them once."""

import datetime
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from klappt.accounts.models import User
from klappt.alliances.selectors.membership import coordinators_of
from klappt.audit.enums import Channel
from klappt.audit.services import event
from klappt.core.working_hours import BERLIN, is_working_day, sensible_time
from klappt.jobs.services import write_each
from klappt.returns import events
from klappt.returns.enums import Occasion, ReturnState
from klappt.returns.models import Return, WaveLetter
from klappt.returns.models.letter import KIND
from klappt.returns.services.mails import send

SIGNATURE = "klappt"
STILL_TO_COME = (ReturnState.ASKED, ReturnState.BEGUN)
_A_DAY = datetime.timedelta(days=1)


def owe(
    *, of_return: Return, occasion: Occasion, by: User | None, key: str = "", words: str = ""
) -> WaveLetter | None:
    """A mail is to be written for this; None where it is owed or written already. Expects an event."""
    try:
        with transaction.atomic():
            letter: WaveLetter = WaveLetter.objects.create(
                of_return=of_return, occasion=occasion, key=key or occasion.value, words=words, by=by
            )
    except IntegrityError:
        return None
    return letter


def owe_all(
    *,
    returns: Iterable[Return],
    occasion: Occasion,
    by: User | None,
    written_at: datetime.datetime | None = None,
) -> None:
    """A mail for each, where none can be owed for this yet. `written_at`: they went out long ago."""
    WaveLetter.objects.bulk_create(
        WaveLetter(
            of_return=row,
            occasion=occasion,
            key=occasion.value,
            by=by,
            wanted_at=written_at or timezone.now(),
            written_at=written_at,
        )
        for row in returns
    )


def owe_what_is_due(now: datetime.datetime) -> int:
    """Reminders and last words whose day has come; asked as often as one likes, each is owed once.

    Only who has not handed in is reminded, and nobody twice within the last days: on and after the day of
    the last word that one is enough. Who was asked or got more time after the reminder's day is spared it.
    """
    day = now.astimezone(BERLIN).date()
    waiting = (
        Return.objects.filter(state__in=STILL_TO_COME, wave__opened_at__isnull=False, due_on__gte=day)
        .filter(Q(wave__reminds_on__lte=day) | Q(due_on__lte=day + 7 * _A_DAY))
        .select_related("wave", "alliance")
        .order_by("pk")
    )
    owed = 0
    for each in waiting:
        occasion, key = _due_for(each, day)
        if occasion is not None and not each.letters.filter(key=key).exists():
            with event(events.LETTERS_DUE, by=None, channel=Channel.JOB, signature=SIGNATURE):
                owed += owe(of_return=each, occasion=occasion, by=None, key=key) is not None
    return owed


def _due_for(each: Return, day: datetime.date) -> tuple[Occasion | None, str]:
    if day >= last_word_on(each.due_on):
        return Occasion.LAST_WORD, f"last:{each.due_on}"
    reminds = each.wave.reminds_on
    if reminds is not None and timezone.localdate(each.asked_at) < reminds <= day:
        return Occasion.REMINDER, "reminder"
    return None, ""


def last_word_on(due_on: datetime.date) -> datetime.date:
    """The day itself, or the last working day before it: on a Sunday a mail would come too late."""
    day = due_on
    while not is_working_day(day):
        day -= _A_DAY
    return day


def write_what_is_owed(now: datetime.datetime) -> int:
    """Write the mails that are owed; what is wrong with one keeps no other back."""
    owed = WaveLetter.objects.filter(written_at=None).order_by("wanted_at", "pk")
    return write_each(KIND, list(owed.values_list("pk", flat=True)), lambda pk: _write(pk, now), now)


def _write(pk: int, now: datetime.datetime) -> bool:
    """The mails and the note that they are written, in one transaction."""
    with event(events.LETTER_WRITTEN, by=None, channel=Channel.JOB, signature=SIGNATURE) as story:
        # Another worker may have been quicker.
        letter = (
            WaveLetter.objects.select_for_update(of=("self",))
            .select_related("of_return__wave", "of_return__alliance", "of_return__edition")
            .filter(pk=pk, written_at=None)
            .first()
        )
        if letter is None:
            return False
        story.belongs_to(letter.of_return.alliance)
        people = (
            []
            if _is_outdated(letter)
            else coordinators_of(letter.of_return.alliance, timezone.localdate(now))
        )
        for person in people:
            send(letter, person, sensible_time(now))
        letter.written_at, letter.recipients = now, len(people)
        letter.save(update_fields=["written_at", "recipients"])
    return True


def _is_outdated(letter: WaveLetter) -> bool:
    """Whoever has handed in meanwhile is not reminded any more."""
    reminds = {Occasion.REMINDER, Occasion.LAST_WORD, Occasion.BY_HAND}
    return letter.occasion in reminds and not letter.of_return.is_open
