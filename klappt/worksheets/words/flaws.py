"""What stands in the way of publishing, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klappt.core.questionnaire.lineage import MOST_QUESTIONS, Finding, Flaw
from klappt.core.questionnaire.model import Questionnaire
from klappt.worksheets.words.kinds import Words

FLAWS: dict[Flaw, Words] = {
    Flaw.NOTHING_ASKED: gettext_lazy("Nothing is asked yet."),
    Flaw.TOO_MANY_QUESTIONS: gettext_lazy("There are more questions than klappt takes (%(most)d)."),
    Flaw.NO_TITLE: gettext_lazy("The title is missing."),
    Flaw.NO_LABEL: gettext_lazy("Some text is missing: the question itself, an answer, a line or a column."),
    Flaw.BAD_KEY: gettext_lazy("The short name may hold only small letters, digits and underscores."),
    Flaw.KEY_TWICE: gettext_lazy("The same short name is given twice."),
    Flaw.KEY_OF_A_GONE_ONE: gettext_lazy(
        "This short name belonged to a question that was asked before. Please give another."
    ),
    Flaw.TOO_FEW_OPTIONS: gettext_lazy("There have to be at least two answers to choose from."),
    Flaw.OPTION_TWICE: gettext_lazy("Two answers, lines or columns have the same short name."),
    Flaw.NO_ROWS: gettext_lazy("The lines are missing."),
    Flaw.NO_COLUMNS: gettext_lazy("The columns are missing."),
    Flaw.COLUMN_KIND: gettext_lazy("A column can hold a text, a number, a date or one answer from a list."),
    Flaw.NO_SOURCE: gettext_lazy("What the alliance keeps: please choose what is shown."),
    Flaw.BOUNDS: gettext_lazy("The lower bound lies above the upper one."),
    Flaw.LOOKS_FORWARD: gettext_lazy(
        "The condition looks at a question that does not stand before this one."
    ),
    Flaw.LIVING_CONDITION: gettext_lazy("The condition looks at something nobody answers."),
    Flaw.LOOKS_INTO_LOCAL: gettext_lazy(
        "The condition looks at an answer that fewer people see than this one. "
        "Whether this question is asked would give that answer away."
    ),
    Flaw.CONDITION_OPERATOR: gettext_lazy(
        "The condition compares in a way that does not fit the question it looks at."
    ),
    Flaw.CONDITION_VALUE: gettext_lazy(
        "The condition compares with an answer that cannot be given there (any more)."
    ),
    Flaw.SAYS_NEW: gettext_lazy("It is said to be new, but the edition before asks it already."),
    Flaw.SAYS_KNOWN: gettext_lazy("It is said to come from the edition before, but does not stand there."),
    Flaw.SAYS_SAME: gettext_lazy("It is said to be the same, but its wording has changed."),
    Flaw.COMPARABLE_UNSAID: gettext_lazy("It asks in other words: are the answers still comparable?"),
    Flaw.WHY_UNSAID: gettext_lazy("The reason is missing."),
    Flaw.GONE_UNSAID: gettext_lazy("It is asked no longer, and nobody has said why."),
    Flaw.NOT_GONE: gettext_lazy("It is said to be gone, but did not stand in the edition before."),
    Flaw.KIND_CHANGED: gettext_lazy("Another kind of question cannot be comparable."),
}
# About a question that does not stand here any more.
_OF_GONE = {Flaw.GONE_UNSAID, Flaw.NOT_GONE}


@dataclass(frozen=True)
class FlawWords:
    """`about`: question, section, gone, or whole; `key` of what it is about; `place`: its name."""

    about: str
    key: str
    place: str
    words: str


def flaw_words(
    finding: Finding, questionnaire: Questionnaire, before: Questionnaire | None = None
) -> FlawWords:
    """The finding in words, with what it is about."""
    about, place = _place(finding, questionnaire, before)
    words = str(FLAWS[finding.flaw])
    return FlawWords(about, finding.key, place, words % {"most": MOST_QUESTIONS} if "%(" in words else words)


def _place(finding: Finding, now: Questionnaire, before: Questionnaire | None) -> tuple[str, str]:
    if not finding.key:
        return "whole", _("The whole worksheet")
    questions = {each.key: each.label for each in now.questions}
    if finding.key in questions and finding.flaw not in _OF_GONE:
        return "question", questions[finding.key].strip() or finding.key
    sections = {each.key: each.title for each in now.sections}
    if finding.key in sections and finding.flaw in {Flaw.NO_TITLE, Flaw.BAD_KEY, Flaw.KEY_TWICE}:
        return "section", sections[finding.key].strip() or finding.key
    gone = {each.key: each.label for each in before.questions} if before else {}
    return "gone", gone.get(finding.key, finding.key)
