"""XLSForms as a test writes them: sheets as lists of rows."""

import io

import xlsxwriter

Rows = list[list[str]]


def workbook(survey: Rows, choices: Rows | None = None, settings: Rows | None = None) -> bytes:
    """An XLSX file with these sheets; the first row of each holds the names of its columns."""
    target = io.BytesIO()
    sheets = {"survey": survey, "choices": choices, "settings": settings}
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            if rows is None:
                continue
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return target.getvalue()
