"""The three forms in which a worksheet leaves the house."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from klappt.sheets.layout import Column, Layout, SheetLayout
from klappt.sheets.write_csv import write_csv
from klappt.sheets.write_ods import write_ods
from klappt.sheets.write_xlsx import write_xlsx

_CELL_LIMIT = 32_000
_LIST_LIMIT = 255


class Format(StrEnum):
    XLSX = "xlsx"
    ODS = "ods"
    CSV = "csv"


CONTENT_TYPES = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Format.CSV: "text/csv; charset=utf-8",
}


def written(layout: Layout, file_format: Format) -> bytes:
    """The bytes; CSV holds the first sheet only."""
    if file_format is Format.CSV:
        return write_csv(layout.sheets[0])
    return write_ods(layout) if file_format is Format.ODS else write_xlsx(layout)


def fitting(choices: Iterable[str]) -> tuple[str, ...]:
    """Excel allows 255 characters for a list; a longer one would make the file unreadable there."""
    kept: list[str] = []
    for choice in choices:
        if "," not in choice and len(",".join([*kept, choice])) <= _LIST_LIMIT:
            kept.append(choice)
    return tuple(kept)


def short(text: str) -> str:
    """As much as a cell can hold in every program."""
    return text[:_CELL_LIMIT]


def one_list(
    name: str, columns: Sequence[Column], rows: Iterable[Sequence[str]], *, of: str, as_of: str
) -> Layout:
    """A list as a page shows it, `of` whom or what: one sheet, nothing to add to it."""
    kept = [[short(text) for text in row] for row in rows]
    sheet = SheetLayout(name, columns, kept, frozen_columns=1, spare=0)
    return Layout(sheets=[sheet], title=f"{name}: {of}", source=of, as_of=as_of)
