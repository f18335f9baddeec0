"""Answers to the questions of an upload, as the preview page posts them."""

from collections.abc import Mapping

from klappt.offers.imports.plan import Plan, PlannedRow
from klappt.sheets.decisions import LEAVE_OUT, Decisions

CARRIERS = "carriers"
"""Under this name stand the answers on institutions; no row is called so."""


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
        decisions[row.id] = answers | _answers(row, posted)
    carriers = decisions.get(CARRIERS, {})
    for question in plan.carriers:
        if said := posted.get(f"c-{question.sign}"):
            carriers[question.sign] = said
    return {key: answers for key, answers in {**decisions, CARRIERS: carriers}.items() if answers}


def _answers(row: PlannedRow, posted: Mapping[str, str]) -> dict[str, str]:
    answers = {}
    for question in row.questions:
        name = f"d-{row.id}-{question.kind.value}"
        said = posted.get(name, "").strip()
        if f"{name}-blank" in posted:
            answers[question.kind.value] = ""
        elif said:
            answers[question.kind.value] = said
    return answers
