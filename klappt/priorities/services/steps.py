"""First steps: measures, agreed in a meeting, that begin to carry out a priority (A10)."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.meetings.enums import OutcomeKind
from klappt.meetings.models import AgendaItem, Outcome
from klappt.meetings.selectors.people import Responsible
from klappt.meetings.services.outcomes import agree
from klappt.priorities import events
from klappt.priorities.models import FirstStep, Priority


def agree_step(
    *,
    priority: Priority,
    item: AgendaItem,
    text: str,
    responsible: Responsible,
    due_on: datetime.date | None,
    by: User,
    at: datetime.datetime | None = None,
) -> FirstStep:
    """A new measure with who and by when; it serves the priority's goal, if there is one."""
    with event(events.STEP_AGREED, by=by, alliance=priority.alliance):
        outcome = agree(
            item=item,
            kind=OutcomeKind.MEASURE,
            text=text,
            by=by,
            responsible=responsible,
            due_on=due_on,
            goal=priority.goal,
            at=at,
        )
        return tie_step(priority=priority, outcome=outcome, by=by)


def tie_step(*, priority: Priority, outcome: Outcome, by: User) -> FirstStep:
    """A measure that was agreed already is a first step, too."""
    if outcome.kind != OutcomeKind.MEASURE:
        raise ValidationError({"outcome": _("Please choose a measure.")})
    if priority.steps.filter(outcome=outcome).exists():
        raise ValidationError({"outcome": _("This measure is a step of the priority already.")})
    with event(events.STEP_TIED, by=by, alliance=priority.alliance):
        step: FirstStep = FirstStep.objects.create(
            alliance_id=priority.alliance_id, priority=priority, outcome=outcome
        )
    return step


def untie_step(*, step: FirstStep, by: User) -> None:
    """Only the tie goes; the measure stays."""
    with event(events.STEP_UNTIED, by=by, alliance=step.alliance):
        step.delete()
