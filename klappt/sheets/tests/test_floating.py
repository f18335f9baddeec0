"""Boxes and pictures over the cells, and conversations at them, as real programs write them."""

import io
import zlib

import pytest
import xlsxwriter

from conftest import Office
from klappt.sheets.grid import Floating, Sheet
from klappt.sheets.read import read_workbook
from klappt.sheets.tests.files import ods, repacked, table


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


DOT = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", b"\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00")
    + chunk(b"IDAT", zlib.compress(b"\x00\x00"))
    + chunk(b"IEND", b"")
)


def with_a_box() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet("Akteure")
        sheet.write(0, 0, "Einrichtung")
        sheet.insert_textbox(3, 1, "Erste Zeile\nZweite <Zeile>")
        about = {"image_data": io.BytesIO(DOT), "description": "Foto der Tafel"}
        sheet.insert_image(6, 2, "tafel.png", about)
    return target.getvalue()


def only(data: bytes) -> Sheet:
    (sheet,) = read_workbook(data).sheets
    return sheet


def test_a_box_and_a_picture_in_xlsx() -> None:
    assert only(with_a_box()).floating == (
        Floating(4, 1, "Erste Zeile\nZweite <Zeile>"),
        Floating(7, 2, "Foto der Tafel", is_picture=True),
    )


def test_a_sheet_without_any_has_none() -> None:
    assert only(table(["Einrichtung"], ["VHS"])).floating == ()


@pytest.mark.process
@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_saved_by_libreoffice_they_are_still_there(office: Office, suffix: str) -> None:
    saved = only(office(with_a_box(), "xlsx", suffix))
    assert saved.floating[0].text == "Erste Zeile\nZweite <Zeile>"
    assert [each.is_picture for each in saved.floating] == [False, True]
    assert all("Zeile" not in str(value) for row in saved.rows for value in row), "a box is no cell"


def test_a_box_on_the_whole_sheet_in_ods() -> None:
    draw = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    box = f"<table:shapes><draw:custom-shape {draw}><text:p>Frist</text:p></draw:custom-shape></table:shapes>"
    assert only(ods(box)).floating == (Floating(1, 0, "Frist"),)


SHEET = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = b"http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
TALK = (
    b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    b'<threadedComment ref="B2" id="{1}"><text>Stimmt das?</text></threadedComment>'
    b'<threadedComment ref="B2" id="{2}" parentId="{1}"><text>Ja.</text></threadedComment></ThreadedComments>'
)
COPY = (
    b"<comments %s><commentList><comment ref='B2'><text><t>[Kommentarthread] Ihre Version von Excel "
    b"gestattet das Lesen. Kommentar: Stimmt das? Antwort: Ja.</t></text></comment><comment ref='A1'><text>"
    b"<t>[Kommentarthread] Ihre Version.\nKommentar:\n    Allein</t></text></comment></commentList>"
    b"</comments>" % SHEET
)


def test_a_conversation_of_excel_is_read_once_with_its_answers() -> None:
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="%s" Target="../threadedComments/t1.xml"/>'
        b'<Relationship Id="r2" Type="%s/comments" Target="../comments1.xml"/></Relationships>'
        % (KIND, OFFICE)
    )
    members = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations,
        "xl/threadedComments/t1.xml": TALK,
        "xl/comments1.xml": COPY,
    }
    found = only(repacked(table(["Einrichtung", "Ort"], ["VHS", "Hier"]), members)).comments
    assert found == {(2, 1): "Stimmt das?\nJa.", (1, 0): "Allein"}
