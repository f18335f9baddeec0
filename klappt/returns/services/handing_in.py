"""Handing in: all of it is frozen, or nothing is."""

import datetime
import hashlib
import json
from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.core.questionnaire.model import Questionnaire, Section, Sharing
from klappt.core.questionnaire.progress import progress, visible
from klappt.core.questionnaire.values import Reply
from klappt.returns import events
from klappt.returns.enums import ReturnState
from klappt.returns.models import HandIn, Return, SentAnswer, SentSection
from klappt.returns.selectors.answers import replies


def hand_in(
    *,
    return_: Return,
    by: User,
    held_back: Collection[str] = (),
    at: datetime.datetime | None = None,
) -> HandIn:
    """Freeze the worksheet and send the sections marked for others, except those held back.

    ValidationError while required answers are missing, or when it is handed in already. `at` is for what was
    handed in earlier than it is stored.
    """
    with event(events.HANDED_IN, by=by, alliance=return_.alliance, wave=return_.wave_id, at=at):
        row: Return = (
            Return.objects.select_for_update(of=("self",))
            .select_related("edition", "wave")
            .get(pk=return_.pk)
        )
        if not row.is_open or row.wave.opened_at is None:
            raise ValidationError(_("This worksheet is handed in already."))
        questionnaire, given = row.edition.questionnaire, replies(row)
        _refuse_gaps(questionnaire, given)
        made = _freeze(row, questionnaire, given, by, at or timezone.now())
        _send(row, made, questionnaire, given, held_back)
        row.state, row.handed_in_at = ReturnState.HANDED_IN, made.at
        row.first_handed_in_at = row.first_handed_in_at or made.at
        row.save(update_fields=["state", "handed_in_at", "first_handed_in_at"])
    return made


def _refuse_gaps(questionnaire: Questionnaire, given: dict[str, Reply]) -> None:
    missing = [key for each in progress(questionnaire, given) for key in each.missing]
    if missing:
        raise ValidationError(_("Some answers that are needed are still missing."), code="missing")


def _freeze(
    row: Return, questionnaire: Questionnaire, given: dict[str, Reply], by: User, at: datetime.datetime
) -> HandIn:
    last = HandIn.objects.filter(of_return=row).aggregate(last=Max("number"))["last"] or 0
    shown = visible(questionnaire, given)
    answers: dict[str, Any] = {
        key: {"state": reply.state, "value": reply.value} for key, reply in given.items() if key in shown
    }
    content = json.dumps(
        {"edition": row.edition.fingerprint, "answers": answers}, ensure_ascii=False, sort_keys=True
    )
    made: HandIn = HandIn.objects.create(
        alliance_id=row.alliance_id,
        of_return=row,
        number=last + 1,
        edition_id=row.edition_id,
        content=content,
        fingerprint=hashlib.sha256(content.encode()).hexdigest(),
        at=at,
        by=by,
    )
    return made


def _send(
    row: Return,
    made: HandIn,
    questionnaire: Questionnaire,
    given: dict[str, Reply],
    held_back: Collection[str],
) -> None:
    SentSection.objects.filter(of_return=row, is_latest=True).update(is_latest=False)
    shown = visible(questionnaire, given)
    for section in questionnaire.sections:
        if section.sharing is Sharing.HERE:
            continue
        sent = SentSection.objects.create(
            of_return=row,
            alliance_id=row.alliance_id,
            hand_in=made.number,
            edition_id=row.edition_id,
            section=section.key,
            sharing=section.sharing,
            was_held_back=section.key in held_back,
            at=made.at,
        )
        if not sent.was_held_back:
            _send_answers(row, sent, section, {key: given[key] for key in given if key in shown})


def _send_answers(row: Return, sent: SentSection, section: Section, given: dict[str, Reply]) -> None:
    SentAnswer.objects.bulk_create(
        SentAnswer(
            section=sent,
            of_return=row,
            question=question.key,
            state=given[question.key].state,
            value=given[question.key].value,
        )
        for question in section.questions
        if question.key in given
    )
