"""Tells the rows of a table apart: data, section headings, notes, totals, legends, headings said again."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from klappt.actors.imports.fields import field_heading
from klappt.actors.imports.mapping import Column
from klappt.actors.imports.roles import Role, ends_with_legal_form
from klappt.sheets.grid import Sheet, cell_text
from klappt.sheets.tables import Headings, is_repeated, labels_of


class Line(StrEnum):
    DATA = "data"
    BLANK = "blank"
    SECTION = "section"
    NOTE = "note"
    TOTAL = "total"
    LEGEND = "legend"
    REPEATED_HEADING = "repeated_heading"
    NUMBER_ONLY = "number_only"


_TOTAL = re.compile(
    r"^(?:zwischen|gesamt)?(?:summe|gesamt|insgesamt|total|anzahl)\b|^(?:gesamtsumme|gesamtzahl|zwischensumme)",
    re.IGNORECASE,
)
_LEGEND = re.compile(r"^(?:legende|zeichenerklärung|erläuterung(?:en)?|abkürzungen)\b", re.IGNORECASE)
_NOTE_START = re.compile(
    r"^(?:-+>|→|=+>|➔|►|\*|•|!|\?\?|\(!|hinweise?\b|achtung\b|anmerkung|stand\s*[:\d(]|stand$|quelle\b"
    r"|to ?do\b|noch\s|bitte\s|siehe\s|verteiler\b|erstellt\b|bearbeitet\b|zuletzt\b|letzte\s|aktualisiert"
    r"|nb:|ps:|ideen|ggf\.|evtl\.|fehlt\b|ergänzen\b)",
    re.IGNORECASE,
)
_NOTE_END = re.compile(r"(?:[!?]{2,}|!|\?)\s*$")
_SECTION_WORDS = re.compile(
    r"^(?:sonstige[sr]?|weitere[sr]?|andere[sr]?|übrige[sr]?|diverse[sr]?|verschiedene[sr]?|umwelt|gesundheit|sport|kultur|politik|verwaltung"
    r"|ehrenamt|wohnen|religion|sicherheit|polizei|justiz|medien|kommunen|städte|gemeinden|land|bund|vereine|verbände|kirchen)\b"
    r"(?:\s*(?:/|und|&|,|-)\s*[\wäöüß]+){0,3}\s*:?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known while rows are told apart; `last_solid`: the last row with several cells."""

    sheet: Sheet
    headings: Headings
    own_labels: Mapping[int, str]
    number: int | None
    name: int
    wide_rows: frozenset[int]
    last_solid: int


def start_reading(sheet: Sheet, headings: Headings, columns: Sequence[Column], last_row: int) -> Reading:
    by_role = {column.role: column.index for column in columns}
    body = range(headings.last_row + 1, last_row + 1)
    number = by_role.get(Role.NUMBER)
    solid = [row for row in body if _is_solid(labels_of(sheet.rows[row - 1]), number)]
    return Reading(
        sheet=sheet,
        headings=headings,
        own_labels=labels_of(sheet.rows[headings.last_row - 1]) if headings.first_row else {},
        number=number,
        name=by_role.get(Role.NAME, 0),
        wide_rows=frozenset(
            span.first_row for span in sheet.spans if span.last_column - span.first_column >= 2
        ),
        last_solid=max(solid, default=headings.last_row),
    )


def line_kind(reading: Reading, row: int) -> Line:
    """What the row is. What might be an actor counts as data, so that it is asked about and not lost."""
    filled = labels_of(reading.sheet.rows[row - 1])
    if not filled:
        return Line.BLANK
    if is_repeated(reading.sheet.rows[row - 1], reading.headings, reading.own_labels):
        return Line.REPEATED_HEADING
    words = {
        column: text for column, text in filled.items() if column != reading.number or not _is_count(text)
    }
    if not words:
        return Line.NUMBER_ONLY
    if len(words) > 1:
        return _several(words)
    return _one(reading, row, next(iter(words)), counted=len(filled) > 1)


def _several(words: Mapping[int, str]) -> Line:
    first = next(iter(words.values()))
    remark = _remark(first) if len(words) <= 3 else None
    return remark if remark and (remark is not Line.NOTE or first.endswith(":")) else Line.DATA


def _one(reading: Reading, row: int, column: int, *, counted: bool) -> Line:
    """`counted`: beside the one text stands a running number."""
    text = cell_text(reading.sheet.rows[row - 1][column])
    if field_heading(text):
        return Line.SECTION
    if column == reading.name and ":" not in text and ends_with_legal_form(text):
        return Line.DATA
    remark = _remark(text)
    if column == reading.name and counted:
        return remark or Line.DATA
    return remark or _single(reading, row, column, text)


def _single(reading: Reading, row: int, column: int, text: str) -> Line:
    trailing = row > reading.last_solid
    if row in reading.wide_rows or column < reading.name or column == reading.number:
        return Line.NOTE if trailing or _is_long_winded(text) else Line.SECTION
    if column > reading.name:
        loose = trailing and _after_blank(reading, row)
        return Line.NOTE if loose or _is_last_column(reading, column) else Line.DATA
    if trailing:
        loose = _after_blank(reading, row) and not _is_narrow(reading)
        return Line.NOTE if loose or _is_long_winded(text) else Line.DATA
    if _SECTION_WORDS.match(text) or text.endswith(":"):
        return Line.SECTION
    return Line.NOTE if _is_long_winded(text) else Line.DATA


def _is_solid(filled: Mapping[int, str], number: int | None) -> bool:
    words = [text for column, text in filled.items() if column != number or not _is_count(text)]
    counted = len(words) == 1 and len(filled) == 2
    return counted or (len(words) > 1 and not _remark(words[0]))


def _remark(text: str) -> Line | None:
    if _TOTAL.match(text):
        return Line.TOTAL
    if _LEGEND.match(text):
        return Line.LEGEND
    return Line.NOTE if _NOTE_START.match(text) else None


def _is_long_winded(text: str) -> bool:
    return len(text) > 100 or bool(_NOTE_END.search(text)) or bool(re.search(r":\s.*,", text))


def _is_count(text: str) -> bool:
    return text.rstrip(".").isdigit()


def _is_last_column(reading: Reading, column: int) -> bool:
    return column == max(reading.headings.labels, default=-1) and column > reading.name + 1


def _is_narrow(reading: Reading) -> bool:
    """Beside the name there is one column at most: a name alone is then an ordinary row."""
    return 0 < len(set(reading.headings.labels) - {reading.number}) <= 2


def _after_blank(reading: Reading, row: int) -> bool:
    """Whether a blank row stands between the table and this row."""
    between = range(reading.last_solid + 1, row)
    return any(not any(cell_text(value) for value in reading.sheet.rows[number - 1]) for number in between)
