"""What is agreed, and how it goes on. Page, mail, meeting and API all come through here (A6, A7)."""

import datetime
from dataclasses import dataclass
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.enums import Channel as Way
from klappt.audit.events import Verb
from klappt.audit.services import event
from klappt.meetings import events
from klappt.meetings.enums import NEEDS_REASON, Channel, OutcomeKind, OutcomeState, Step
from klappt.meetings.models import AgendaItem, Meeting, Outcome, OutcomeChange
from klappt.meetings.selectors.minutes import refuse_when_sent
from klappt.meetings.selectors.people import Responsible

__all__ = ["NOBODY", "Overtaken", "Responsible", "agree", "change", "last_step", "move", "take_back"]

NOBODY = Responsible("")
# How the history of the house calls the ways by which results change.
_WAYS = {
    Channel.PAGE: Way.PAGE,
    Channel.MEETING: Way.PAGE,
    Channel.LINK: Way.LINK,
    Channel.API: Way.API,
}
# What a step of the history keeps, and what taking it back restores.
_KEPT = ("state", "reason", "text", "due_on", "person", "email", "institution_id", "user_id", "goal_id")
_REFERENCES = ("alliance", "item", "goal", "institution", "user")


class Overtaken(ValidationError):
    """Somebody else has changed the result since it was read. `step` is what they did."""

    def __init__(self, step: OutcomeChange) -> None:
        super().__init__(_("Somebody else was quicker. Please look how it stands now."), code="overtaken")
        self.step = step


@dataclass(frozen=True)
class _Acting:
    """Who does it, by which way; `seen` is the last step they had before them, if anybody asked."""

    by: User | None
    channel: Channel
    signature: str = ""
    seen: int | None = None
    at: datetime.datetime | None = None
    meeting: Meeting | None = None

    def event(self, verb: Verb, outcome: Outcome | AgendaItem) -> Any:
        return event(
            verb,
            by=self.by,
            alliance=outcome.alliance,
            channel=_WAYS[self.channel],
            signature=self.signature,
        )


class Wanted(TypedDict, total=False):
    """What can be changed of a result beside its state; what is not named stays."""

    text: str
    responsible: Responsible
    due_on: datetime.date | None
    goal: Outcome | None


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
    at: datetime.datetime | None = None,
) -> Outcome:
    """Write down what came of an agenda item. ValidationError names the field that is missing, or says that
    the minutes of the meeting have been sent round: what was agreed there stands in them.

    `at` is for what was agreed earlier than it is written down.
    """
    outcome = Outcome(
        alliance_id=item.alliance_id,
        item=item,
        kind=kind,
        text=_line(text),
        goal=goal,
        **_person(responsible),
        due_on=due_on,
    )
    _check(outcome)
    acting = _Acting(by, channel, at=at)
    with acting.event(events.OUTCOME_AGREED, item):
        refuse_when_sent(item.meeting_id)
        outcome.position = item.outcomes.count()
        outcome.state_since = outcome.created_at = at or timezone.now()
        outcome.full_clean(exclude=_REFERENCES)
        outcome.save()
        if kind != OutcomeKind.INFORMATION:
            _remember(outcome, Step.AGREED, acting)
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
    seen: int | None = None,
    meeting: Meeting | None = None,
) -> Outcome:
    """A goal, a decision or a measure stands differently now; each change is kept with who and when.

    `meeting` is where it was said: it stands in that meeting's minutes.
    Saying once more what holds already changes nothing. ValidationError: stuck or dropped without a reason,
    or the minutes of `meeting` have been sent; Overtaken: `seen` is given and is no longer the last step.
    """
    reason = _line(reason)
    if outcome.kind == OutcomeKind.INFORMATION:
        raise ValidationError(_("An information has no state."))
    if to in NEEDS_REASON and not reason:
        raise ValidationError({"reason": _("Please say why.")})
    acting = _Acting(by, channel, signature, seen, at, meeting)
    with acting.event(events.OUTCOME_STATE, outcome):
        if meeting is not None:
            refuse_when_sent(meeting.pk)
        row = _locked(outcome)
        if row.state == to and row.reason == (reason or row.reason):
            return row
        _refuse_overtaken(row, acting)
        row.state, row.reason, row.state_since = to, reason, at or timezone.now()
        _store(row, Step.MOVED, acting)
    return row


