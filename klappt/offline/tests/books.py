"""Workbooks as people leave them: written by others, rows moved, columns of identifiers thrown away."""

import io
from collections.abc import Callable, Mapping

import xlsxwriter

from klappt.sheets.grid import Sheet
from klappt.sheets.read import read_workbook

Rows = list[list[object]]


def rewritten(data: bytes, change: Callable[[str, Rows], Rows], *, properties: bool = True) -> bytes:
    """The same workbook, written anew from its values only; each visible sheet goes through `change`.

    Without `properties` all that is hidden is lost, as when cells are copied into a workbook of one's own.
    """
    source = read_workbook(data, "")
    target = io.BytesIO()
    with xlsxwriter.Workbook(
        target, {"strings_to_formulas": False, "default_date_format": "dd.mm.yyyy"}
    ) as book:
        for name, value in source.properties.items() if properties else ():
            book.set_custom_property(name, value, "text")
        for sheet in source.sheets:
            if not sheet.hidden:
                _write(book.add_worksheet(sheet.name), change(sheet.name, _rows(sheet)))
            elif properties:
                hidden = book.add_worksheet(sheet.name)
                _write(hidden, _rows(sheet))
                hidden.very_hidden()
    return target.getvalue()


def changed(data: bytes, cells: Mapping[str, object], column: int = 3) -> bytes:
    """Other answers in the rows of these identifiers."""

    def change(_name: str, rows: Rows) -> Rows:
        return [
            [*row[:column], cells[str(row[0])], *row[column + 1 :]] if row and row[0] in cells else row
            for row in rows
        ]

    return rewritten(data, change)


def _rows(sheet: Sheet) -> Rows:
    return [list(row) for row in sheet.rows]


def _write(sheet: "xlsxwriter.worksheet.Worksheet", rows: Rows) -> None:
    for nth, row in enumerate(rows):
        for column, value in enumerate(row):
            if value != "":
                sheet.write(nth, column, value)
