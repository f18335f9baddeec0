"""Two people wrote at one question at the same time: people decide which text holds."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.core.questionnaire.model import Question
from klappt.core.questionnaire.values import Reply
from klappt.returns import events
from klappt.returns.enums import Origin, Settling
from klappt.returns.models import Answer, Clash
from klappt.returns.selectors.answers import current_answer
from klappt.returns.selectors.joining import joined
from klappt.returns.services.answers import locked, write_answer


def settle_clash(*, clash: Clash, how: Settling, by: User, seen: int | None) -> Answer | None:
    """The text that stands, the other one, or both together. What is not taken stays in the history.

    `seen` is the key of the answer that stood there when somebody decided. ValidationError when it is settled
    already, when something else stands there by now, or when the two cannot be put together; RefusedReply
    when both together are too long.
    """
    with event(events.CLASH_SETTLED, by=by, alliance=clash.alliance, question=clash.question, how=how):
        row = locked(clash.of_return)
        waiting: Clash = (
            Clash.objects.select_for_update(of=("self",)).select_related("beside").get(pk=clash.pk)
        )
        now = current_answer(row, waiting.question)
        if waiting.settled_at:
            raise ValidationError(_("This is settled already."))
        if now is None or now.pk != seen:
            raise ValidationError(_("Somebody has written here meanwhile. Please look once more."))
        wanted = _wanted(row.edition.questionnaire.question(waiting.question), how, now, waiting.beside)
        origin = Origin.BOTH if how is Settling.BOTH else Origin.TYPED
        made = write_answer(row, waiting.question, wanted, by, origin) if wanted else None
        waiting.settled_at, waiting.settled_by = timezone.now(), by
        waiting.save()
    return made


def _wanted(question: Question, how: Settling, now: Answer, beside: Answer) -> Reply | None:
    if how is Settling.STANDS:
        return None
    if how is Settling.OTHER:
        return beside.reply
    both = joined(question, now.reply, beside.reply)
    if both is None:
        raise ValidationError(_("These two cannot be put together. Please choose one of them."))
    return both
