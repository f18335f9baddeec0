"""What a new edition says of each question of the one before, and whether an edition may be published."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from klappt.core.questionnaire.condition_flaws import Placed, misfits
from klappt.core.questionnaire.model import (
    Column,
    Gone,
    Lineage,
    Origin,
    Question,
    QuestionKind,
    Questionnaire,
)

KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
MOST_QUESTIONS = 500
_CHOOSING = {QuestionKind.CHOICE, QuestionKind.CHOICES, QuestionKind.SCALE, QuestionKind.RANKING}
_IN_TABLES = {QuestionKind.TEXT, QuestionKind.NUMBER, QuestionKind.DATE, QuestionKind.CHOICE}


class Flaw(StrEnum):
    """Why an edition cannot be published yet."""

    NOTHING_ASKED = "nothing_asked"
    TOO_MANY_QUESTIONS = "too_many_questions"
    NO_TITLE = "no_title"
    NO_LABEL = "no_label"
    BAD_KEY = "bad_key"
    KEY_TWICE = "key_twice"
    KEY_OF_A_GONE_ONE = "key_of_a_gone_one"
    TOO_FEW_OPTIONS = "too_few_options"
    OPTION_TWICE = "option_twice"
    NO_ROWS = "no_rows"
    NO_COLUMNS = "no_columns"
    COLUMN_KIND = "column_kind"
    NO_SOURCE = "no_source"
    BOUNDS = "bounds"
    LOOKS_FORWARD = "looks_forward"
    LIVING_CONDITION = "living_condition"
    LOOKS_INTO_LOCAL = "looks_into_local"
    CONDITION_OPERATOR = "condition_operator"
    CONDITION_VALUE = "condition_value"
    SAYS_NEW = "says_new"
    SAYS_KNOWN = "says_known"
    SAYS_SAME = "says_same"
    COMPARABLE_UNSAID = "comparable_unsaid"
    WHY_UNSAID = "why_unsaid"
    GONE_UNSAID = "gone_unsaid"
    NOT_GONE = "not_gone"
    KIND_CHANGED = "kind_changed"


@dataclass(frozen=True, slots=True)
class Finding:
    """`key` of the question or section it is about, empty for the whole."""

    flaw: Flaw
    key: str = ""


def wording(question: Question) -> Question:
    """The question without what only says where it comes from: two with the same wording ask the same."""
    return replace(question, lineage=Lineage())


def flaws(
    questionnaire: Questionnaire, before: Questionnaire | None = None, ever: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Everything that stands in the way of publishing; empty when nothing does.

    `before` is the edition published last, `ever` are the keys of all questions ever asked in this worksheet.
    """
    return (
        *_of_the_whole(questionnaire),
        *_of_questions(questionnaire),
        *_of_lineage(questionnaire, before, ever),
    )


def proposed_lineage(questionnaire: Questionnaire, before: Questionnaire) -> Questionnaire:
    """The questionnaire with what can be seen by itself: new, same, reworded; what somebody said stays.

    Whether a reworded question stays comparable, and why one is gone, only people can say.
    """
    old = {question.key: question for question in before.questions}
    sections = tuple(
        replace(
            section, questions=tuple(_with_lineage(each, old.get(each.key)) for each in section.questions)
        )
        for section in questionnaire.sections
    )
    here = {question.key for question in questionnaire.questions}
    said = {gone.key: gone for gone in questionnaire.gone}
    gone = tuple(said.get(key, Gone(key)) for key in old if key not in here)
    return replace(questionnaire, sections=sections, gone=gone)


def _with_lineage(question: Question, before: Question | None) -> Question:
    if before is None:
        return replace(question, lineage=Lineage())
    if wording(question) == wording(before):
        return replace(question, lineage=Lineage(Origin.SAME))
    if question.lineage.origin is Origin.REWORDED:
        return question
    return replace(question, lineage=Lineage(Origin.REWORDED))


