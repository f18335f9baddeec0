"""Research asks back about one section; an alliance has its return opened once more. Nothing gets lost."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.returns import events
from klappt.returns.enums import Occasion, ReturnState
from klappt.returns.models import HandIn, Reopening, Return, SectionQuestion, SentSection
from klappt.returns.services.letters import owe

_BACK = (ReturnState.HANDED_IN, ReturnState.ASKED_BACK)


def ask_back(*, return_: Return, section: str, text: str, due_on: datetime.date, by: User) -> SectionQuestion:
    """From now on only this section is open for the alliance, beside others that are asked about already.

    ValidationError by field: the section was not sent to research, is asked about already, the day is over,
    or the worksheet is not handed in.
    """
    with event(events.ASKED_BACK, by=by, alliance=return_.alliance, wave=return_.wave_id, section=section):
        row = _locked(return_)
        if row.state not in _BACK:
            raise ValidationError(_("The worksheet is not handed in: there is nothing to ask back about."))
        sent = SentSection.objects.filter(of_return=row, is_latest=True, late=None, was_held_back=False)
        if not sent.filter(section=section).exists():
            raise ValidationError({"section": _("This section was not sent to research.")})
        _refuse_past(due_on)
        question = SectionQuestion(
            of_return=row, section=section, text=text.strip(), due_on=due_on, asked_by=by
        )
        question.full_clean()
        question.save()
        # A further question takes none of the time away that there is for the first.
        has_time = row.state == ReturnState.ASKED_BACK
        _open(row, ReturnState.ASKED_BACK, max(due_on, row.due_on) if has_time else due_on)
        owe(of_return=row, occasion=Occasion.ASKED_BACK, by=by, key=f"back:{question.pk}")
    return question


def note_answers(row: Return, made: HandIn) -> None:
    """With this hand-in the open questions are answered. Expects the event of handing in."""
    for question in SectionQuestion.objects.filter(of_return=row, answered_at=None, settled_at=None):
        question.answered_at, question.hand_in = made.at, made.number
        question.save(update_fields=["answered_at", "hand_in"])


def reply_in_words(*, question: SectionQuestion, text: str, by: User) -> SectionQuestion:
    """What the alliance says to research about it. ValidationError once it is answered or settled, or empty.

    The section stays open: the question is answered with the next hand-in.
    """
    with event(events.REPLIED, by=by, alliance=question.of_return.alliance):
        _locked(question.of_return)
        found: SectionQuestion = SectionQuestion.objects.get(pk=question.pk)
        if not found.is_open:
            raise ValidationError(_("This question is not open any more."))
        if not text.strip():
            raise ValidationError({"reply": _("Please write what you want to say to research.")})
        found.reply, found.replied_at = text.strip(), timezone.now()
        found.save(update_fields=["reply", "replied_at"])
    return found


def settle(*, question: SectionQuestion, by: User) -> SectionQuestion:
    """Research has read the answer; or it needs none any more, then the section is closed again."""
    with event(events.QUESTION_SETTLED, by=by, alliance=question.of_return.alliance):
        row = _locked(question.of_return)
        found = SectionQuestion.objects.get(pk=question.pk)
        if found.settled_at is None:
            found.settled_at, found.settled_by = timezone.now(), by
            found.save(update_fields=["settled_at", "settled_by"])
        left = row.questions_back.filter(answered_at=None, settled_at=None)
        if row.state == ReturnState.ASKED_BACK and not left.exists():
            row.state = ReturnState.HANDED_IN
            row.save(update_fields=["state"])
    return found


def reopen(*, return_: Return, reason: str, due_on: datetime.date, by: User) -> Reopening:
    """Open all sections once more, by research's own decision. ValidationError unless it is handed in.

    A wish of the alliance that waits for a decision is granted with it.
    """
    with event(events.REOPENED, by=by, alliance=return_.alliance, wave=return_.wave_id):
        row = _closed(return_)
        _refuse_past(due_on)
        for wish in row.reopenings.filter(granted=None):
            _decide(wish, by, granted=True, answer=reason)
        made: Reopening = Reopening(
            of_return=row,
            reason=reason.strip(),
            by=by,
            granted=True,
            decided_at=timezone.now(),
            decided_by=by,
        )
        made.full_clean()
        made.save()
        _open(row, ReturnState.REOPENED, due_on)
        owe(of_return=row, occasion=Occasion.REOPENED, by=by, key=f"reopened:{made.pk}", words=made.reason)
    return made


def ask_to_reopen(*, return_: Return, reason: str, by: User) -> Reopening:
    """The alliance wants to change what it handed in; research decides. ValidationError by field."""
    with event(events.REOPENING_ASKED, by=by, alliance=return_.alliance, wave=return_.wave_id):
        row = _closed(return_)
        wish = Reopening(of_return=row, reason=reason.strip(), by_alliance=True, by=by)
        wish.full_clean()
        wish.save()
    return wish


def grant(*, wish: Reopening, due_on: datetime.date, by: User, answer: str = "") -> Reopening:
    """Open it as the alliance wishes, also while research asks back about a section: then all of it is open.

    ValidationError when somebody has decided already.
    """
    with event(events.REOPENED, by=by, alliance=wish.of_return.alliance):
        row, found = _locked(wish.of_return), _undecided(wish)
        if row.state not in _BACK:
            raise ValidationError(_("Only a worksheet that is handed in can be opened once more."))
        _refuse_past(due_on)
        _decide(found, by, granted=True, answer=answer)
        _open(row, ReturnState.REOPENED, due_on)
        owe(of_return=row, occasion=Occasion.REOPENED, by=by, key=f"reopened:{found.pk}", words=found.answer)
    return found


def decline(*, wish: Reopening, answer: str, by: User) -> Reopening:
    """It stays as it was handed in, and why. ValidationError when somebody has decided already."""
    with event(events.STAYS_CLOSED, by=by, alliance=wish.of_return.alliance):
        row, found = _locked(wish.of_return), _undecided(wish)
        if not answer.strip():
            raise ValidationError({"answer": _("Please tell the alliance why.")})
        _decide(found, by, granted=False, answer=answer)
        owe(
            of_return=row,
            occasion=Occasion.STAYS_CLOSED,
            by=by,
            key=f"declined:{found.pk}",
            words=found.answer,
        )
    return found


def _decide(wish: Reopening, by: User, *, granted: bool, answer: str) -> None:
    wish.granted, wish.answer = granted, answer.strip()
    wish.decided_at, wish.decided_by = timezone.now(), by
    wish.full_clean()
    wish.save()


def _undecided(wish: Reopening) -> Reopening:
    found: Reopening = Reopening.objects.get(pk=wish.pk)
    if found.granted is not None:
        raise ValidationError(_("This is decided already."))
    return found


def _locked(return_: Return) -> Return:
    rows = Return.objects.select_for_update(of=("self",))
    row: Return = rows.select_related("wave", "alliance", "edition").get(pk=return_.pk)
    return row


def _closed(return_: Return) -> Return:
    row = _locked(return_)
    if row.state != ReturnState.HANDED_IN:
        raise ValidationError(_("Only a worksheet that is handed in can be opened once more."))
    return row


def _open(row: Return, state: ReturnState, due_on: datetime.date) -> None:
    row.state, row.due_on = state, due_on
    row.save(update_fields=["state", "due_on"])


def _refuse_past(day: datetime.date) -> None:
    if day < timezone.localdate():
        raise ValidationError({"due_on": _("This day is over. Please give today or a later one.")})
