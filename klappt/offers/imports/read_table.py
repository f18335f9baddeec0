"""A spreadsheet with offers: which sheet, which columns, row by row."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from klappt.offers.imports.columns import SheetColumns, meaning_of, meanings
from klappt.offers.imports.rows import FileContent, OfferRow
from klappt.offers.selectors.sheet import MARK
from klappt.sheets.decisions import row_id
from klappt.sheets.grid import Sheet, Value, Workbook, cell_text, column_letter, row_text
from klappt.sheets.read import read_workbook
from klappt.sheets.signs import signs_of
from klappt.sheets.tables import Headings, find_headings, is_repeated, labels_of

_SAMPLES = 3
_LONGEST_NAME = 30


def read_table(data: bytes, name: str, choices: Mapping[str, Any]) -> FileContent:
    """Everything that stands in the file. Raises `Refused` for what is no table.

    `choices`: what people said that columns mean, by sheet and index.
    """
    workbook = read_workbook(data, name)
    content = FileContent(
        notices=list(workbook.notices), signs=signs_of(workbook), is_own=MARK in workbook.properties
    )
    chosen = choices.get("columns", {})
    for index, sheet in enumerate(workbook.sheets):
        if not sheet.hidden:
            _read_sheet(index, sheet, content, chosen.get(str(index), {}))
    _tell_what_is_left(workbook, content)
    return content


def _read_sheet(index: int, sheet: Sheet, content: FileContent, chosen: Mapping[str, str]) -> None:
    headings = find_headings(sheet, meaning_of) or _plain_headings(sheet)
    if headings is None or not _is_about_offers(headings):
        if any(row_text(row) for row in sheet.rows):
            words = _("Sheet “%(sheet)s”: no headings of a table of offers were found. It was left aside.")
            content.notices.append(words % {"sheet": sheet.name})
        return
    body = list(sheet.numbered())[headings.last_row :]
    found = meanings(headings.labels, chosen)
    content.columns.append(
        SheetColumns(index, sheet.name, headings.last_row, headings.labels, found, _samples(body, headings))
    )
    for number, row in body:
        _read_row(index, sheet.name, number, row, headings, found, content)


def _plain_headings(sheet: Sheet) -> Headings | None:
    """The first row with content, if it has a word for the name and else only words we do not know."""
    for number, row in sheet.numbered():
        labels = labels_of(row)
        if labels:
            return Headings(number, number, labels) if _names_offers(labels) else None
    return None


def _names_offers(labels: Mapping[int, str]) -> bool:
    return any(meaning_of(text) == "name" and len(text) < _LONGEST_NAME for text in labels.values())


def _is_about_offers(headings: Headings) -> bool:
    known = {meaning_of(label) for label in headings.labels.values()}
    return "name" in known or "key" in known


def _samples(body: Sequence[tuple[int, tuple[Value, ...]]], headings: Headings) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for index in headings.labels:
        texts = (cell_text(row[index]) for _number, row in body if index < len(row))
        found[index] = tuple(dict.fromkeys(text for text in texts if text))[:_SAMPLES]
    return found


def _read_row(
    index: int,
    sheet: str,
    number: int,
    row: tuple[Value, ...],
    headings: Headings,
    found: Mapping[int, str],
    content: FileContent,
) -> None:
    if not row_text(row) or is_repeated(row, headings, headings.labels):
        return
    texts = {column: _clean(row[column]) for column in headings.labels if column < len(row)}
    cells = {meaning: texts.get(column, "") for column, meaning in found.items() if meaning}
    extra = {
        headings.labels[column]: texts[column] for column in texts if not found[column] and texts[column]
    }
    # A column without a heading has no name to be chosen by: its cells stay out, and that is told.
    bare = (column for column in range(len(row)) if column not in headings.labels)
    extra |= {column_letter(column): text for column in bare if (text := _clean(row[column]))}
    place = _("%(sheet)s, row %(row)s") % {"sheet": sheet, "row": number}
    own_key = cells.pop("row_key", "")
    if not any(cells.values()):
        content.left_aside.append(f"{place}: {row_text(row)}")
        return
    content.rows.append(OfferRow(row_id(index, number), place, cells, own_key, extra))


def _clean(value: Value) -> str:
    """Text without special blanks; line breaks stay."""
    text = cell_text(value).replace("\xa0", " ").replace("\r\n", "\n")
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def _tell_what_is_left(workbook: Workbook, content: FileContent) -> None:
    others = [heading for row in content.rows for heading in row.extra]
    if others:
        words = _("klappt has no place for these columns and leaves them aside: %(columns)s.")
        content.notices.append(words % {"columns": ", ".join(dict.fromkeys(others))})
    if not content.rows and not content.columns and workbook.sheets:
        content.notices.append(_("No offers were found in this file."))
