"""Writes one sheet as CSV that opens in a German spreadsheet program and runs nothing there."""

import csv
import io
import re

from klappt.sheets.layout import FORMULA_STARTS, SheetLayout, Writable

_PREFIXED = re.compile(r"'[=+\-@\t\r]")


def write_csv(sheet: SheetLayout) -> bytes:
    """Headings and rows, no lines above. Semicolons, UTF-8 with its mark, formulas made harmless."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(column.heading) for column in sheet.columns])
    writer.writerows([harmless(value) for value in row] for row in sheet.rows)
    return target.getvalue().encode("utf-8-sig")


def harmless(value: Writable) -> Writable:
    """An apostrophe before what a program might run; read back without it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def without_prefix(text: str) -> str:
    return text[1:] if _PREFIXED.match(text) else text
