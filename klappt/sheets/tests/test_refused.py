"""Hostile and wrong files: each is refused with its own reason, in words that say what to do."""

import time

import pytest
from django.utils import translation

from klappt.sheets import limits
from klappt.sheets.read import read_workbook
from klappt.sheets.refusals import RefusalKind, Refused
from klappt.sheets.tests.files import archive, ods, ods_cell, repacked, table

GOOD = table(["Einrichtung", "Telefon"], ["VHS", "02361 123"])
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><sst><si><t>&c;</t></si></sst>'
)
LATE_LAUGHS = b"<!-- " + b"x" * 3_000_000 + b" -->" + LAUGHS[21:]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512
MANY_FILES = {"xl/workbook.xml": b"<a/>", **{f"xl/{n}.xml": b"<a/>" for n in range(3000)}}
MANY = 'table:number-rows-repeated="1000000"'
MANY_ROWS = b"".join(
    b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>x</t></is></c></row>' % (n, n) for n in range(1, 100_001)
)


def refusal(data: bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        read_workbook(data, "Tabelle.xlsx")
    return caught.value


def sheet_xml(rows: bytes) -> bytes:
    return (
        b'<?xml version="1.0" encoding="UTF-8"?>'
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + rows
        + b"</sheetData></worksheet>"
    )


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", RefusalKind.EMPTY),
        (b"  \n ", RefusalKind.EMPTY),
        (b"%PDF-1.7 something", RefusalKind.WRONG_TYPE),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, RefusalKind.WRONG_TYPE),
        (b"<!DOCTYPE html><html><table><tr><td>Name", RefusalKind.WRONG_TYPE),
        (bytes(range(256)) * 4, RefusalKind.WRONG_TYPE),
        (archive({"word/document.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}), RefusalKind.WRONG_TYPE),
        (archive({"mimetype": b"application/vnd.oasis.opendocument.text"}), RefusalKind.WRONG_TYPE),
        (archive({"bilder/haus.txt": b"x"}), RefusalKind.WRONG_TYPE),
        (archive({"xl/workbook.bin": b"x"}), RefusalKind.WRONG_TYPE),
        (OLE + "WordDocument".encode("utf-16-le"), RefusalKind.WRONG_TYPE),
        (OLE + "EncryptedPackage".encode("utf-16-le"), RefusalKind.ENCRYPTED),
        (OLE + "Workbook_VBA_PROJECT".encode("utf-16-le"), RefusalKind.MACROS),
        (GOOD[: len(GOOD) // 2], RefusalKind.DAMAGED),
        (repacked(GOOD, {"xl/vbaProject.bin": b"x"}), RefusalKind.MACROS),
        (ods(ods_cell("x"), {"Basic/Standard/Module1.xml": b"<x/>"}), RefusalKind.MACROS),
        (repacked(GOOD, {"xl/styles.xml": LAUGHS}), RefusalKind.ENTITIES),
        (repacked(GOOD, {"xl/worksheets/sheet1.xml": LAUGHS}), RefusalKind.ENTITIES),
        (repacked(GOOD, {"xl/styles.xml": LATE_LAUGHS}), RefusalKind.ENTITIES),
        (repacked(GOOD, {"xl/big.xml": b"<a>" + b" " * 60_000_000 + b"</a>"}), RefusalKind.ZIP_BOMB),
        (archive(MANY_FILES), RefusalKind.ZIP_BOMB),
        (repacked(GOOD, {"xl/worksheets/sheet1.xml": sheet_xml(MANY_ROWS)}), RefusalKind.TOO_MANY_ROWS),
        (("Name;Telefon\n" + "VHS;1\n" * 100_000).encode(), RefusalKind.TOO_MANY_ROWS),
        (";".join(["x"] * 500).encode() + b"\n", RefusalKind.TOO_MANY_COLUMNS),
    ],
)  # fmt: skip
def test_refused_with_its_reason(data: bytes, kind: RefusalKind) -> None:
    refused = refusal(data)
    assert refused.kind is kind
    assert refused.message
    assert "%(" not in refused.message


def test_too_large_is_said_before_anything_is_unpacked() -> None:
    assert refusal(b"PK\x03\x04" + b"\x00" * limits.FILE_BYTES).kind is RefusalKind.TOO_LARGE


def test_one_cell_far_out_is_refused_before_the_sheet_is_unfolded() -> None:
    """A single cell at XFD1048576 would unfold to 17 thousand million cells."""
    cell = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    assert (
        refusal(repacked(GOOD, {"xl/worksheets/sheet1.xml": sheet_xml(cell)})).kind
        is RefusalKind.TOO_MANY_ROWS
    )


def test_a_sheet_in_utf16_is_refused_since_its_reach_cannot_be_seen() -> None:
    def other_encoding(old: bytes) -> bytes:
        return b"\xff\xfe" + old.decode().replace("UTF-8", "UTF-16").encode("utf-16-le")

    assert refusal(repacked(GOOD, {"xl/worksheets/sheet1.xml": other_encoding})).kind is RefusalKind.DAMAGED


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ((MANY, ods_cell("x")), RefusalKind.TOO_MANY_ROWS),
        (("", ods_cell("x", 'table:number-columns-repeated="16384"')), RefusalKind.TOO_MANY_COLUMNS),
        (('table:number-rows-repeated="viele"', ""), RefusalKind.DAMAGED),
    ],
)  # fmt: skip
def test_repeated_cells_that_would_unfold_are_refused(row: tuple[str, str], kind: RefusalKind) -> None:
    started = time.process_time()
    assert refusal(ods("<table:table-row {}>{}</table:table-row>".format(*row))).kind is kind
    assert time.process_time() - started < 2


def test_a_lie_about_the_unpacked_size_comes_out() -> None:
    data = bytearray(repacked(GOOD, {"xl/media/x.bin": b"\x01" * 100_000}))
    for start in (data.find(b"xl/media/x.bin"), data.rfind(b"xl/media/x.bin")):
        header = start - (30 if start == data.find(b"xl/media/x.bin") else 46)
        offset = 22 if start == data.find(b"xl/media/x.bin") else 24
        data[header + offset : header + offset + 4] = (10).to_bytes(4, "little")
    assert refusal(bytes(data)).kind is RefusalKind.DAMAGED


def test_the_reason_is_said_in_german() -> None:
    with translation.override("de"):
        assert "Makros" in refusal(repacked(GOOD, {"xl/vbaProject.bin": b"x"})).message
