"""Handing in: all of it is frozen, or nothing is."""

import datetime
import hashlib
from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.core.questionnaire.model import Question, QuestionKind
from klappt.core.questionnaire.values import ReplyState
from klappt.returns import events
from klappt.returns.enums import ReturnState
from klappt.returns.models import HandIn, Return, SentAnswer, SentSection
from klappt.returns.selectors.agreement import stands
from klappt.returns.selectors.frozen import FORMAT, Way, canonical, way_of
from klappt.returns.selectors.whole import Whole, whole
from klappt.returns.services.asking_back import note_answers
from klappt.returns.services.carrying import carried
from klappt.returns.services.sent_files import send_files


class ChangedMeanwhile(ValidationError):
    """What was confirmed is no longer what stands there; `questions` are the ones that differ."""

    def __init__(self, questions: tuple[Question, ...]) -> None:
        told = _(
            "Something has changed since you opened this page. Nothing was handed in. Please look again."
        )
        super().__init__(told, code="changed")
        self.questions = questions


def hand_in(
    *,
    return_: Return,
    by: User,
    held_back: Collection[str] = (),
    seen: Mapping[str, str] | None = None,
    at: datetime.datetime | None = None,
) -> HandIn:
    """Freeze the worksheet and send the sections marked for others, except those held back.

    `seen` is what was confirmed (`Whole.seen`): ChangedMeanwhile where it differs from what stands there now.
    ValidationError while answers are missing or doubtful, or when it is handed in already. `at` is for what
    was handed in earlier than it is stored.
    """
    moment = at or timezone.now()
    with event(events.HANDED_IN, by=by, alliance=return_.alliance, wave=return_.wave_id, at=at):
        row = _locked(return_)
        now = whole(row, timezone.localdate(moment))
        _refuse_gaps(now)
        if seen is not None:
            _refuse_changes(now, seen)
        made = _freeze(now, by, frozenset(held_back), moment)
        _send(now, made, held_back)
        note_answers(row, made)
        row.state, row.handed_in_at = ReturnState.HANDED_IN, made.at
        if row.first_handed_in_at is None:
            row.first_handed_in_at = made.at
            row.came_late = timezone.localdate(made.at) > row.due_on
        row.save(update_fields=["state", "handed_in_at", "first_handed_in_at", "came_late"])
    return made


def _locked(return_: Return) -> Return:
    rows = Return.objects.select_for_update(of=("self",))
    row: Return = rows.select_related("edition__worksheet", "wave", "alliance").get(pk=return_.pk)
    if not row.is_open or row.wave.opened_at is None:
        raise ValidationError(_("This worksheet is handed in already."))
    return row


def _refuse_gaps(now: Whole) -> None:
    if now.missing:
        raise ValidationError(_("Some answers that are needed are still missing."), code="missing")
    if not stands(now.row).may_be_handed_in:
        raise ValidationError(_("Your alliance wants the lead to agree first."), code="lead")
    if now.clashes:
        told = _("At some questions there are two texts. Please settle first which one holds.")
        raise ValidationError(told, code="clash")


def _refuse_changes(now: Whole, seen: Mapping[str, str]) -> None:
    there = now.seen()
    differ = {key for key in {*there, *seen} if there.get(key) != seen.get(key)}
    if differ:
        questions = now.questionnaire.questions
        raise ChangedMeanwhile(tuple(question for question in questions if question.key in differ))


def _freeze(now: Whole, by: User, held_back: frozenset[str], at: datetime.datetime) -> HandIn:
    row = now.row
    last = HandIn.objects.filter(of_return=row).order_by("-number").first()
    number = last.number + 1 if last else 1
    found = _content(now, number, by, held_back, at)
    if last is not None and now.only is not None:
        found = carried(found, last, now.questionnaire, now.only)
    content = canonical(found)
    made: HandIn = HandIn.objects.create(
        alliance_id=row.alliance_id,
        of_return=row,
        number=number,
        edition_id=row.edition_id,
        content=content,
        fingerprint=hashlib.sha256(content.encode()).hexdigest(),
        at=at,
        by=by,
    )
    return made


def _content(
    now: Whole, number: int, by: User, held_back: frozenset[str], at: datetime.datetime
) -> dict[str, Any]:
    row = now.row
    return {
        "format": FORMAT,
        "alliance": {"key": row.alliance.key, "name": row.alliance.name},
        "wave": {"number": row.wave.number, "title": row.wave.title},
        "worksheet": {"key": row.edition.worksheet.key, "title": row.edition.worksheet.title},
        "edition": {"number": row.edition.number, "fingerprint": row.edition.fingerprint},
        "number": number,
        "at": at.isoformat(),
        "by": str(by),
        "agreed": _agreed(row),
        "sections": [
            {"key": section.key, "sharing": section.sharing, "way": way_of(section, held_back)}
            for section in now.questionnaire.sections
        ],
        "asked": [question.key for question in now.questionnaire.questions if question.key in now.asked],
        "answers": {
            key: {
                "state": answer.state,
                "value": answer.value,
                "by": str(answer.by or ""),
                "at": answer.at.isoformat(),
                "origin": answer.origin,
            }
            for key, answer in now.answers.items()
        },
        "living": {key: table.as_value() for key, table in now.living.items()},
    }


def _agreed(row: Return) -> dict[str, Any] | None:
    """Who agreed for the lead, when, and whether to older answers; None where nobody has agreed."""
    word = stands(row)
    inquiry = word.inquiry
    if inquiry is None or not inquiry.agrees or inquiry.answered_at is None:
        return None
    return {
        "by": inquiry.told_by or str(inquiry.answered_by or ""),
        "at": inquiry.answered_at.isoformat(),
        "is_older": word.is_older,
    }


def _send(now: Whole, made: HandIn, held_back: Collection[str]) -> None:
    row = now.row
    before = SentSection.objects.filter(of_return=row, is_latest=True, late=None)
    (before if now.only is None else before.filter(section__in=now.only)).update(is_latest=False)
    for section in now.goes_out():
        way = way_of(section, frozenset(held_back))
        sent = SentSection.objects.create(
            of_return=row,
            alliance_id=row.alliance_id,
            hand_in=made.number,
            edition_id=row.edition_id,
            section=section.key,
            sharing=section.sharing,
            was_held_back=way is Way.HELD_BACK,
            at=made.at,
        )
        if way is Way.SENT:
            _send_answers(now, sent, now.questions(section))


def _send_answers(now: Whole, sent: SentSection, questions: list[Question]) -> None:
    """What was taken back again is no answer: research sees it as not answered."""
    replies = {question: now.reply(question.key) for question in questions}
    SentAnswer.objects.bulk_create(
        SentAnswer(
            section=sent,
            of_return=now.row,
            question=question.key,
            state=ReplyState.GIVEN if question.kind is QuestionKind.LIVING else reply.state,
            value=reply.value,
        )
        for question, reply in replies.items()
        if reply is not None and reply.is_answer
    )
    send_files(
        now.row,
        [
            reply.value
            for question, reply in replies.items()
            if question.kind is QuestionKind.FILE and reply is not None and reply.value
        ],
    )
