"""A workbook that comes back: each cell is known by the hidden name in its row, else by its number."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from klappt.offline.imports.brought import Brought, Opened, Said
from klappt.offline.outline.markers import (
    ANSWER,
    LABELS_ONLY,
    NA,
    NUMBER,
    OWN_SHEET,
    QUESTION_COLUMNS,
    QUESTIONS,
    TABLE,
)
from klappt.offline.outline.places import NA as NA_SIGN
from klappt.offline.outline.places import Place, names_of
from klappt.offline.outline.stamp import Stamp, stamp_of
from klappt.offline.words import HEADS
from klappt.sheets.grid import Sheet, Value, Workbook, cell_text, column_letter
from klappt.sheets.read import read_workbook

Line = tuple[int, tuple[Value, ...]]


def open_book(data: bytes, name: str) -> Opened:
    """Refused (klappt.sheets) where the file is no table, or does harm."""
    workbook = read_workbook(data, name)
    return Opened(_stamp(workbook), lambda asked: _read(workbook, asked), workbook.notices)


def _stamp(workbook: Workbook) -> Stamp | None:
    sheets = sorted(workbook.sheets, key=lambda sheet: sheet.name != OWN_SHEET)
    texts = (value for sheet in sheets for row in sheet.rows for value in row if isinstance(value, str))
    return stamp_of(workbook.properties, *texts)


def _read(workbook: Workbook, asked: Sequence[Place]) -> Brought:
    brought = Brought()
    names = names_of(asked)
    tables = {place.question.key: place for place in asked if place.is_table}
    for sheet in workbook.sheets:
        if sheet.hidden:
            continue
        marker, columns = _columns(sheet)
        if marker.startswith(TABLE):
            place = tables.get(marker.removeprefix(TABLE))
            if place is not None:
                rows = brought.tables.setdefault(place.question.key, [])
                rows += _table_rows(sheet, columns, place)
        elif marker == QUESTIONS:
            _read_questions(sheet, columns, names, brought)
    return brought


def _columns(sheet: Sheet) -> tuple[str, dict[str, int]]:
    """The hidden row that names what this sheet is and what stands in its columns, wherever it has gone."""
    for row in sheet.rows:
        for first, value in enumerate(row):
            if isinstance(value, str) and (value == QUESTIONS or value.startswith(TABLE)):
                named = {cell_text(each): column for column, each in enumerate(row) if each != ""}
                return value, {**named, "id": first}
    return _without_marker(sheet)


def _without_marker(sheet: Sheet) -> tuple[str, dict[str, int]]:
    """Somebody has copied the rows into a workbook of their own: the headings tell as much."""
    head = {str(HEADS[name]): name for name in (NUMBER, ANSWER, NA)}
    for row in sheet.rows:
        found = {head[text]: column for column, value in enumerate(row) if (text := cell_text(value)) in head}
        if NUMBER in found and ANSWER in found:
            return QUESTIONS, {**found, "id": -1}
    return "", {}


def _read_questions(
    sheet: Sheet, columns: Mapping[str, int], names: Mapping[str, str], brought: Brought
) -> None:
    answer, na = columns.get(ANSWER, QUESTION_COLUMNS.index(ANSWER)), columns.get(NA)
    for number, row in sheet.numbered():
        own = cell_text(_at(row, columns["id"]))
        if own in {LABELS_ONLY, QUESTIONS}:
            continue
        slot = names.get(own) or names.get(cell_text(_at(row, columns.get(NUMBER, -1))))
        value = _at(row, answer)
        if slot is None:
            if value != "" and columns["id"] >= 0:
                brought.strays.append(Said(value, _where(sheet, number, answer)))
            continue
        brought.add(slot, value, _where(sheet, number, answer))
        if na is not None and (said := _at(row, na)) != "":
            brought.add(slot + NA_SIGN, said, _where(sheet, number, na))


def _table_rows(sheet: Sheet, columns: Mapping[str, int], place: Place) -> Iterator[dict[str, Said]]:
    keys = [column.key for column in place.question.columns if column.key in columns]
    for number, row in sheet.numbered():
        own = cell_text(_at(row, columns["id"]))
        if own == LABELS_ONLY or own.startswith(TABLE):
            continue
        cells = {
            key: Said(value, _where(sheet, number, columns[key]))
            for key in keys
            if (value := _at(row, columns[key])) != ""
        }
        if cells:
            yield cells


def _at(row: tuple[Value, ...], column: int) -> Value:
    return row[column] if 0 <= column < len(row) else ""


def _where(sheet: Sheet, row: int, column: int) -> str:
    return _("sheet “%(sheet)s”, cell %(cell)s") % {
        "sheet": sheet.name,
        "cell": f"{column_letter(column)}{row}",
    }
