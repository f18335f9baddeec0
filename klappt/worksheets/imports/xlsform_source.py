"""The rows of an XLSForm with names of columns as pyxform knows them, and the text of each cell untouched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyxform import aliases
from pyxform.parsing.sheet_headers import process_header
from pyxform.question import MultipleChoiceQuestion, Option
from pyxform.survey import Survey
from pyxform.xls2json_backends import get_xlsform
from pyxform.xls2xform import convert

Path = tuple[str, ...]
"""A column: `("label",)`, `("label", "Deutsch (de)")`, `("bind", "relevant")`."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet, counted as the spreadsheet does; cells that are empty are left out."""

    number: int
    cells: Mapping[Path, str]

    def get(self, *path: str) -> str:
        return self.cells.get(path, "")


@dataclass(frozen=True, slots=True)
class Form:
    survey: tuple[Row, ...]
    choices: tuple[Row, ...]
    settings: tuple[Row, ...]
    further: tuple[str, ...]
    """Sheets that are no part of what klappt reads."""


def read_form(data: bytes, file_type: str) -> Form:
    """Checked by pyxform from end to end. Raises PyXFormError."""
    convert(xlsform=data, file_type=file_type)
    book = get_xlsform(xlsform=data, file_type=file_type)
    read = {"survey", "choices", "settings"}
    names = tuple(book.sheet_names or ())
    return Form(
        survey=_rows(book.survey, book.survey_header, aliases.survey_header, _SURVEY),
        choices=_rows(book.choices, book.choices_header, aliases.list_header, _CHOICES),
        settings=_rows(book.settings, book.settings_header, aliases.settings_header, _SETTINGS),
        further=tuple(name for name in names if name.lower() not in read and len(names) > 1),
    )


_SURVEY = frozenset(MultipleChoiceQuestion.get_slot_names())
_CHOICES = frozenset(Option.get_slot_names())
_SETTINGS = frozenset(Survey.get_slot_names())


def _rows(
    rows: Sequence[Mapping[str, Any]] | None,
    headers: Sequence[Mapping[str, Any]] | None,
    known_by: Mapping[str, Any],
    columns: frozenset[str],
) -> tuple[Row, ...]:
    names = _names(rows or (), headers or ())
    double = any("::" in name for name in names)
    paths: dict[str, Path] = {
        name: tuple(process_header(name, double, dict(known_by), columns)[1]) for name in names
    }
    return tuple(
        Row(number, {paths[name]: str(cell) for name, cell in row.items() if name and cell not in (None, "")})
        for number, row in enumerate(rows or (), start=2)
    )


def _names(rows: Iterable[Mapping[str, Any]], headers: Iterable[Mapping[str, Any]]) -> list[str]:
    found = [name for header in headers for name in header]
    return list(dict.fromkeys([*found, *(name for row in rows for name in row if name)]))
