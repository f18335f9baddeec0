"""What stands at the questions of a return."""

from django.db.models import Max

from klappt.core.questionnaire.values import Reply
from klappt.returns.models import Answer, Return


def current_answers(return_: Return) -> dict[str, Answer]:
    """The answer that holds, by question. One query, however often somebody wrote."""
    newest = (
        Answer.objects.filter(of_return=return_, beside=False)
        .order_by()
        .values("question")
        .annotate(newest=Max("pk"))
        .values("newest")
    )
    found = Answer.objects.filter(pk__in=newest).select_related("by").order_by("pk")
    return {answer.question: answer for answer in found}


def replies(return_: Return) -> dict[str, Reply]:
    """The same as plain values."""
    return {key: answer.reply for key, answer in current_answers(return_).items()}


def current_answer(return_: Return, question: str) -> Answer | None:
    found: Answer | None = (
        Answer.objects.filter(of_return=return_, question=question, beside=False).order_by("-pk").first()
    )
    return found