def _of_the_whole(questionnaire: Questionnaire) -> Iterator[Finding]:
    if not questionnaire.title.strip():
        yield Finding(Flaw.NO_TITLE)
    if not questionnaire.questions:
        yield Finding(Flaw.NOTHING_ASKED)
    if len(questionnaire.questions) > MOST_QUESTIONS:
        yield Finding(Flaw.TOO_MANY_QUESTIONS)
    sections: set[str] = set()
    for section in questionnaire.sections:
        if not KEY.fullmatch(section.key):
            yield Finding(Flaw.BAD_KEY, section.key)
        if section.key in sections:
            yield Finding(Flaw.KEY_TWICE, section.key)
        if not section.title.strip():
            yield Finding(Flaw.NO_TITLE, section.key)
        sections.add(section.key)


def _of_questions(questionnaire: Questionnaire) -> Iterator[Finding]:
    earlier: dict[str, Placed] = {}
    for section, question in ((part, each) for part in questionnaire.sections for each in part.questions):
        if not KEY.fullmatch(question.key):
            yield Finding(Flaw.BAD_KEY, question.key)
        if question.key in earlier:
            yield Finding(Flaw.KEY_TWICE, question.key)
        if not question.label.strip():
            yield Finding(Flaw.NO_LABEL, question.key)
        now = Placed(question, section.sharing)
        for flaw in (*_of_shape(question), *(Flaw(each) for each in misfits(now, earlier))):
            yield Finding(flaw, question.key)
        earlier[question.key] = now


def _of_shape(question: Question) -> Iterator[Flaw]:
    if question.kind in _CHOOSING | {QuestionKind.MATRIX} and len(question.options) < 2:
        yield Flaw.TOO_FEW_OPTIONS
    for things in (question.options, question.rows, question.columns):
        keys = [thing.key for thing in things]
        if len(set(keys)) < len(keys):
            yield Flaw.OPTION_TWICE
        if not all(KEY.fullmatch(key) for key in keys):
            yield Flaw.BAD_KEY
        if not all(thing.label.strip() for thing in things):
            yield Flaw.NO_LABEL
    if question.kind is QuestionKind.MATRIX and not question.rows:
        yield Flaw.NO_ROWS
    if question.kind is QuestionKind.TABLE:
        yield from _of_columns(question.columns)
    if question.kind is QuestionKind.LIVING and question.source is None:
        yield Flaw.NO_SOURCE
    if (question.least is not None and question.most is not None and question.least > question.most) or (
        question.earliest and question.latest and question.earliest > question.latest
    ):
        yield Flaw.BOUNDS


def _of_columns(columns: tuple[Column, ...]) -> Iterator[Flaw]:
    if not columns:
        yield Flaw.NO_COLUMNS
    if any(column.kind not in _IN_TABLES for column in columns):
        yield Flaw.COLUMN_KIND
    if any(column.kind is QuestionKind.CHOICE and len(column.options) < 2 for column in columns):
        yield Flaw.TOO_FEW_OPTIONS


def _of_lineage(
    questionnaire: Questionnaire, before: Questionnaire | None, ever: Collection[str]
) -> Iterator[Finding]:
    old = {question.key: question for question in before.questions} if before else {}
    for question in questionnaire.questions:
        if question.key in ever and question.key not in old:
            yield Finding(Flaw.KEY_OF_A_GONE_ONE, question.key)
        for flaw in _of_one_lineage(question, old.get(question.key)):
            yield Finding(flaw, question.key)
    here = {question.key for question in questionnaire.questions}
    said = {gone.key: gone for gone in questionnaire.gone}
    for key in old.keys() - here:
        if key not in said:
            yield Finding(Flaw.GONE_UNSAID, key)
        elif not said[key].why.strip():
            yield Finding(Flaw.WHY_UNSAID, key)
    for key in said.keys() - (old.keys() - here):
        yield Finding(Flaw.NOT_GONE, key)


def _of_one_lineage(question: Question, before: Question | None) -> Iterator[Flaw]:
    origin = question.lineage.origin
    if before is None:
        if origin is not Origin.NEW:
            yield Flaw.SAYS_KNOWN
        return
    if origin is Origin.NEW:
        yield Flaw.SAYS_NEW
    if origin is Origin.SAME and wording(question) != wording(before):
        yield Flaw.SAYS_SAME
    if origin is Origin.REWORDED:
        if question.lineage.comparable is None:
            yield Flaw.COMPARABLE_UNSAID
        if not question.lineage.why.strip():
            yield Flaw.WHY_UNSAID
        if question.kind is not before.kind and question.lineage.comparable:
            yield Flaw.KIND_CHANGED
