"""Late questions: research asks after the hand-in, the alliance answers with an act of its own."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.core.questionnaire.lineage import flaws
from klappt.core.questionnaire.model import Question, QuestionKind, Questionnaire, Section
from klappt.core.questionnaire.reading import write_question
from klappt.core.questionnaire.replies import checked
from klappt.core.questionnaire.values import Reply
from klappt.returns import events
from klappt.returns.enums import Occasion, Origin, Sharing
from klappt.returns.models import Answer, HandIn, LateQuestion, Return, SentAnswer, SentSection, Wave
from klappt.returns.services.letters import owe

KINDS = frozenset(QuestionKind) - {QuestionKind.FILE, QuestionKind.LIVING}


def ask_late(
    *,
    wave: Wave,
    question: Question,
    sharing: Sharing,
    reason: str,
    by: User,
    of_return: Return | None = None,
) -> LateQuestion:
    """Ask all alliances of the wave that have handed in, or one of them. The question gets a key of its own.

    ValidationError by field: a question nobody could answer, no reason, or an alliance of another wave.
    """
    if of_return is not None and of_return.wave_id != wave.pk:
        raise ValidationError({"of_return": _("This alliance was not asked in this wave.")})
    with event(events.LATE_ASKED, by=by, wave=wave.number):
        # Two who ask at the same moment get two keys.
        Wave.objects.select_for_update(of=("self",)).get(pk=wave.pk)
        number = LateQuestion.objects.filter(wave=wave).count() + 1
        key = f"late_{wave.number}_{number}"
        asked = _named(question, key)
        late = LateQuestion(
            wave=wave,
            of_return=of_return,
            key=key,
            wording=write_question(asked),
            sharing=sharing,
            reason=reason.strip(),
            asked_by=by,
        )
        late.full_clean()
        late.save()
        for each in (
            [of_return] if of_return else wave.returns.exclude(first_handed_in_at=None).order_by("pk")
        ):
            owe(of_return=each, occasion=Occasion.LATE, by=by, key=f"late:{late.pk}", words=_mail_words(late))
    return late


def _mail_words(late: LateQuestion) -> str:
    return f"{late.question.label}\n{late.reason}"


def _named(question: Question, key: str) -> Question:
    named = replace(question, key=key, when=None)
    if named.kind not in KINDS:
        raise ValidationError({"kind": _("A late question cannot ask for a file or for what klappt keeps.")})
    if flaws(Questionnaire("late", sections=(Section("late", "late", questions=(named,)),))):
        raise ValidationError(
            {"label": _("This question cannot be answered yet. Please look at its options.")}
        )
    return named


def withdraw_late(*, late: LateQuestion, by: User) -> LateQuestion:
    """Nobody has to answer it any more; what was answered stays."""
    with event(events.LATE_WITHDRAWN, by=by, wave=late.wave.number):
        row = LateQuestion.objects.select_for_update().get(pk=late.pk)
        row.withdrawn_at = row.withdrawn_at or timezone.now()
        row.save(update_fields=["withdrawn_at"])
    return row


def send_late(*, late: LateQuestion, return_: Return, reply: Reply | None, by: User) -> SentSection:
    """Send the answer to a late question, or (`reply` None) say that there will be none.

    The hand-in stays as it is. RefusedReply where the answer does not fit; ValidationError where nothing was
    handed in yet, or the question is withdrawn, decided already or not asked of this alliance.
    """
    with event(events.LATE_SENT, by=by, alliance=return_.alliance, wave=return_.wave_id):
        row = Return.objects.select_for_update(of=("self",)).select_related("alliance").get(pk=return_.pk)
        late = LateQuestion.objects.select_for_update(of=("self",)).get(pk=late.pk)
        number = _number_of_last(row, late)
        said = checked(late.question, reply) if reply is not None else None
        if said is not None and not said.is_answer:
            raise ValidationError(_("Please write an answer, or say that you will not answer."))
        at = timezone.now()
        sent = SentSection.objects.create(
            of_return=row,
            alliance_id=row.alliance_id,
            hand_in=number,
            edition_id=row.edition_id,
            section=late.key,
            sharing=late.sharing,
            was_held_back=said is None,
            late=late,
            at=at,
        )
        if said is not None:
            _keep(row, late, said, by)
            SentAnswer.objects.create(
                section=sent,
                of_return=row,
                question=late.key,
                state=said.state,
                value=said.value,
                added_at=at,
            )
    return sent


def _number_of_last(row: Return, late: LateQuestion) -> int:
    last = HandIn.objects.filter(of_return=row).order_by("-number").first()
    if last is None:
        raise ValidationError(_("This worksheet was not handed in yet: please answer there."))
    if late.wave_id != row.wave_id or late.of_return_id not in (None, row.pk):
        raise ValidationError(_("This question was not asked of your alliance."))
    if late.withdrawn_at is not None:
        raise ValidationError(_("Research has withdrawn this question."))
    if SentSection.objects.filter(of_return=row, late=late).exists():
        raise ValidationError(_("This question is answered already."))
    number: int = last.number
    return number


def _keep(row: Return, late: LateQuestion, reply: Reply, by: User) -> None:
    Answer.objects.create(
        alliance_id=row.alliance_id,
        of_return=row,
        question=late.key,
        edition_id=row.edition_id,
        state=reply.state,
        value=reply.value,
        by=by,
        origin=Origin.LATE,
    )
