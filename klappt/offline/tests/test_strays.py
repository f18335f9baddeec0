"""What stands in a file beside the places for answers is shown with its place: nothing gets lost (C3)."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook as Book

from conftest import Cast, Office
from klappt.offline.exports.workbook import as_xlsx
from klappt.offline.imports.brought import Stray
from klappt.offline.imports.open import open_file
from klappt.offline.outline.places import places
from klappt.offline.tests.books import Rows, rewritten
from klappt.offline.tests.factories import ALL, HOSTILE, make_content
from klappt.offline.tests.test_pages import bring, confirm, taken_along
from klappt.returns.tests.factories import FULL, make_return
from klappt.sheets.tests.files import repacked
from klappt.worksheets.tests.factories import EVERY_KIND


def strays(data: bytes) -> dict[str, str]:
    """What was found, by its place."""
    found = open_file(data, "").read(places(EVERY_KIND)).strays
    assert len({each.where for each in found}) == len(found)
    return {each.where: each.text for each in found}


def edited(change: Callable[[Book], Any]) -> bytes:
    """As somebody at a spreadsheet program leaves it."""
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(make_content({**ALL, **HOSTILE}))))
    change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def at(book: Book, sheet: str, key: str) -> int:
    """The row of this identifier."""
    return next(cell.row for cell in book[sheet]["A"] if cell.value == key)


def test_a_file_nobody_touched_has_none() -> None:
    assert strays(as_xlsx(make_content({**ALL, **HOSTILE}))) == {}
    assert strays(edited(lambda _book: None)) == {}


def test_without_anything_hidden_the_texts_at_the_questions_are_still_ours() -> None:
    found = strays(rewritten(as_xlsx(make_content(ALL)), lambda _name, rows: rows, properties=False))
    ours = [text for place, text in found.items() if "2 Aufbau" in place or "2.11" in place]
    assert all("Blatt" in text for text in ours), "only the ways to other sheets are left"


@pytest.mark.process
def test_saved_by_libreoffice_there_are_none_either(office: Office) -> None:
    assert strays(office(as_xlsx(make_content({**ALL, **HOSTILE})), "xlsx", "ods")) == {}


def test_a_row_of_ones_own_is_shown_as_one() -> None:
    def add(book: Book) -> None:
        sheet = book["2 Aufbau"]
        sheet.cell(60, 3, "Zusatz")
        sheet.cell(60, 4, "Wir brauchen mehr Zeit.")

    assert strays(edited(add)) == {"Blatt „2 Aufbau“, Zeile 60": "Zusatz | Wir brauchen mehr Zeit."}


def test_text_beside_the_table_and_in_a_row_nobody_asks_in() -> None:
    def add(book: Book) -> None:
        sheet = book["2 Aufbau"]
        sheet.cell(at(book, "2 Aufbau", "aim"), 9, "mit dem Jugendamt klären")
        sheet.cell(at(book, "2 Aufbau", "fields"), 4, "alle")
        sheet.cell(at(book, "2 Aufbau", "plan"), 4, "liegt bei Alma")
        sheet.cell(at(book, "2 Aufbau", "fields.work"), 5, "ja")

    found = strays(edited(add))
    assert sorted(found.values()) == ["alle", "ja", "liegt bei Alma", "mit dem Jugendamt klären"]
    assert all(place.startswith("Blatt „2 Aufbau“, Zelle ") for place in found)


def test_words_changed_in_a_question_are_shown() -> None:
    def change(book: Book) -> None:
        book["2 Aufbau"].cell(at(book, "2 Aufbau", "aim"), 3, "Was ist Ihr ERSTES Ziel?")

    assert list(strays(edited(change)).values()) == ["Was ist Ihr ERSTES Ziel?"]


def test_a_sheet_of_ones_own_also_when_it_is_hidden() -> None:
    def add(book: Book) -> None:
        for name in ("Rechnung", "Beiseite"):
            book.create_sheet(name).append(["Summe", 12])
        book["Beiseite"].sheet_state = "hidden"

    assert strays(edited(add)) == {
        "Blatt „Rechnung“, Zeile 1": "Summe | 12",
        "Blatt „Beiseite“, Zeile 1": "Summe | 12",
    }


def test_beside_the_columns_of_a_table_and_in_what_is_only_to_read() -> None:
    def add(book: Book) -> None:
        table = next(sheet for sheet in book.worksheets if sheet.title.startswith("2.11"))
        table.cell(5, 6, "vertagt")
        living = next(sheet for sheet in book.worksheets if sheet.title.startswith("2.13"))
        living.cell(5, 2, "Volkshochschule")
        living.append([None, "Neuer Verein"])

    assert sorted(strays(edited(add)).values()) == ["Neuer Verein", "Volkshochschule", "vertagt"]


def test_a_remark_at_a_cell_is_shown() -> None:
    def add(book: Book) -> None:
        cell = book["2 Aufbau"].cell(at(book, "2 Aufbau", "aim"), 4)
        cell.comment = Comment("Bitte mit Bernd abstimmen", "Ceren")

    ((place, text),) = strays(edited(add)).items()
    assert place.startswith("Bemerkung an Blatt „2 Aufbau“, Zelle D")
    assert text == "Bitte mit Bernd abstimmen"


DRAWN = (
    b'<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    b'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor><xdr:from>'
    b"<xdr:col>3</xdr:col><xdr:row>%d</xdr:row></xdr:from><xdr:sp><xdr:txBody><a:p><a:r><a:t>Im Kasten</a:t>"
    b"</a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>"
)
RELATION = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r9" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" '
    b'Target="../drawings/d.xml"/></Relationships>'
)


def test_a_text_box_is_shown_with_the_question_it_lies_on() -> None:
    data = as_xlsx(make_content(ALL))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
    row = at(openpyxl.load_workbook(io.BytesIO(data)), "2 Aufbau", "members")
    relations = "xl/worksheets/_rels/sheet3.xml.rels"
    assert relations not in names
    drawn = repacked(data, {relations: RELATION, "xl/drawings/d.xml": DRAWN % (row - 1)})
    (found,) = open_file(drawn, "").read(places(EVERY_KIND)).strays
    assert found == Stray("Im Kasten", f"Textfeld (Blatt „2 Aufbau“, Zelle D{row})", "members")


def test_each_is_told_with_the_question_it_stands_closest_to() -> None:
    def add(book: Book) -> None:
        sheet = book["2 Aufbau"]
        sheet.cell(at(book, "2 Aufbau", "fields.work"), 9, "beim Bereich")
        sheet.cell(60, 3, "ganz unten")
        next(sheet for sheet in book.worksheets if sheet.title.startswith("2.11")).cell(5, 6, "vertagt")
        next(sheet for sheet in book.worksheets if sheet.title.startswith("2.13")).cell(5, 3, "Sport")
        book["Übersicht"].cell(40, 1, "vorweg")

    near = {each.text: each.near for each in open_file(edited(add), "").read(places(EVERY_KIND)).strays}
    assert near == {
        "beim Bereich": "fields",
        "ganz unten": "actors",
        "vertagt": "meetings",
        "Sport": "actors",
        "vorweg": "",
    }


def test_answers_on_a_hidden_sheet_are_answers() -> None:
    def hide(book: Book) -> None:
        book["2 Aufbau"].sheet_state = "hidden"

    assert open_file(edited(hide), "").read(places(EVERY_KIND)).said["aim"][0].value == "=HYPERLINK(A1)"


def test_whoever_reads_another_language_finds_the_answers_too(settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"
    data = rewritten(as_xlsx(make_content(ALL)), lambda _name, rows: [row[1:] for row in rows[1:]])
    assert open_file(data, "").read(places(EVERY_KIND)).said["members"][0].value == 12


def test_the_page_shows_them_and_the_receipt_keeps_them(cast: Cast, sign_in: Any) -> None:
    alma = sign_in(cast.alma)
    made = make_return(cast, answers=FULL)

    def add(name: str, rows: Rows) -> Rows:
        changed = [[*row[:3], "Wohnen"] if row and row[0] == "aim" else row for row in rows]
        return [*changed, ["", "", "Zusatz: <b>Frist</b>"]] if name == "2 Aufbau" else changed

    preview = bring(alma, made, rewritten(taken_along(alma, made), add)).url
    shown = alma.get(preview).content.decode()
    assert "Steht in der Datei neben den Feldern" in shown
    assert "Zusatz: &lt;b&gt;Frist&lt;/b&gt;" in shown
    receipt = alma.get(confirm(alma, preview).url).content.decode()
    assert "Zusatz: &lt;b&gt;Frist&lt;/b&gt;" in receipt
    assert "Zelle C" in receipt
