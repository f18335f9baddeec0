"""Case conferences: the month and which institutions met."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.actors.models import Institution
from klappt.alliances.models import Alliance
from klappt.audit.services import event
from klappt.cases import events
from klappt.cases.models import CaseConference, Present
from klappt.cases.models.conference import first_of_month

FEWEST = 2


def note_conference(
    *,
    alliance: Alliance,
    month: datetime.date,
    institutions: Iterable[Institution],
    by: User,
) -> CaseConference:
    """A case conference took place. Of the day only the month is kept. ValidationError by field."""
    wanted = _checked(institutions)
    first = first_of_month(month)
    with event(events.CONFERENCE_NOTED, by=by, alliance=alliance):
        last = CaseConference.objects.filter(month=first).aggregate(last=Max("number"))["last"] or 0
        conference: CaseConference = CaseConference.objects.create(
            alliance=alliance, month=first, number=last + 1
        )
        _set_present(conference, wanted)
    return conference


def change_conference(
    *,
    conference: CaseConference,
    institutions: Iterable[Institution],
    by: User,
) -> CaseConference:
    """Other institutions met; the month stays, it names the conference."""
    wanted = _checked(institutions)
    with event(events.CONFERENCE_CHANGED, by=by, alliance=conference.alliance):
        _set_present(conference, wanted)
    return conference


def remove_conference(*, conference: CaseConference, by: User) -> None:
    """With everything that was entered; what followed from it (levers, measures) stays where it stands."""
    with event(events.CONFERENCE_REMOVED, by=by, alliance=conference.alliance):
        conference.delete()


def _checked(institutions: Iterable[Institution]) -> dict[int, Institution]:
    wanted = {each.pk: each for each in institutions}
    if len(wanted) < FEWEST:
        raise ValidationError({"institutions": _("Please tick at least two institutions that met.")})
    return wanted


def _set_present(conference: CaseConference, wanted: dict[int, Institution]) -> None:
    left = dict(wanted)
    for row in conference.present.select_related("institution").order_by("pk"):
        if left.pop(row.institution_id, None) is None:
            row.delete()
    for institution in left.values():
        Present.objects.create(
            alliance_id=conference.alliance_id, conference=conference, institution=institution
        )
