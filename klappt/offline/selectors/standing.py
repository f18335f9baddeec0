"""What stands at the questions now, and what stood there when a file was made."""

from django.db.models import Max

from klappt.core.questionnaire.values import Reply
from klappt.returns.models import Answer, Return


def replies_then(return_: Return, newest: int) -> dict[str, Reply]:
    """By question, as it stood when `newest` was the answer written last."""
    last = (
        Answer.objects.filter(of_return=return_, beside=False, pk__lte=newest)
        .order_by()
        .values("question")
        .annotate(last=Max("pk"))
        .values("last")
    )
    found = Answer.objects.filter(pk__in=last).order_by("pk")
    return {answer.question: answer.reply for answer in found}
