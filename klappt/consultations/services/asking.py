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
from klappt.consultations.models import Asked, Consultation, DraftLetter
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
