"""Results while minutes are being written: noted where they arise, removed again (A6)."""

import datetime
from typing import Any, Unpack

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event, unlocked
from klappt.meetings import events
from klappt.meetings.enums import Channel, OutcomeKind
from klappt.meetings.models import AgendaItem, Outcome, OutcomeChange
from klappt.meetings.selectors.minutes import refuse_when_sent
from klappt.meetings.selectors.people import Responsible
from klappt.meetings.services.outcomes import NOBODY, Wanted, agree, change

_TIED = _("Something hangs on it already. Please drop it with a reason instead of removing it.")


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
        refuse_when_sent(item.meeting_id)
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
        if row.changes.count() > 1 or _is_used(row):
            raise ValidationError(_TIED)
        try:
            with unlocked(OutcomeChange, reason="a result goes that was not agreed after all"):
                row.delete()
        except ProtectedError as held:
            raise ValidationError(_TIED) from held


def mend_result(*, outcome: Outcome, by: User, **wanted: Unpack[Wanted]) -> Outcome:
    """Another wording, person or day while the minutes are a draft. ValidationError as in `change`, or that
    the minutes have been sent round."""
    with event(events.OUTCOME_CHANGED, by=by, alliance=outcome.alliance):
        refuse_when_sent(outcome.item.meeting_id)
        return change(outcome=outcome, by=by, **wanted)


def _is_used(outcome: Outcome) -> bool:
    """Whether anything but its own history leans on it, also in contexts above that name no way back.

    What it is stays unsaid: it may be inside the administration.
    """
    ties: list[Any] = [
        each
        for each in Outcome._meta.get_fields(include_hidden=True)
        if each.auto_created and not each.concrete and not each.many_to_many and each.name != "changes"
    ]
    return any(
        tie.related_model._default_manager.filter(**{tie.field.name: outcome}).exists() for tie in ties
    )
