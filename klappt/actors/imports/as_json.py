"""The preview as JSON, in the form that the command line prints."""

from collections.abc import Sequence

from klappt.actors.imports.plan import Plan, PlannedRow
from klappt.actors.imports.rows import ActorRow, Problem, TableContent

Json = dict[str, object]


def content_as_json(content: TableContent) -> Json:
    """Rows, rows left aside, bodies, priorities, mapping, notices; nothing but plain JSON values."""
    return {
        "rows": [_row(row) for row in content.rows],
        "left_aside": [
            {"sheet": aside.sheet, "row": aside.row, "text": aside.text, "why": aside.why.value}
            for aside in content.left_aside
        ],
        "bodies": [
            {
                "sheet": body.sheet,
                "row": body.row,
                "name": body.name,
                "kind": body.kind,
                "columns": body.columns,
            }
            for body in content.bodies
        ],
        "priorities": [
            {
                "sheet": item.sheet,
                "row": item.row,
                "rank": item.rank,
                "text": item.text,
                "columns": item.columns,
            }
            for item in content.priorities
        ],
        "mapping": {
            sheet.sheet: {
                "kind": sheet.kind,
                "heading_rows": list(sheet.heading_rows),
                "columns": {
                    column.letter: {"heading": column.heading, "role": column.role.value, "by": column.by}
                    for column in sheet.columns
                },
            }
            for sheet in content.mapping
        },
        "notices": content.notices,
    }


def plan_as_json(plan: Plan) -> Json:
    """The same with what each row would do to the table of the alliance."""
    whole = content_as_json(plan.content)
    planned = {row.row.place: row for row in plan.rows}
    whole["rows"] = [_row(row) | _intent(planned[row.place]) for row in plan.content.rows]
    return whole


def _intent(planned: PlannedRow) -> Json:
    return {
        "action": planned.verdict.value,
        "changes": [
            {"column": change.heading, "old": change.old, "new": change.new} for change in planned.changes
        ],
        "questions": [
            {"kind": question.kind.value, "message": question.message, "open": question.is_open}
            for question in planned.questions
        ],
    }


def _row(row: ActorRow) -> Json:
    return {
        "sheet": row.sheet,
        "row": row.row,
        "name": row.name,
        "department": row.department,
        "field": row.field,
        "short_name": row.short_name,
        "kind": row.kind,
        "contact": row.contact,
        "function": row.function,
        "phones": row.phones,
        "emails": row.emails,
        "address": row.address,
        "website": row.website,
        "cooperation": row.cooperation.value,
        "core_group": row.core_group.value,
        "forum": row.forum.value,
        "contributions": row.contributions,
        "note": row.note or row.contributions,
        "criteria": row.criteria,
        "extra": row.extra,
        "comments": row.comments,
        "problems": _problems(row.problems),
        "hints": _problems(row.hints),
        "duplicate_of": row.duplicate_of,
        "duplicate_sheet": row.duplicate_sheet or None,
    }


def _problems(problems: Sequence[Problem]) -> list[Json]:
    return [
        {"column": problem.column, "kind": problem.kind.value, "message": problem.message}
        for problem in problems
    ]
