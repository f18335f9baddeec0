"""What files and pages say about questions, in people's words."""

from collections.abc import Sequence

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from klappt.core.questionnaire.model import QuestionKind, Questionnaire, Sharing
from klappt.fields.words import bounds_words, condition_words
from klappt.offline.outline.markers import ANSWER, HINT, NA, NUMBER, QUESTION
from klappt.offline.outline.places import Place

SHARING: dict[Sharing, Promise] = {
    Sharing.HERE: gettext_lazy("This section stays in your alliance."),
    Sharing.RESEARCH: gettext_lazy("This section goes to research when you hand in."),
    Sharing.ALLIANCES: gettext_lazy("This section goes to research and to all alliances when you hand in."),
}

HEADS: dict[str, Promise] = {
    NUMBER: pgettext_lazy("in a file", "No."),
    QUESTION: pgettext_lazy("in a file", "Question"),
    ANSWER: pgettext_lazy("in a file", "Answer"),
    NA: pgettext_lazy("in a file", "Does not apply"),
    HINT: pgettext_lazy("in a file", "Note"),
}

_HOW: dict[QuestionKind, Promise] = {
    QuestionKind.DATE: gettext_lazy("Please write a day, such as 22.11.2026."),
    QuestionKind.CHOICE: gettext_lazy("Please choose one answer."),
    QuestionKind.SCALE: gettext_lazy("Please choose one answer."),
    QuestionKind.CHOICES: gettext_lazy("Several answers are possible."),
    QuestionKind.RANKING: gettext_lazy("Please number what is important to you: 1 for the first."),
    QuestionKind.MATRIX: gettext_lazy("Please choose one answer in each row."),
    QuestionKind.TABLE: gettext_lazy("One row for each."),
    QuestionKind.FILE: gettext_lazy("A file can only be added in klappt itself."),
    QuestionKind.LIVING: gettext_lazy("From what you keep in klappt. Please correct it there."),
}


def in_every_language(words: Sequence[Promise]) -> dict[str, int]:
    """Each of the words as a file may say it, with its place: whoever brings it may read another language."""
    found: dict[str, int] = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found |= {str(word): nth for nth, word in enumerate(words)}
    return found


def guidance(place: Place, questionnaire: Questionnaire) -> str:
    """The hint of the question, how to fill it in, its bounds, and under which answers it is asked."""
    question = place.question
    bounds = bounds_words(question)
    parts = [
        question.hint,
        str(_HOW.get(question.kind, "")),
        bounds and f"({bounds})",
        _("An answer is needed.") if question.required else "",
        condition_words(question.when, questionnaire) if question.when else "",
    ]
    return " ".join(part.strip() for part in parts if part.strip())
