"""A draft goes to some alliances; each says what it thinks, or that it fits."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.alliances.models import Alliance
from klappt.audit.services import event
from klappt.consultations import events
from klappt.consultations.enums import Occasion
from klappt.consultations.models import Asked, Consultation, DraftLetter, MoreTime
from klappt.worksheets.models import Edition


def consult(
    *, edition: Edition, alliances: Iterable[Alliance], until: datetime.date, by: User, letter: str = ""
) -> Consultation:
    """A new round. ValidationError by field; their coordination is written to by a job."""
    chosen = list(alliances)
    if not edition.is_draft:
        raise ValidationError(_("This edition is no draft any more."))
    if not edition.questionnaire.questions:
        raise ValidationError(_("Nothing is asked in this draft yet."))
    if until < timezone.localdate():
        raise ValidationError({"until": _("This day is over. Please give today or a later one.")})
    if not chosen:
        raise ValidationError({"alliances": _("Please choose at least one alliance.")})
    with event(events.CONSULTED, by=by, edition=edition.pk):
        last = Consultation.objects.filter(edition=edition).aggregate(last=Max("number"))["last"] or 0
        row = Consultation(edition=edition, number=last + 1, letter=letter.strip(), until=until, by=by)
        row.full_clean()
        row.save()
        for alliance in chosen:
            asked = Asked.objects.create(consultation=row, alliance=alliance)
            DraftLetter.objects.create(asked=asked, occasion=Occasion.ASKED)
    return row


def prolong(*, consultation: Consultation, until: datetime.date, by: User, reason: str = "") -> MoreTime:
    """More time for comments, also once the day is over; everybody who was asked is written to.

    ValidationError by field: a day that is over or not later than before. And where the edition is no draft
    any more, or a newer round asks about it.
    """
    with event(events.PROLONGED, by=by, consultation=consultation.pk):
        # The edition first: publishing locks it, too.
        edition = Edition.objects.select_for_update().get(pk=consultation.edition_id)
        row: Consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
        if not edition.is_draft:
            raise ValidationError(_("This edition is no draft any more."))
        if edition.consultations.filter(number__gt=row.number).exists():
            raise ValidationError(_("A newer round asks about this draft. Please prolong that one."))
        if until < timezone.localdate():
            raise ValidationError({"until": _("This day is over. Please give today or a later one.")})
        if until <= row.until:
            raise ValidationError({"until": _("There is that much time already. Please give a later day.")})
        made = MoreTime(consultation=row, was_until=row.until, until=until, reason=reason.strip(), by=by)
        made.full_clean()
        made.save()
        row.until = until
        row.save(update_fields=["until"])
        _tell_of_more_time(row)
    return made


def _tell_of_more_time(consultation: Consultation) -> None:
    """Whoever's first mail is still to be written reads the new day there, and gets no second one."""
    owed = DraftLetter.objects.filter(written_at=None, occasion__in=(Occasion.ASKED, Occasion.PROLONGED))
    waiting = set(owed.filter(asked__consultation=consultation).values_list("asked_id", flat=True))
    for asked in consultation.asked.exclude(pk__in=waiting).order_by("pk"):
        DraftLetter.objects.create(asked=asked, occasion=Occasion.PROLONGED)


def say_fits(*, asked: Asked, by: User) -> Asked:
    """The draft fits as it is, says the alliance. A second time changes nothing."""
    _insist_on_open(asked)
    if asked.fits_at is None:
        with event(events.SAID_FINE, by=by, alliance=asked.alliance):
            asked.fits_at = timezone.now()
            asked.save(update_fields=["fits_at"])
    return asked


def take_back_fits(*, asked: Asked, by: User) -> Asked:
    _insist_on_open(asked)
    if asked.fits_at is not None:
        with event(events.TAKEN_BACK, by=by, alliance=asked.alliance):
            asked.fits_at = None
            asked.save(update_fields=["fits_at"])
    return asked


def _insist_on_open(asked: Asked) -> None:
    if not asked.consultation.is_open():
        raise ValidationError(_("The time for comments is over."))
