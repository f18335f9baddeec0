"""Writing answers: each field as it is left, or many at once out of a file."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.core.questionnaire.model import Sharing
from klappt.core.questionnaire.progress import progress
from klappt.core.questionnaire.replies import checked
from klappt.core.questionnaire.values import EMPTY, Reply
from klappt.returns import events
from klappt.returns.enums import Origin, ReturnState
from klappt.returns.models import Answer, Clash, Return
from klappt.returns.selectors.answers import current_answer, replies
from klappt.returns.selectors.open_sections import is_open_section


@dataclass(frozen=True)
class Saved:
    """What became of an answer. `answer` None: nothing new. `other`: somebody was quicker, both are kept."""

    answer: Answer | None
    other: Answer | None = None


def save_answer(
    *,
    return_: Return,
    question: str,
    reply: Reply,
    by: User,
    over: int | None,
    origin: Origin = Origin.TYPED,
) -> Saved:
    """Keep an answer. `over` is the key of the answer its writer saw there (None: there was none).

    Has somebody else written there meanwhile, both texts are kept and a `Clash` says so. RefusedReply
    (`core.questionnaire.replies`) where the answer does not fit its question; ValidationError when the
    return is not open or does not ask this question.
    """
    with event(events.ANSWERED, by=by, alliance=return_.alliance, question=question):
        row = _locked(return_)
        wanted = _fitting(row, question, reply)
        now = current_answer(row, question)
        if wanted == (now.reply if now else EMPTY):
            return Saved(None)
        was_quicker = now is not None and now.pk != over
        answer = _written(row, question, wanted, by, origin, now, beside=was_quicker)
        if was_quicker:
            Clash.objects.create(alliance_id=row.alliance_id, of_return=row, question=question, beside=answer)
        _touch(row)
    return Saved(answer, now if was_quicker else None)


def save_answers(
    *,
    return_: Return,
    wanted: Mapping[str, Reply],
    by: User,
    origin: Origin,
    at: datetime.datetime | None = None,
) -> list[Answer]:
    """Keep many answers at once, in one event; what stands there already is left alone.

    Who calls this has shown the differences and has had them confirmed: nothing becomes a clash here.
    `at` is for what was written earlier than it is stored.
    """
    with event(events.ANSWERED, by=by, alliance=return_.alliance, questions=len(wanted), at=at):
        row = _locked(return_)
        stands = replies(row)
        fitting = {key: _fitting(row, key, reply) for key, reply in wanted.items()}
        written: list[Answer] = Answer.objects.bulk_create(
            Answer(
                alliance_id=row.alliance_id,
                of_return=row,
                question=key,
                edition_id=row.edition_id,
                state=reply.state,
                value=reply.value,
                by=by,
                origin=origin,
                at=at or timezone.now(),
            )
            for key, reply in fitting.items()
            if reply != stands.get(key, EMPTY)
        )
        _touch(row, at)
    return written


def _locked(return_: Return) -> Return:
    row: Return = (
        Return.objects.select_for_update(of=("self",)).select_related("edition", "wave").get(pk=return_.pk)
    )
    if not row.is_open or row.wave.opened_at is None:
        raise ValidationError(_("This worksheet is handed in: its answers do not change any more."))
    return row


def _fitting(row: Return, key: str, reply: Reply) -> Reply:
    try:
        question = row.edition.questionnaire.question(key)
    except KeyError:
        raise ValidationError(_("This worksheet does not ask this question.")) from None
    if not is_open_section(row, row.edition.questionnaire.section_of(key).key):
        raise ValidationError(_("This section is handed in: only the one research asks about is open."))
    return checked(question, reply)


def _written(
    row: Return, key: str, reply: Reply, by: User, origin: Origin, now: Answer | None, *, beside: bool
) -> Answer:
    answer: Answer = Answer.objects.create(
        alliance_id=row.alliance_id,
        of_return=row,
        question=key,
        edition_id=row.edition_id,
        state=reply.state,
        value=reply.value,
        by=by,
        origin=origin,
        over=now,
        beside=beside,
    )
    return answer


def _touch(row: Return, at: datetime.datetime | None = None) -> None:
    questionnaire = row.edition.questionnaire
    shared = {section.key for section in questionnaire.sections if section.sharing is not Sharing.HERE}
    far = [each for each in progress(questionnaire, replies(row)) if each.key in shared]
    row.asked = sum(each.asked for each in far)
    row.answered = sum(each.answered for each in far)
    row.touched_at = at or timezone.now()
    if row.state == ReturnState.ASKED:
        row.state, row.begun_at = ReturnState.BEGUN, row.touched_at
    row.save(update_fields=["asked", "answered", "touched_at", "begun_at", "state"])
