"""Writes a worksheet as XLSX. Every text is written as text: nothing becomes a formula or a link."""

import io

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from klappt.sheets.layout import Column, Layout, SheetLayout

_A4 = 9
_ALLOWED = {
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
    "objects": True,
}


def write_xlsx(layout: Layout) -> bytes:
    """The bytes of the file. Lists, hints, protected headings, print set-up and properties included."""
    target = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": layout.title, "company": layout.source})
        for name, value in layout.properties.items():
            book.set_custom_property(name, value, "text")
        formats = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "line": book.add_format({"font_color": "#555555"}),
            "heading": book.add_format(
                {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E3E9F0", "bottom": 1}
            ),
            "entry": book.add_format({"text_wrap": True, "valign": "top", "locked": False}),
        }
        for sheet in layout.sheets:
            _write_sheet(book.add_worksheet(sheet.name), sheet, formats)
            _set_print(book.get_worksheet_by_name(sheet.name), sheet, layout)
    return target.getvalue()


def _write_sheet(target: Worksheet, sheet: SheetLayout, formats: dict[str, Format]) -> None:
    for index, column in enumerate(sheet.columns):
        target.set_column(index, index, column.width, formats["entry"], {"hidden": column.hidden})
    for row, line in enumerate(sheet.lines):
        style = formats["title" if row == 0 else "line"]
        target.set_row(row, None, style)
        target.write_string(row, _first_visible(sheet), line, style)
    for index, column in enumerate(sheet.columns):
        target.write_string(sheet.heading_row, index, column.heading, formats["heading"])
        _help(target, sheet, index, column)
    for row, values in enumerate(sheet.rows, start=sheet.heading_row + 1):
        for index, value in enumerate(values):
            if isinstance(value, bool):
                target.write_boolean(row, index, value, formats["entry"])
            elif isinstance(value, str):
                target.write_string(row, index, value, formats["entry"]) if value else None
            else:
                target.write_number(row, index, value, formats["entry"])
    if sheet.hidden:
        target.very_hidden()
    elif sheet.columns:
        target.freeze_panes(sheet.heading_row + 1, sheet.frozen_columns)
        target.autofilter(sheet.heading_row, 0, sheet.last_row, len(sheet.columns) - 1)
        target.protect("", _ALLOWED)


def _first_visible(sheet: SheetLayout) -> int:
    return next((index for index, column in enumerate(sheet.columns) if not column.hidden), 0)


def _help(target: Worksheet, sheet: SheetLayout, index: int, column: Column) -> None:
    if column.hidden or not (column.hint or column.choices):
        return
    rule = {
        "input_title": column.heading[:32],
        "input_message": column.hint[:255],
        "error_type": "stop" if column.closed else "information",
        "error_title": column.heading[:32],
        "error_message": column.hint[:255] or column.heading,
    }
    kind = {"validate": "list", "source": list(column.choices)} if column.choices else {"validate": "any"}
    target.data_validation(sheet.heading_row + 1, index, sheet.last_row, index, {**kind, **rule})


def _set_print(target: Worksheet | None, sheet: SheetLayout, layout: Layout) -> None:
    if target is None or sheet.hidden:
        return
    target.set_landscape()
    target.set_paper(_A4)
    target.fit_to_pages(1, 0)
    target.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    target.repeat_rows(sheet.heading_row)
    source = layout.source.replace("&", "&&")
    target.set_footer(f"&L{source}&C{layout.as_of}&R&P / &N")
