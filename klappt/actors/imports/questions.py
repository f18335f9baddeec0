"""What a row leaves open: the questions to people, with what klappt would do if nobody answers."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from klappt.actors.enums import Field, Tick
from klappt.actors.imports.changes import CellChange
from klappt.actors.imports.decisions import AS_HERE, FROM_FILE, MERGE, SEPARATE, Question, QuestionKind
from klappt.actors.imports.mails import is_valid
from klappt.actors.imports.matching import Known
from klappt.actors.imports.rows import ActorRow, Problem, ProblemKind
from klappt.actors.imports.ticks import Tick as ReadTick
from klappt.actors.imports.values import field_value, field_word

Answers = Mapping[str, str]
_TICK_QUESTIONS = (
    (QuestionKind.COOPERATION, "cooperation"),
    (QuestionKind.CORE_GROUP, "core_group"),
    (QuestionKind.FORUM, "forum"),
)


def cell_questions(row: ActorRow, answers: Answers) -> list[Question]:
    """Questions about single cells of the row."""
    return [
        *_name_question(row, answers),
        *_mail_question(row, answers),
        *_field_question(row, answers),
        *_tick_questions(row, answers),
    ]


def corrected(row: ActorRow, questions: list[Question]) -> ActorRow:
    """The row with the answers (or what is taken without an answer) in the place of the doubtful cells."""
    row = replace(row, emails=list(row.emails), cells=dict(row.cells))
    for question in questions:
        if question.kind is QuestionKind.NAME:
            row.name = row.cells["name"] = question.value
        elif question.kind is QuestionKind.EMAIL:
            _correct_mail(row, question.value)
        elif question.kind is QuestionKind.FIELD:
            row.field = field_word(question.value) or None
            row.cells["field"] = row.field or ""
        elif question.kind in (kind for kind, _column in _TICK_QUESTIONS):
            tick = ReadTick(question.value or ReadTick.BLANK)
            setattr(row, question.kind.value, tick)
            row.cells[question.kind.value] = {"yes": "ja", "no": "nein", "uncertain": "?"}.get(tick.value, "")
    return row


def duplicate_question(row: ActorRow, first: ActorRow, answers: Answers) -> Question:
    where = (
        _("row %(row)s") % {"row": first.row}
        if first.sheet == row.sheet
        else _("row %(row)s of “%(sheet)s”") % {"row": first.row, "sheet": first.sheet}
    )
    message = _("Probably the same as %(where)s: “%(name)s”.") % {"where": where, "name": label_of(first)}
    options = ((MERGE, _("Put both together")), (SEPARATE, _("Keep as an entry of its own")))
    return _asked(QuestionKind.DUPLICATE, message, None, options, answers)


def known_question(maybe: tuple[Known, ...], answers: Answers) -> Question:
    options = tuple((str(known.pk), _("It is “%(name)s”") % {"name": known.label}) for known in maybe)
    message = _("Probably one that your table has already.")
    if answers.get("known") == "first":
        answers = {**answers, "known": options[0][0]}
    return _asked(
        QuestionKind.KNOWN, message, None, (*options, (SEPARATE, _("Add as an entry of its own"))), answers
    )


def conflict_question(conflicts: list[CellChange], answers: Answers) -> Question:
    cells = "; ".join(
        _("%(column)s: “%(here)s” here, “%(file)s” in the file")
        % {"column": change.heading, "here": change.old, "file": change.new}
        for change in conflicts
    )
    message = _("Changed in the file and here since the download. %(cells)s") % {"cells": cells}
    options = ((FROM_FILE, _("Take what the file says")), (AS_HERE, _("Leave as it is here")))
    return _asked(QuestionKind.CONFLICT, message, None, options, answers)


def label_of(row: ActorRow) -> str:
    return f"{row.name}, {row.department}" if row.department else row.name


def _asked(
    kind: QuestionKind,
    message: str,
    default: str | None,
    options: tuple[tuple[str, str], ...],
    answers: Answers,
) -> Question:
    answer = answers.get(kind.value)
    if options and answer not in dict(options):
        answer = None
    return Question(kind, message, default, options, answer)


def _problem(row: ActorRow, *kinds: ProblemKind) -> Problem | None:
    return next((problem for problem in row.problems if problem.kind in kinds), None)


def _name_question(row: ActorRow, answers: Answers) -> list[Question]:
    problem = _problem(row, ProblemKind.MISSING_NAME)
    if problem is None:
        return []
    question = _asked(QuestionKind.NAME, problem.message, None, (), answers)
    return [question if (question.answer or "").strip() else replace(question, answer=None)]


def _mail_question(row: ActorRow, answers: Answers) -> list[Question]:
    problem = _problem(row, ProblemKind.INVALID_EMAIL)
    if problem is None:
        return []
    question = _asked(QuestionKind.EMAIL, problem.message, None, (), answers)
    wrong = question.answer and not is_valid(question.answer)
    return [replace(question, answer=None) if wrong else question]


def _field_question(row: ActorRow, answers: Answers) -> list[Question]:
    problem = _problem(row, ProblemKind.UNKNOWN_FIELD, ProblemKind.MISSING_FIELD)
    if problem is None:
        return []
    options = (*((field.value, str(field.label)) for field in Field), ("", _("without a field")))
    default = None if problem.kind is ProblemKind.UNKNOWN_FIELD else field_value(row.field)
    return [_asked(QuestionKind.FIELD, problem.message, default, options, answers)]


def _tick_questions(row: ActorRow, answers: Answers) -> list[Question]:
    options = tuple((tick.value, str(tick.label)) for tick in Tick)
    messages = {
        problem.role: problem.message
        for problem in row.problems
        if problem.kind is ProblemKind.UNCERTAIN_TICK
    }
    return [
        _asked(kind, messages.get(column, ""), Tick.UNCERTAIN.value, options, answers)
        for kind, column in _TICK_QUESTIONS
        if getattr(row, column) is ReadTick.UNCERTAIN
    ]


def _correct_mail(row: ActorRow, answer: str) -> None:
    valid = [mail for mail in row.emails if is_valid(mail)]
    row.emails = [*valid, answer] if answer and answer not in valid else valid
    row.cells["email"] = "\n".join(row.emails)