def change(
    *,
    outcome: Outcome,
    by: User | None,
    channel: Channel = Channel.PAGE,
    note: str = "",
    signature: str = "",
    seen: int | None = None,
    **wanted: Unpack[Wanted],
) -> Outcome:
    """Another day, another person, another wording, another goal; the history keeps what stood there.

    ValidationError names the field that is missing; Overtaken as in `move`.
    """
    acting = _Acting(by, channel, signature, seen)
    with acting.event(events.OUTCOME_CHANGED, outcome):
        row = _locked(outcome)
        before = _standing(row)
        for name, value in _values(wanted).items():
            setattr(row, name, value)
        _check(row)
        if _standing(row) == before:
            return row
        _refuse_overtaken(row, acting)
        _store(row, Step.CHANGED, acting, note=_line(note))
    return row


def take_back(
    *, step: OutcomeChange, by: User, channel: Channel = Channel.PAGE, note: str = "", signature: str = ""
) -> Outcome:
    """The last step was wrong: the result stands again as it did before it. Both steps stay readable.

    ValidationError when it is not the last step, or there is none before it.
    """
    acting = _Acting(by, channel, signature)
    with acting.event(events.OUTCOME_TAKEN_BACK, step.outcome):
        row = _locked(step.outcome)
        latest = list(row.changes.order_by("-at", "-pk")[:2])
        if len(latest) < 2 or latest[0].pk != step.pk:
            raise ValidationError(_("Only the last change can be taken back."))
        before = latest[1]
        for name in _KEPT:
            setattr(row, name, getattr(before, name))
        row.state_since = timezone.now() if before.state != step.state else row.state_since
        _store(row, Step.TAKEN_BACK, acting, takes_back=latest[0], note=_line(note))
    return row


def last_step(outcome: Outcome) -> OutcomeChange | None:
    """The step after which the result stands as it does; none for an information."""
    found: OutcomeChange | None = outcome.changes.order_by("-at", "-pk").first()
    return found


def _locked(outcome: Outcome) -> Outcome:
    row: Outcome = Outcome.objects.select_for_update(of=("self",)).get(pk=outcome.pk)
    return row


def _refuse_overtaken(row: Outcome, acting: _Acting) -> None:
    last = last_step(row) if acting.seen is not None else None
    if last is not None and last.pk != acting.seen:
        raise Overtaken(last)


def _values(wanted: Wanted) -> dict[str, Any]:
    named: dict[str, Any] = dict(wanted)
    if "responsible" in named:
        named.update(_person(named.pop("responsible")))
    if "text" in named:
        named["text"] = _line(named["text"])
    return named


def _person(responsible: Responsible) -> dict[str, Any]:
    return {
        "person": _line(responsible.name),
        "email": responsible.email.strip(),
        "institution": responsible.institution,
        "user": responsible.user,
    }


def _line(text: str) -> str:
    """One line, without the NUL that PostgreSQL does not store."""
    return " ".join(text.replace("\x00", "").split())


def _check(outcome: Outcome) -> None:
    """What none can be without, by the name of the field; the database says the same once more."""
    missing: dict[str, object] = {}
    has_state = outcome.kind != OutcomeKind.INFORMATION
    if not outcome.text:
        missing["text"] = _("Please say what was agreed.")
    if has_state and not outcome.person:
        missing["person"] = _("Please say who does it.")
    if has_state and outcome.due_on is None:
        missing["due_on"] = _("Please say by when.")
    goal = outcome.goal
    if goal is not None and (goal.kind != OutcomeKind.GOAL or outcome.kind == OutcomeKind.GOAL):
        missing["goal"] = _("Only measures and decisions serve a goal.")
    if missing:
        raise ValidationError(missing)


def _standing(row: Outcome) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _KEPT}


def _store(
    row: Outcome, step: Step, acting: _Acting, *, takes_back: OutcomeChange | None = None, note: str = ""
) -> None:
    row.full_clean(exclude=_REFERENCES)
    row.save(update_fields=[*(name.removesuffix("_id") for name in _KEPT), "state_since"])
    made = _remember(row, step, acting, takes_back=takes_back, note=note)
    events.outcome_moved.send(Outcome, outcome=row, change=made)


def _remember(
    outcome: Outcome,
    step: Step,
    acting: _Acting,
    *,
    takes_back: OutcomeChange | None = None,
    note: str = "",
) -> OutcomeChange:
    made: OutcomeChange = OutcomeChange.objects.create(
        alliance_id=outcome.alliance_id,
        outcome=outcome,
        step=step,
        takes_back=takes_back,
        note=note,
        channel=acting.channel,
        by=acting.by,
        signature=acting.signature,
        meeting=acting.meeting,
        at=acting.at or timezone.now(),
        **_standing(outcome),
    )
    return made
