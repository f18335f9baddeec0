"""The process plan (A4): how a step stands is read from what is there; when it should be done is set here."""

import datetime

from klappt.accounts.models import User
from klappt.alliances import events
from klappt.alliances.models import Alliance, PlannedStep
from klappt.audit.services import event


def plan_step(
    *,
    alliance: Alliance,
    step: str,
    planned_until: datetime.date | None,
    note: str,
    by: User | None,
    signature: str = "",
) -> PlannedStep:
    """Set until when a step should be done, and what is agreed about it."""
    with event(events.STEP_PLANNED, by=by, alliance=alliance, signature=signature):
        planned = PlannedStep.objects.filter(step=step).first() or PlannedStep(alliance=alliance, step=step)
        planned.planned_until, planned.note = planned_until, note
        planned.full_clean()
        planned.save()
    return planned
