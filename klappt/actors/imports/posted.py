"""Answers to the questions of an upload, as the preview page posts them."""

from collections.abc import Mapping

from klappt.actors.imports.decisions import QuestionKind
from klappt.actors.imports.mails import is_valid
from klappt.actors.imports.plan import Plan, PlannedRow
from klappt.sheets.decisions import LEAVE_OUT, Decisions

NONE = "none"
"""What a list posts for "without"; the empty word stands for "not decided yet"."""


def read_decisions(plan: Plan, before: Decisions, posted: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The decisions so far, with what was posted for the rows that stood on the page."""
    decisions = {key: dict(value) for key, value in before.items()}
    for row in plan.rows:
        if f"shown-{row.id}" not in posted:
            continue
        answers = decisions.get(row.id, {})
        answers.pop("act", None)
        if posted.get(f"d-{row.id}-act") == LEAVE_OUT:
            answers["act"] = LEAVE_OUT
        answers |= _answers(row, posted)
        decisions[row.id] = answers
    return {key: answers for key, answers in decisions.items() if answers}


def _answers(row: PlannedRow, posted: Mapping[str, str]) -> dict[str, str]:
    answers = {}
    for question in row.questions:
        said = posted.get(f"d-{row.id}-{question.kind.value}", "").strip()
        if question.kind is QuestionKind.EMAIL:
            if f"d-{row.id}-email-blank" in posted:
                answers["email"] = ""
            elif is_valid(said):
                answers["email"] = said
        elif said == NONE:
            answers[question.kind.value] = ""
        elif said:
            answers[question.kind.value] = said
    return answers
