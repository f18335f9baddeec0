"""The table as a spreadsheet: codes for what was chosen and for what is missing, empty for not asked."""

import csv
import datetime
import io
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from klappt.core.questionnaire.columns import Cell, Missing
from klappt.evaluation.selectors.data_table import DataTable
from klappt.evaluation.selectors.missing import codes_of
from klappt.evaluation.services.codebooks import codebook_sheets
from klappt.sheets.layout import Column, Layout, SheetLayout, Writable
from klappt.sheets.write_csv import harmless
from klappt.sheets.write_xlsx import write_xlsx

MOST_IN_A_CELL = 32_000
"""Spreadsheet programs take 32,767 characters in a cell."""
_FROZEN = 2


def as_csv(table: DataTable) -> bytes:
    """Semicolons, commas in numbers, ISO days: a German spreadsheet program opens it with a double click.

    With commas between the cells it would put a row into one cell and read 1.5 as the first of May. In R:
    `read.csv2`. Texts that a program might run are made harmless; numbers stay numbers.
    """
    sheet = _data(table, _Comma)
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.heading for column in sheet.columns])
    writer.writerows(
        [value.told if isinstance(value, _Comma) else harmless(value) for value in row] for row in sheet.rows
    )
    return target.getvalue().encode("utf-8-sig")


def as_xlsx(table: DataTable) -> bytes:
    """The data, and the codebook on the sheets behind."""
    today = date_format(timezone.localdate(), "SHORT_DATE_FORMAT")
    sheets = [_data(table, float), *codebook_sheets(table)]
    return write_xlsx(Layout(sheets, table.title, source="klappt", as_of=today))


def _data(table: DataTable, number: type[float]) -> SheetLayout:
    missing = [codes_of(variable) for variable in table.variables]
    columns = [Column(variable.name, hint=str(variable.label)) for variable in table.variables]
    rows = [
        [_written(cell, codes, number) for cell, codes in zip(row, missing, strict=True)]
        for row in table.rows
    ]
    return SheetLayout(_("Data"), columns, rows, frozen_columns=_FROZEN, spare=0)


def _written(cell: Cell, codes: dict[Missing, int], number: type[float]) -> Writable:
    if isinstance(cell, Missing):
        return codes.get(cell, "")
    if isinstance(cell, Decimal):
        return number(cell)
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, str) and len(cell) > MOST_IN_A_CELL:
        return cell[:MOST_IN_A_CELL] + _(" [… shortened; the whole text is in the Parquet file]")
    return cell


class _Comma(float):
    """A number that is written as it is read here; no text that could be taken for something to run."""

    told: str

    def __new__(cls, value: Decimal) -> "_Comma":
        made = super().__new__(cls, value)
        whole = value.to_integral_value()
        made.told = format(whole if value == whole else value, "f").replace(".", ",")
        return made
