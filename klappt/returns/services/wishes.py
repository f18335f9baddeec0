"""An alliance asks to open its return once more: who runs the wave is told, in one mail if many ask."""

import datetime

from django.conf import settings
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from klappt.accounts.models import User
from klappt.audit.enums import Channel
from klappt.audit.services import event
from klappt.core.working_hours import BERLIN, sensible_time
from klappt.jobs.mail import send_letter
from klappt.jobs.services import write_each
from klappt.returns import events
from klappt.returns.models import Reopening, Wave
from klappt.returns.selectors.running import who_runs

KIND = "returns.wishes"
SIGNATURE = "klappt"
# Whoever asks within this time after a mail stands in the next one.
QUIET = datetime.timedelta(hours=20)


def tell_of_wishes(now: datetime.datetime) -> int:
    """Of how many waves research was told. Only in working hours: what comes in over night is one mail."""
    if sensible_time(now) != now.astimezone(BERLIN):
        return 0
    waves = list(_untold().order_by().values_list("of_return__wave", flat=True).distinct())
    return write_each(KIND, sorted(waves), lambda pk: _tell(pk, now), now)


def _untold() -> QuerySet[Reopening]:
    return Reopening.objects.filter(by_alliance=True, granted=None, told_at=None)


def _tell(wave_pk: int, now: datetime.datetime) -> bool:
    """The mails and the note that they are written, in one transaction."""
    wishes = Reopening.objects.filter(of_return__wave=wave_pk)
    last = wishes.aggregate(last=Max("told_at"))["last"]
    people = who_runs(Wave.objects.get(pk=wave_pk))
    if not people or (last is not None and last > now - QUIET):
        return False
    with event(events.WISHES_TOLD, by=None, channel=Channel.JOB, signature=SIGNATURE, wave=wave_pk):
        # Another worker may have been quicker, or somebody has decided: whoever locks the wave first tells.
        wave = Wave.objects.select_for_update(of=("self",)).select_related("edition").get(pk=wave_pk)
        rows = list(
            _untold().filter(of_return__wave=wave).select_related("of_return__alliance").order_by("at", "pk")
        )
        for person in people if rows else ():
            _send(wave, rows, person)
        for wish in rows:
            wish.told_at = now
            wish.save(update_fields=["told_at"])
    return bool(rows)


def _send(wave: Wave, wishes: list[Reopening], person: User) -> None:
    with translation.override(person.language):
        context = {
            "person": person,
            "title": wave.title,
            "wishes": wishes,
            "count": len(wishes),
            "link": settings.PUBLIC_URL + _where(wave, wishes),
        }
        names = {"alliance": wishes[0].of_return.alliance, "title": wave.title, "count": len(wishes)}
        subject = ngettext(
            "%(alliance)s asks to open “%(title)s” once more",
            "%(count)d alliances ask to open “%(title)s” once more",
            len(wishes),
        )
        send_letter(person.email, subject % names, "returns/mail/wishes", context)


def _where(wave: Wave, wishes: list[Reopening]) -> str:
    """To the one wish, or to the board, above which all of them stand."""
    if len(wishes) > 1:
        return reverse("waves:wave", args=[wave.number])
    return reverse("waves:decide", args=[wave.number, wishes[0].of_return.alliance.key, wishes[0].pk])
