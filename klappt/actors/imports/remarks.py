"""The uploaded table with remarks: what would happen and what is asked, row by row, to be sent back."""

from collections.abc import Mapping

from klappt.actors.imports.actor_sheet import comments_by_row
from klappt.actors.imports.decisions import (
    AS_IN_FILE,
    AS_IN_KLAPPT,
    EMPTY,
    OUT,
    OWN_ENTRY,
    TOGETHER,
    WITHOUT,
    QuestionKind,
)
from klappt.actors.imports.plan import Plan, PlannedRow, Verdict
from klappt.actors.imports.rows import SheetMapping
from klappt.sheets.grid import Sheet, Value, cell_text
from klappt.sheets.layout import Column, Layout, SheetLayout, Writable
from klappt.sheets.read import read_workbook

WOULD, ASKED, ANSWER, COMMENT = "klappt: das würde geschehen", "klappt: Frage", "Ihre Antwort", "Kommentar"
_VERDICTS = {
    Verdict.OPEN: "wartet auf Ihre Antwort",
    Verdict.CREATE: "neu",
    Verdict.CHANGE: "wird geändert",
    Verdict.MERGE: "wird mit einer anderen Zeile zusammengeführt",
    Verdict.LEAVE: "bleibt, wie es ist",
    Verdict.OUT: "wird ausgelassen",
}
_WAYS = {
    QuestionKind.NAME: f"Bitte den Namen in die Zeile schreiben oder „{OUT}“ antworten.",
    QuestionKind.EMAIL: f"Bitte die Adresse in der Zeile berichtigen oder „{EMPTY}“ antworten.",
    QuestionKind.FIELD: f"Bitte einen der vier Bereiche oder „{WITHOUT}“ antworten.",
    QuestionKind.DUPLICATE: f"Bitte „{TOGETHER}“ oder „{OWN_ENTRY}“ antworten.",
    QuestionKind.KNOWN: f"Bitte „{TOGETHER}“ oder „{OWN_ENTRY}“ antworten.",
    QuestionKind.CONFLICT: f"Bitte „{AS_IN_FILE}“ oder „{AS_IN_KLAPPT}“ antworten.",
}
_TICK_WAY = "Bitte in der Zeile ja oder nein eintragen oder so lassen."


def with_remarks(data: bytes, name: str, plan: Plan) -> Layout:
    """The same rows in the same places, with three more columns on the sheets of actors."""
    workbook = read_workbook(data, name)
    mappings = {mapping.sheet: mapping for mapping in plan.content.mapping}
    rows = {row.row.place: row for row in plan.rows}
    sheets = [_remarked(sheet, mappings.get(sheet.name), rows) for sheet in workbook.sheets if sheet.rows]
    return Layout(sheets=sheets, title=name, properties=dict(workbook.properties))


def _remarked(
    sheet: Sheet, mapping: SheetMapping | None, planned: Mapping[tuple[str, int], PlannedRow]
) -> SheetLayout:
    with_columns = mapping is not None and mapping.kind == "actors" and bool(mapping.heading_rows)
    heading = mapping.heading_rows[-1] if mapping and with_columns else 0
    comments = comments_by_row(sheet.comments)
    lines = []
    for number, values in enumerate(_unmerged(sheet), start=1):
        line: list[Writable] = [_writable(value) for value in values]
        if with_columns and number == heading:
            line += [WOULD, ASKED, ANSWER, *([COMMENT] if comments else [])]
        elif with_columns and (row := planned.get((sheet.name, number))):
            line += [_VERDICTS[row.verdict], _questions(row), "", "\n".join(comments.get(number, ()))]
        lines.append(line)
    width = max(len(line) for line in lines)
    answer_at = len(sheet.rows[0]) + 2
    first = [str(value) for value in lines[0]] + [""] * (width - len(lines[0]))
    columns = [
        Column(
            text,
            28 if index >= len(sheet.rows[0]) else 18,
            choices=(TOGETHER, OWN_ENTRY, OUT, EMPTY, WITHOUT) if with_columns and index == answer_at else (),
        )
        for index, text in enumerate(first)
    ]
    return SheetLayout(sheet.name[:31], columns, lines[1:], spare=0, hidden=sheet.hidden)


def _questions(row: PlannedRow) -> str:
    return "\n".join(
        f"{question.message} {_WAYS.get(question.kind, _TICK_WAY)}" for question in row.questions
    )


def _unmerged(sheet: Sheet) -> list[list[Value]]:
    """Cells merged over several rows say in each row what they say."""
    rows = [list(row) for row in sheet.rows]
    for span in sheet.spans:
        for number in range(span.first_row + 1, min(span.last_row, len(rows)) + 1):
            if span.first_column < len(rows[number - 1]):
                rows[number - 1][span.first_column] = rows[span.first_row - 1][span.first_column]
    return rows


def _writable(value: Value) -> Writable:
    return value if isinstance(value, str | bool | int | float) else cell_text(value)
