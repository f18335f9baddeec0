"""What is written opens everywhere, cannot run, and reads back as it was."""

import io
import re
import zipfile

import openpyxl
import pytest

from conftest import Office
from klappt.sheets.grid import Workbook
from klappt.sheets.layout import Column, Layout, SheetLayout
from klappt.sheets.read import read_workbook
from klappt.sheets.write_csv import write_csv
from klappt.sheets.write_ods import write_ods
from klappt.sheets.write_xlsx import write_xlsx

NASTY = [
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+49 711 1",
    "-5",
    "@SUM(A1)",
    "\tTab",
    "https://example.org",
    "<b>&amp;</b>",
    "zwei\nZeilen",
    "0711",
]
SHEET = SheetLayout(
    name="Akteure & Co",
    columns=[
        Column("Schlüssel", hidden=True),
        Column("Text", 30, "Ein Hinweis"),
        Column("BKG", 8, "ja oder nein", ("ja", "nein", "?"), closed=True),
    ],
    rows=[[f"k{number}", text, "ja"] for number, text in enumerate(NASTY)],
    lines=["Titel", "Erklärung"],
    frozen_columns=2,
    spare=3,
)
OWN = SheetLayout("klappt", [Column("a")], [["x"]], hidden=True, spare=0)
LAYOUT = Layout([SHEET, OWN], "Titel", "Bündnis <1>", "22.11.2026", {"klappt-alliance": "hier"})
WRITERS = {"xlsx": write_xlsx, "ods": write_ods}


def texts(book: Workbook) -> list[object]:
    return [row[1] for row in book.sheets[0].rows[4 : 4 + len(NASTY)]]


@pytest.mark.parametrize("suffix", WRITERS)
def test_text_stays_text_and_reads_back(suffix: str) -> None:
    book = read_workbook(WRITERS[suffix](LAYOUT))
    assert [text.strip() for text in map(str, texts(book))] == [text.strip() for text in NASTY]
    assert book.sheets[0].name == "Akteure & Co"
    assert book.sheets[0].rows[3][:3] == ("Schlüssel", "Text", "BKG")
    assert [sheet.hidden for sheet in book.sheets] == [False, True]
    assert book.properties["klappt-alliance"] == "hier"


def test_no_formula_is_in_the_files() -> None:
    with zipfile.ZipFile(io.BytesIO(write_xlsx(LAYOUT))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
        assert not re.search(rb"<f[ >]|<hyperlink", sheet)
    with zipfile.ZipFile(io.BytesIO(write_ods(LAYOUT))) as archive:
        assert b"table:formula" not in archive.read("content.xml")
    for line in write_csv(SHEET).decode("utf-8-sig").split("\r\n"):
        assert not any(re.match(r'"?[=+\-@\t]', cell) for cell in line.split(";"))


def test_csv_reads_back_without_the_apostrophes() -> None:
    rows = read_workbook(write_csv(SHEET), "a.csv").sheets[0].rows
    assert [str(row[1]).strip() for row in rows[1:]] == [text.strip() for text in NASTY]


def test_excel_finds_lists_hints_protection_and_print_set_up() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_xlsx(LAYOUT)))["Akteure & Co"]
    rules = {rule.type: rule for rule in sheet.data_validations.dataValidation}
    assert rules["list"].formula1 == '"ja,nein,?"'
    assert rules["list"].prompt == "ja oder nein"
    assert sheet.protection.sheet
    assert sheet["B4"].protection.locked
    assert not sheet["B5"].protection.locked
    assert sheet.column_dimensions["A"].hidden
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.freeze_panes == "C5"


def test_libreoffice_finds_the_same_in_the_ods() -> None:
    with zipfile.ZipFile(io.BytesIO(write_ods(LAYOUT))) as archive:
        content, styles = archive.read("content.xml").decode(), archive.read("styles.xml").decode()
    assert "cell-content-is-in-list(&quot;ja&quot;;&quot;nein&quot;;&quot;?&quot;)" in content
    assert 'table:protected="true"' in content
    assert "<table:table-header-rows>" in content
    assert 'style:print-orientation="landscape"' in styles


@pytest.mark.process
@pytest.mark.parametrize(
    ("suffix", "target"), [("xlsx", "ods"), ("ods", "xlsx"), ("xlsx", "xlsx"), ("ods", "ods")]
)
def test_libreoffice_saves_it_again_without_harm(office: Office, suffix: str, target: str) -> None:
    book = read_workbook(office(WRITERS[suffix](LAYOUT), suffix, target))
    assert [text.strip() for text in map(str, texts(book))] == [text.strip() for text in NASTY]
    assert [sheet.hidden for sheet in book.sheets] == [False, True]
    assert book.properties["klappt-alliance"] == "hier"
