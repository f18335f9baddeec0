"""Each comment gets an answer: taken up, and how, or why not. The answers go out together."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.consultations import events
from klappt.consultations.enums import Occasion, Outcome
from klappt.consultations.models import Comment, Consultation, DraftLetter
from klappt.worksheets.enums import EditionState
from klappt.worksheets.models import Edition


def answer_comment(*, comment: Comment, outcome: str, answer: str, by: User) -> Comment:
    """ValidationError by field. An answer that was sent already goes out once more when it is changed.

    Once the edition is published, an answer stays as it is: what changed because of whom ships with it.
    """
    with event(events.ANSWERED, by=by, comment=comment.pk):
        # The edition first: publishing locks it too, and keeps what the answers say at that moment.
        edition = Edition.objects.select_for_update().get(consultations__asked__comments=comment)
        row: Comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
        if row.withdrawn_at is not None:
            raise ValidationError(_("The alliance has withdrawn this comment meanwhile."))
        if row.is_answered and edition.state == EditionState.PUBLISHED:
            raise ValidationError(_("The edition is published: this answer stays as it is."))
        if outcome not in {Outcome.TAKEN_UP, Outcome.NOT_TAKEN_UP}:
            raise ValidationError({"outcome": _("Please choose.")})
        if not answer.strip():
            raise ValidationError({"answer": _("Please say what changes, or why nothing does.")})
        row.outcome, row.answer = outcome, answer.strip()
        row.answered_at, row.answered_by, row.sent_at = timezone.now(), by, None
        row.save(update_fields=["outcome", "answer", "answered_at", "answered_by", "sent_at"])
    return row


def send_answers(*, consultation: Consultation, by: User) -> int:
    """To how many alliances answers go: one mail each. ValidationError when there is nothing to send."""
    with event(events.ANSWERS_SENT, by=by, consultation=consultation.pk):
        waiting = list(
            Comment.objects.to_send()
            .filter(asked__consultation=consultation)
            .select_for_update(of=("self",))
            .order_by("pk")
        )
        if not waiting:
            raise ValidationError(_("There is no new answer to send."))
        for row in waiting:
            row.sent_at = timezone.now()
            row.save(update_fields=["sent_at"])
        asked = sorted({row.asked_id for row in waiting})
        for each in asked:
            DraftLetter.objects.create(asked_id=each, occasion=Occasion.ANSWERED)
    return len(asked)
