"""What a spreadsheet holds, as plain values: rows by number, hidden rows, merged cells, comments."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Value = str | int | float | bool | date | datetime | time | timedelta
"""One cell. An empty cell is the empty string."""

Position = tuple[int, int]
"""Row as the spreadsheet shows it (from 1) and column (from 0)."""


@dataclass(frozen=True, slots=True)
class Span:
    """A merged range; all four ends belong to it, counted as in Position."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Floating:
    """What lies over the cells, at the one its corner stands on: the text of a box, or a picture's name."""

    row: int
    column: int
    text: str
    is_picture: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    rows: tuple[tuple[Value, ...], ...]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    spans: tuple[Span, ...] = ()
    comments: dict[Position, str] = field(default_factory=dict)
    floating: tuple[Floating, ...] = ()

    def numbered(self) -> Iterator[tuple[int, tuple[Value, ...]]]:
        """Each row with its number as the spreadsheet shows it."""
        return enumerate(self.rows, start=1)


@dataclass(frozen=True, slots=True)
class Workbook:
    kind: str
    sheets: tuple[Sheet, ...]
    properties: dict[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()


def cell_text(value: Value) -> str:  # noqa: PLR0911 - one answer for each kind of cell
    """The value as a person reads it: 7151.0 is "7151", dates are 22.11.2026, outer blanks are dropped."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value).replace(".", ",")
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.strftime("%d.%m.%Y") if midnight else value.strftime("%d.%m.%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return str(value)


def row_text(row: tuple[Value, ...]) -> str:
    """All filled cells of a row, one after the other, as one line for people."""
    return " | ".join(text for value in row if (text := cell_text(value)))


def column_letter(index: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The other way round: A is 0."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1
