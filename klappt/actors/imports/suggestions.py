"""Answers for many rows at once, and those klappt gives itself when told to decide."""

from klappt.actors.imports.decisions import MERGE, SEPARATE, QuestionKind
from klappt.actors.imports.plan import Plan, PlannedRow
from klappt.core.duplicates import Reason
from klappt.sheets.decisions import LEAVE_OUT, Decisions


def safe_answers(plan: Plan) -> dict[str, dict[str, str]]:
    """For each open question the answer by which nothing is lost and nothing is merged by guessing."""
    return {row.id: _safe(row) for row in plan.rows if any(question.is_open for question in row.questions)}


def answered_alike(plan: Plan, decisions: Decisions, kind: str, answer: str) -> dict[str, dict[str, str]]:
    """The decisions so far, and one answer for every row in which a question of this kind is still open."""
    answers = {key: dict(value) for key, value in decisions.items()}
    for row in plan.rows:
        if any(question.is_open and question.kind == kind for question in row.questions):
            given = {"act": LEAVE_OUT} if answer == LEAVE_OUT else {kind: answer}
            answers.setdefault(row.id, {}).update(given)
    return answers


def _safe(row: PlannedRow) -> dict[str, str]:
    answers: dict[str, str] = {}
    for question in row.questions:
        if question.is_open:
            answers.update(_safe_answer(row, question.kind))
    return answers


def _safe_answer(row: PlannedRow, kind: QuestionKind) -> dict[str, str]:
    exact = Reason.SAME_EVERYTHING.value in row.row.duplicate_reasons
    return {
        QuestionKind.NAME: {"act": LEAVE_OUT},
        QuestionKind.EMAIL: {"email": ""},
        QuestionKind.FIELD: {"field": ""},
        QuestionKind.DUPLICATE: {"duplicate": MERGE if exact else SEPARATE},
        QuestionKind.KNOWN: {"known": SEPARATE},
        QuestionKind.CONFLICT: {"conflict": "here"},
    }.get(kind, {})
