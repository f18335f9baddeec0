"""Reads a population out of a CSV: one column for each attribute, empty = unknown, and `count`."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from klappt.core.catalogue import Problem, Reason
from klappt.core.catalogue.conditions import read_value
from klappt.core.catalogue.fields import as_whole
from klappt.core.catalogue.problems import Problems, shown
from klappt.core.conditions import Attribute, Kind, Value
from klappt.core.populations.table import UNKNOWN_COUNT, Column, Population

COUNT = "count"
_TRUTH = {
    "true": True,
    "yes": True,
    "ja": True,
    "1": True,
    "false": False,
    "no": False,
    "nein": False,
    "0": False,
}
_DECIMAL = re.compile(r"-?[0-9]{1,30}(?:[.,][0-9]{1,30})?")
_GERMAN_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One thing that is wrong: in which row of the file (the heading is row 1) and in which column."""

    row: int
    column: str
    reason: Reason
    values: dict[str, str] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return f"row {self.row}: {Problem(self.column, self.reason, self.values)}"


class PopulationErrors(ValueError):
    """Everything that is wrong with a table, row by row; nothing of it was taken over."""

    def __init__(self, problems: tuple[CellProblem, ...]) -> None:
        super().__init__("; ".join(map(str, problems[:20])))
        self.problems = problems


def read_population(source: str | bytes, attributes: Sequence[Attribute]) -> Population:
    """A population out of the text of a CSV. Raises `PopulationErrors` with every row that is wrong.

    Columns are parted by comma, semicolon or tab; bytes are UTF-8, or Windows-1252 as spreadsheets write it.
    Without a column `count` every row is one head; an empty count is unknown.
    """
    return _read_rows(_rows(_text(source)), attributes)


def _text(source: str | bytes) -> str:
    if isinstance(source, str):
        return source.removeprefix("\ufeff")
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError:
        return source.decode("cp1252", "replace")


class _Cells:
    """One column on its way in: each different text is read once."""

    def __init__(self, name: str, attribute: Attribute | None) -> None:
        self.name = name
        self._attribute = attribute
        self._codes: dict[str, int] = {}
        self._wrong: dict[str, Problem] = {}
        self.values: list[Value | None] = []
        self.codes: list[int] = []

    def add(self, cell: str) -> Problem | None:
        """Takes one cell; a problem where it cannot be read."""
        if cell not in self._codes:
            self._codes[cell] = len(self.values)
            self.values.append(self._read(cell))
        self.codes.append(self._codes[cell])
        return self._wrong.get(cell)

    def _read(self, cell: str) -> Value | None:
        text = cell.strip()
        if not text:
            return None
        problems = Problems()
        if self._attribute is None:
            found: Value | None = Fraction(as_whole(_as_json(text, Kind.NUMBER), self.name, problems) or 0)
        else:
            raw = _as_json(text, self._attribute.kind)
            found = read_value(raw, self.name, problems, self._attribute)
        if problems.found:
            self._wrong[cell] = problems.found[0]
        return found


def _as_json(text: str, kind: Kind) -> object:
    """A cell as the file format of catalogues would have it; what does not look like it stays a text."""
    if kind is Kind.BOOLEAN:
        return _TRUTH.get(text.lower(), text)
    if kind is Kind.NUMBER and _DECIMAL.fullmatch(text):
        return Fraction(text.replace(",", "."))
    if kind is Kind.DATE and (parts := _GERMAN_DAY.fullmatch(text)):
        return f"{parts[3]}-{parts[2]:0>2}-{parts[1]:0>2}"
    return text


def _read_rows(rows: Iterator[tuple[int, list[str]]], attributes: Sequence[Attribute]) -> Population:
    heading = [name.strip() for name in next(rows, (1, []))[1]]
    known: dict[str, Attribute | None] = {**{one.key: one for one in attributes}, COUNT: None}
    problems = list(_check_heading(heading, known))
    if problems:
        raise PopulationErrors(tuple(problems))
    columns = [_Cells(name, known[name]) for name in heading]
    size = 0
    for number, row in rows:
        size += 1
        if len(row) != len(columns):
            values = {"found": str(len(row)), "expected": str(len(columns))}
            problems.append(CellProblem(number, "", Reason.CELLS, values))
            continue
        found = [column.add(cell) for column, cell in zip(columns, row, strict=True)]
        problems += [CellProblem(number, p.place, p.reason, dict(p.values)) for p in found if p]
    if problems:
        raise PopulationErrors(tuple(problems))
    return _population(columns, size, attributes)


def _population(columns: list[_Cells], size: int, attributes: Sequence[Attribute]) -> Population:
    read = {one.name: Column(tuple(one.values), np.array(one.codes, np.intp)) for one in columns}
    heads = read.pop(COUNT, None)
    counts = np.ones(size, np.int64)
    if heads is not None:
        each = [value.numerator if isinstance(value, Fraction) else UNKNOWN_COUNT for value in heads.values]
        counts = np.array(each, np.int64).take(heads.codes)
    return Population(tuple(attributes), read, counts)


def _check_heading(heading: list[str], known: Mapping[str, object]) -> Iterator[CellProblem]:
    if not heading:
        yield CellProblem(1, "", Reason.MISSING)
    for place, name in enumerate(heading):
        if name not in known:
            yield CellProblem(1, name, Reason.UNKNOWN_ATTRIBUTE, {"value": shown(name)})
        elif name in heading[:place]:
            yield CellProblem(1, name, Reason.DUPLICATE, {"value": name})


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, each with the number of its last line."""
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, row
    except csv.Error as error:
        values = {"line": str(reader.line_num), "column": "1"}
        raise PopulationErrors((CellProblem(reader.line_num, "", Reason.NOT_TABLE, values),)) from error
