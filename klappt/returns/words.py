"""What is the matter with an answer, with its place in people's words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from klappt.core.questionnaire.model import Question
from klappt.core.questionnaire.replies import Refusal
from klappt.fields.words import refusal_words


def refusal_lines(question: Question, refusals: Iterable[Refusal]) -> list[str]:
    return [_with_place(question, each) for each in refusals]


def _with_place(question: Question, refusal: Refusal) -> str:
    words = refusal_words(refusal)
    line, _dot, column = refusal.place.partition(".")
    if column:
        label = next((each.label for each in question.columns if each.key == column), column)
        return _("Line %(line)s, %(column)s: %(words)s") % {"line": line, "column": label, "words": words}
    label = next((each.label for each in (*question.rows, *question.options) if each.key == line), "")
    return f"{label}: {words}" if label else words
