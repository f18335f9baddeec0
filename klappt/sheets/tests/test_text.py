"""CSV in any encoding and with any delimiter gives the same rows."""

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klappt.sheets.read import read_workbook
from klappt.sheets.refusals import Refused

ROWS = [
    ["Einrichtung", "Straße", "Bemerkung"],
    ["Jugendamt Mülheim", "Große Allee 3", "Öffnung: Di, Do; nachmittags"],
    ["Türkischer Verein", "", 'sagt "ja"\nund kommt'],
    ["", "", ""],
    ["VHS", "Äußere Gasse 1", ""],
]


def text(delimiter: str, end: str = "\r\n") -> str:
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter, lineterminator=end).writerows(ROWS)
    return target.getvalue()


def rows_of(data: bytes) -> list[list[object]]:
    return [list(row) for row in read_workbook(data, "Akteure.csv").sheets[0].rows]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman", "cp850"],
)
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_any_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    assert rows_of(text(delimiter).encode(encoding)) == ROWS


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end(end: str) -> None:
    data = text(";", "\n").replace("\n", end).encode()
    assert rows_of(data) == ROWS


def test_excels_own_first_line_is_no_row() -> None:
    assert rows_of(b"sep=,\r\nName,Ort\r\nVHS,Moers\r\n") == [["Name", "Ort"], ["VHS", "Moers"]]


def test_text_that_was_once_read_wrongly_is_mended() -> None:
    assert rows_of("GemeinnÃ¼tzig;KÃ¶ln\n".encode()) == [["Gemeinnützig", "Köln"]]


@given(st.binary(min_size=1, max_size=300).filter(lambda data: bool(data.strip())))
def test_no_bytes_make_the_reader_fall_over(data: bytes) -> None:
    with suppress(Refused):
        assert len({len(row) for row in read_workbook(data, "x.csv").sheets[0].rows}) <= 1
