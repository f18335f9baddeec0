"""A question and a section as an edition shows them to read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from klappt.core.questionnaire.comparing import Aspect
from klappt.core.questionnaire.model import Column, Question, Questionnaire, Section
from klappt.fields.words import bounds_words, condition_words
from klappt.worksheets.words.kinds import KINDS, SHARINGS, SOURCES, KindWords, SharingWords, Words


@dataclass(frozen=True)
class ShownQuestion:
    number: int
    question: Question
    kind: KindWords
    rules: tuple[str, ...]
    condition: str
    source: Words


@dataclass(frozen=True)
class ShownSection:
    section: Section
    sharing: SharingWords
    questions: tuple[ShownQuestion, ...]


def shown(questionnaire: Questionnaire) -> tuple[ShownSection, ...]:
    """All sections, their questions numbered through the whole."""
    numbers = {question.key: n for n, question in enumerate(questionnaire.questions, 1)}
    return tuple(
        ShownSection(
            section,
            SHARINGS[section.sharing],
            tuple(shown_question(each, questionnaire, numbers[each.key]) for each in section.questions),
        )
        for section in questionnaire.sections
    )


def shown_question(question: Question, questionnaire: Questionnaire, number: int = 0) -> ShownQuestion:
    return ShownQuestion(
        number,
        question,
        KINDS[question.kind],
        tuple(rules(question)),
        condition_words(question.when, questionnaire) if question.when else "",
        SOURCES[question.source] if question.source else "",
    )


def rules(question: Question) -> Iterator[str]:
    """What an answer has to keep to, in words."""
    if question.required:
        yield _("has to be answered")
    if question.may_not_apply:
        yield _("may be marked “does not apply”")
    if said := bounds_words(question):
        yield said


ASPECTS: dict[Aspect, Words] = {
    Aspect.KIND: gettext_lazy("Kind of question"),
    Aspect.LABEL: pgettext_lazy("worksheet", "Question"),
    Aspect.HINT: gettext_lazy("Hint"),
    Aspect.OPTIONS: gettext_lazy("Answers to choose from"),
    Aspect.ROWS: pgettext_lazy("worksheet", "Lines"),
    Aspect.COLUMNS: gettext_lazy("Columns"),
    Aspect.UNIT: pgettext_lazy("number", "Unit"),
    Aspect.BOUNDS: gettext_lazy("Bounds"),
    Aspect.SOURCE: gettext_lazy("Source"),
    Aspect.REQUIRED: gettext_lazy("Has to be answered"),
    Aspect.MAY_NOT_APPLY: gettext_lazy("May not apply"),
    Aspect.WHEN: gettext_lazy("Asked only if"),
}


_TEXTS: dict[Aspect, Callable[[Question], str]] = {
    Aspect.KIND: lambda question: str(KINDS[question.kind].label),
    Aspect.LABEL: lambda question: question.label,
    Aspect.HINT: lambda question: question.hint,
    Aspect.OPTIONS: lambda question: "\n".join(option.label for option in question.options),
    Aspect.ROWS: lambda question: "\n".join(row.label for row in question.rows),
    Aspect.COLUMNS: lambda question: "\n".join(_column(column) for column in question.columns),
    Aspect.UNIT: lambda question: question.unit,
    Aspect.BOUNDS: bounds_words,
    Aspect.SOURCE: lambda question: str(SOURCES[question.source]) if question.source else "",
    Aspect.REQUIRED: lambda question: _("yes") if question.required else _("no"),
    Aspect.MAY_NOT_APPLY: lambda question: _("yes") if question.may_not_apply else _("no"),
}


def aspect_text(aspect: Aspect, question: Question, questionnaire: Questionnaire) -> str:
    """What a question says in one respect, one thing a line."""
    if aspect is Aspect.WHEN:
        return condition_words(question.when, questionnaire) if question.when else _("Always.")
    return _TEXTS[aspect](question)


def _column(column: Column) -> str:
    chosen = ": " + ", ".join(option.label for option in column.options) if column.options else ""
    return f"{column.label} ({KINDS[column.kind].label}{chosen})"
