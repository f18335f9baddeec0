"""A workbook that comes back: each cell is known by the hidden name in its row, else by its number."""

from collections.abc import Iterator, Mapping, Sequence

from klappt.offline.imports.beside import Beside
from klappt.offline.imports.brought import Brought, Opened, Said
from klappt.offline.imports.labels import labels_of
from klappt.offline.outline.markers import (
    ANSWER,
    HINT,
    LABELS_ONLY,
    LIST_SHEET,
    NA,
    NUMBER,
    OWN_SHEET,
    QUESTION,
    QUESTION_COLUMNS,
    QUESTIONS,
    TABLE,
)
from klappt.offline.outline.names import leading_number
from klappt.offline.outline.places import NA as NA_SIGN
from klappt.offline.outline.places import Place, names_of, open_to_write, questions_by_slot
from klappt.offline.outline.stamp import Stamp, stamp_of
from klappt.offline.words.asking import HEADS, in_every_language
from klappt.sheets.grid import Sheet, Value, Workbook, cell_text
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
    brought, labels = Brought(), labels_of(workbook, asked)
    tables = {place.question.key: place for place in asked if place.is_table}
    for sheet in workbook.sheets:
        if sheet.name in {OWN_SHEET, LIST_SHEET}:
            continue
        beside = Beside(sheet, labels, _question_of(sheet, asked))
        marker, columns = _columns(sheet)
        if marker.startswith(TABLE) and (place := tables.get(marker.removeprefix(TABLE))):
            rows = brought.tables.setdefault(place.question.key, [])
            rows += _table_rows(beside, columns, place)
        elif marker == QUESTIONS:
            _read_questions(beside, columns, asked, brought)
        brought.strays += beside.found()
    return brought


def _question_of(sheet: Sheet, asked: Sequence[Place]) -> str:
    """A sheet of one question begins with its number; a section has a question in each row."""
    keys = {place.number: place.question.key for place in asked}
    lines = (cell_text(value) for row in sheet.rows[:3] for value in row)
    return next((keys[number] for line in lines if (number := leading_number(line)) in keys), "")


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
    names = (NUMBER, QUESTION, ANSWER, NA, HINT)
    words = in_every_language(tuple(HEADS[name] for name in names))
    head = {word: names[nth] for word, nth in words.items()}
    for row in sheet.rows:
        found = {head[text]: column for column, value in enumerate(row) if (text := cell_text(value)) in head}
        if NUMBER in found and ANSWER in found:
            return QUESTIONS, {**found, "id": -1}
    return "", {}


def _read_questions(
    beside: Beside, columns: Mapping[str, int], asked: Sequence[Place], brought: Brought
) -> None:
    names, places_to_write, keys = names_of(asked), open_to_write(asked), questions_by_slot(asked)
    answer, na = columns.get(ANSWER, QUESTION_COLUMNS.index(ANSWER)), columns.get(NA, -1)
    for number, row in beside.sheet.numbered():
        own = cell_text(_at(row, columns["id"]))
        if own in {LABELS_ONLY, QUESTIONS}:
            beside.only_to_read(number)
            continue
        slot = names.get(own) or names.get(cell_text(_at(row, columns.get(NUMBER, -1))))
        if slot is None:
            continue
        beside.known(number, columns, keys[slot])
        if slot in places_to_write:
            brought.add(slot, _at(row, answer), beside.taken(number, answer))
        if slot + NA_SIGN in places_to_write and (said := _at(row, na)) != "":
            brought.add(slot + NA_SIGN, said, beside.taken(number, na))


def _table_rows(beside: Beside, columns: Mapping[str, int], place: Place) -> Iterator[dict[str, Said]]:
    keys = [column.key for column in place.question.columns if column.key in columns]
    for number, row in beside.sheet.numbered():
        own = cell_text(_at(row, columns["id"]))
        if own == LABELS_ONLY or own.startswith(TABLE):
            beside.only_to_read(number)
            continue
        cells = {
            key: Said(value, beside.taken(number, columns[key]))
            for key in keys
            if (value := _at(row, columns[key])) != ""
        }
        if cells:
            yield cells


def _at(row: tuple[Value, ...], column: int) -> Value:
    return row[column] if 0 <= column < len(row) else ""
