"""What the alliance answered to the same question the last time it was asked."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from klappt.core.questionnaire.lineage import wording
from klappt.core.questionnaire.model import Origin, Question, QuestionKind, Questionnaire
from klappt.core.questionnaire.replies import RefusedReply, checked
from klappt.core.questionnaire.values import Reply
from klappt.returns.models import Return, Wave
from klappt.returns.selectors.answers import replies
from klappt.returns.selectors.in_force import frozen_replies, last_frozen
from klappt.worksheets.models import Edition


@dataclass(frozen=True)
class Earlier:
    """`question` in the wording in which it was answered then. `fits`: it can be taken over as it is."""

    wave: Wave
    question: Question
    reply: Reply
    is_reworded: bool
    fits: bool


def earlier_answers(return_: Return, only: Collection[str] = ()) -> dict[str, Earlier]:
    """By question (`only` these), where it is the same as last time or comparable in another wording."""
    before = _last_time(return_)
    if before is None:
        return {}
    then = before.edition.questionnaire
    same_series = _comparable(before.edition, return_.edition)
    found = {}
    for key, reply in _said_then(before, only).items():
        question = _question(return_.edition.questionnaire, key)
        asked_then = _question(then, key)
        if question and asked_then and key in same_series and reply.is_answer:
            found[key] = Earlier(
                before.wave,
                asked_then,
                reply,
                is_reworded=wording(question) != wording(asked_then),
                fits=_fits(question, reply),
            )
    return found


def earlier_answer(return_: Return, question: str) -> Earlier | None:
    return earlier_answers(return_, {question}).get(question)


def _said_then(before: Return, only: Collection[str]) -> dict[str, Reply]:
    """As it was handed in; what stands there where it never was."""
    frozen = last_frozen(before)
    if frozen is None:
        return replies(before, only)
    return {key: reply for key, reply in frozen_replies(frozen).items() if not only or key in only}


def _last_time(return_: Return) -> Return | None:
    rows: Any = Return.objects.filter(
        alliance_id=return_.alliance_id,
        edition__worksheet_id=return_.edition.worksheet_id,
        wave__number__lt=return_.wave.number,
        touched_at__isnull=False,
    )
    found: Return | None = rows.select_related("wave", "edition").order_by("-wave__number").first()
    return found


def _comparable(then: Edition, now: Edition) -> frozenset[str]:
    """Keys of questions whose answers may stand beside each other: no edition in between says otherwise."""
    between = Edition.objects.published().filter(
        worksheet_id=now.worksheet_id, number__gt=then.number, number__lte=now.number
    )
    kept = {question.key for question in then.questionnaire.questions}
    for edition in between.order_by("number") if then.pk != now.pk else ():
        kept &= set(_going_on(edition.questionnaire))
    return frozenset(kept)


def _going_on(questionnaire: Questionnaire) -> Iterator[str]:
    for question in questionnaire.questions:
        lineage = question.lineage
        if lineage.origin is Origin.SAME or (lineage.origin is Origin.REWORDED and lineage.comparable):
            yield question.key


def _question(questionnaire: Questionnaire, key: str) -> Question | None:
    try:
        return questionnaire.question(key)
    except KeyError:
        return None


def _fits(question: Question, reply: Reply) -> bool:
    if question.kind is QuestionKind.LIVING:
        return False
    try:
        checked(question, reply)
    except RefusedReply:
        return False
    return True
