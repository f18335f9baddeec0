"""What is agreed, and how it goes on. Page, mail, meeting and API all come through here (A6, A7)."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.enums import Channel as Way
from klappt.audit.services import event
from klappt.meetings import events
from klappt.meetings.enums import NEEDS_REASON, Channel, OutcomeKind, OutcomeState
from klappt.meetings.models import AgendaItem, Outcome, OutcomeChange
from klappt.meetings.selectors.people import Responsible

__all__ = ["NOBODY", "Responsible", "agree", "move"]


NOBODY = Responsible("")

# How the history of the house calls the ways by which results change.
_WAYS = {
    Channel.PAGE: Way.PAGE,
    Channel.MEETING: Way.PAGE,
    Channel.LINK: Way.LINK,
    Channel.API: Way.API,
}


def agree(
    *,
    item: AgendaItem,
    kind: OutcomeKind,
    text: str,
    by: User | None,
    responsible: Responsible = NOBODY,
    due_on: datetime.date | None = None,
    goal: Outcome | None = None,
    channel: Channel = Channel.PAGE,
) -> Outcome:
    """Write down what came of an agenda item. ValidationError names the field that is missing."""
    _check(kind, text, responsible, due_on, goal)
    with event(events.OUTCOME_AGREED, by=by, alliance=item.alliance, channel=_WAYS[channel]):
        outcome = Outcome(
            alliance_id=item.alliance_id,
            item=item,
            kind=kind,
            text=text.strip(),
            goal=goal,
            person=responsible.name.strip(),
            email=responsible.email.strip(),
            institution=responsible.institution,
            user=responsible.user,
            due_on=due_on,
            position=item.outcomes.count(),
        )
        outcome.full_clean(exclude=["alliance", "item", "goal", "institution", "user"])
        outcome.save()
        if kind != OutcomeKind.INFORMATION:
            _remember(outcome, by=by, channel=channel, signature="")
    return outcome


def move(
    *,
    outcome: Outcome,
    to: OutcomeState,
    by: User | None,
    channel: Channel,
    reason: str = "",
    signature: str = "",
    at: datetime.datetime | None = None,
) -> Outcome:
    """A goal, a decision or a measure stands differently now; each change is kept with who and when.

    Saying once more what holds already changes nothing. ValidationError: stuck or dropped without a reason.
    """
    reason = " ".join(reason.split())
    if outcome.kind == OutcomeKind.INFORMATION:
        raise ValidationError(_("An information has no state."))
    if to in NEEDS_REASON and not reason:
        raise ValidationError({"reason": _("Please say why.")})
    with event(
        events.OUTCOME_STATE, by=by, alliance=outcome.alliance, channel=_WAYS[channel], signature=signature
    ):
        row: Outcome = Outcome.objects.select_for_update(of=("self",)).get(pk=outcome.pk)
        if row.state == to and row.reason == (reason or row.reason):
            return row
        row.state, row.reason, row.state_since = to, reason, at or timezone.now()
        row.full_clean(exclude=["alliance", "item", "goal", "institution", "user"])
        row.save(update_fields=["state", "reason", "state_since"])
        change = _remember(row, by=by, channel=channel, signature=signature)
        events.outcome_moved.send(Outcome, outcome=row, change=change)
    return row


def _check(
    kind: OutcomeKind,
    text: str,
    responsible: Responsible,
    due_on: datetime.date | None,
    goal: Outcome | None,
) -> None:
    missing: dict[str, object] = {}
    if not text.strip():
        missing["text"] = _("Please say what was agreed.")
    if kind != OutcomeKind.INFORMATION and not responsible.name.strip():
        missing["person"] = _("Please say who does it.")
    if kind != OutcomeKind.INFORMATION and due_on is None:
        missing["due_on"] = _("Please say by when.")
    if goal is not None and (goal.kind != OutcomeKind.GOAL or kind == OutcomeKind.GOAL):
        missing["goal"] = _("Only measures and decisions serve a goal.")
    if missing:
        raise ValidationError(missing)


def _remember(outcome: Outcome, *, by: User | None, channel: Channel, signature: str) -> OutcomeChange:
    change: OutcomeChange = OutcomeChange.objects.create(
        alliance_id=outcome.alliance_id,
        outcome=outcome,
        state=outcome.state,
        reason=outcome.reason,
        due_on=outcome.due_on,
        person=outcome.person,
        channel=channel,
        by=by,
        signature=signature,
        at=outcome.state_since,
    )
    return change
