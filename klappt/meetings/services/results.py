"""Results while minutes are being written: noted where they arise, removed again (A6)."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.meetings import events
from klappt.meetings.enums import Channel, OutcomeKind
from klappt.meetings.models import AgendaItem, Outcome, OutcomeChange
from klappt.meetings.selectors.minutes import refuse_when_sent
from klappt.meetings.selectors.people import Responsible
from klappt.meetings.services.outcomes import NOBODY, agree


def note_result(
    *,
    item: AgendaItem,
    kind: OutcomeKind,
    text: str,
    by: User,
    responsible: Responsible = NOBODY,
    due_on: datetime.date | None = None,
    goal: Outcome | None = None,
) -> Outcome:
    """Write down a result of a meeting. What is sent twice (the answer got lost on the way) stands once.

    ValidationError names the field that is missing, or says that the minutes have been sent.
    """
    with event(events.OUTCOME_AGREED, by=by, alliance=item.alliance):
        AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
        same: Outcome | None = (
            item.outcomes.filter(kind=kind, text=text.strip(), person=responsible.name.strip(), due_on=due_on)
            .order_by("pk")
            .first()
        )
        return same or agree(
            item=item,
            kind=kind,
            text=text,
            by=by,
            responsible=responsible,
            due_on=due_on,
            goal=goal,
            channel=Channel.MEETING,
        )


def remove_result(*, outcome: Outcome, by: User) -> None:
    """It was not agreed after all. ValidationError once something hangs on it: then it is dropped instead."""
    with event(events.OUTCOME_REMOVED, by=by, alliance=outcome.alliance):
        refuse_when_sent(outcome.item.meeting_id)
        row: Outcome = Outcome.objects.select_for_update(of=("self",)).get(pk=outcome.pk)
        if row.serving.exists() or OutcomeChange.objects.filter(outcome=row).count() > 1:
            raise ValidationError(
                _("Something hangs on it already. Please drop it with a reason instead of removing it.")
            )
        row.delete()
