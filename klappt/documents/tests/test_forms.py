"""The same document in three forms: read again by other programs, nothing lost, no text a command."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import odfdo
import pikepdf
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Office
from klappt.documents.docx import as_docx
from klappt.documents.model import Bullets, Document, Facts, Heading, Paragraph, Signatures, Table
from klappt.documents.odt import as_odt
from klappt.documents.pdf import as_pdf
from klappt.documents.tests.factories import make_document

needs_writer = pytest.mark.skipif(
    not shutil.which("lowriter"),
    reason="install LibreOffice Writer (lowriter) to have the files opened again",
)
ODD = "#set text(red) = $x$ *a* _b_ @c <d> &amp; \\ // #panic() `e` \x00\x0b\ufffe\ud800 end"
ODD_SHOWN = "#set text(red) = $x$ *a* _b_ @c <d> &amp; \\ // #panic() `e`"


def tags(data: bytes) -> list[str]:
    """The names of all elements in the tree that a screen reader walks through, in its order."""
    found: list[str] = []

    def walk(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(str(node.S).lstrip("/"))
            walk(node.get("/K", pikepdf.Array()))

    with pikepdf.open(io.BytesIO(data)) as pdf:
        walk(pdf.Root.StructTreeRoot.K)
    return found


def pdf_text(data: bytes, folder: Path) -> str:
    file = folder / "a.pdf"
    file.write_bytes(data)
    return subprocess.run(
        [shutil.which("pdftotext") or "pdftotext", "-layout", file, "-"], capture_output=True, check=True
    ).stdout.decode()


def docx_text(data: bytes) -> str:
    package = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in package.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in package.paragraphs), *cells])


def odt_text(data: bytes) -> str:
    return str(odfdo.Document(io.BytesIO(data)).get_formatted_text())


def test_the_pdf_says_that_it_is_accessible() -> None:
    with pikepdf.open(io.BytesIO(as_pdf(make_document()))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "de-DE"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.Title) == "Protokoll der Bündnis-Kerngruppe"
        with pdf.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert about["dc:title"] == "Protokoll der Bündnis-Kerngruppe"
            assert about["dc:language"] == {"de"} or "de" in str(about["dc:language"])


def test_the_pdf_has_headings_lists_and_heads_of_tables() -> None:
    found = tags(as_pdf(make_document()))
    assert [name for name in found if name[0] == "H"] == ["H1", "H1", "H1", "H2", "H3"]
    assert found.count("TH") == 3
    assert found.count("TD") == 6
    assert {"L", "LI", "Lbl", "LBody", "Table", "Caption", "P"} <= set(found)


def test_pages_are_counted_and_named(tmp_path: Path) -> None:
    rows = tuple((f"Zeile {number}", "Text " * 12) for number in range(60))
    document = make_document(blocks=(Table("", ("Was", "Wozu"), rows),))
    if not shutil.which("pdftotext"):
        pytest.skip("install poppler-utils (pdftotext) to read the pages")
    pages = pdf_text(as_pdf(document), tmp_path).split("\f")[:-1]
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert f"Seite {number} von {len(pages)}" in page
        assert "Bündnis Musterstadt" in page
        assert "Wozu" in page, "the head of the table comes again on each page"


def test_docx_has_real_styles() -> None:
    package = docx.Document(io.BytesIO(as_docx(make_document())))
    styles = [line.style.name for line in package.paragraphs if line.style]
    assert styles.count("Heading 1") == 3
    assert {"Title", "Subtitle", "Heading 2", "Heading 3", "List Bullet", "List Number", "Caption"} <= set(
        styles
    )
    (language,) = {node.get(qn("w:val")) for node in package.styles.element.iter(qn("w:lang"))}
    assert language == "de-DE"
    assert package.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert (package.core_properties.title, package.core_properties.author) == (
        "Protokoll der Bündnis-Kerngruppe",
        "Alma Ahrens",
    )
    fields = [node.get(qn("w:instr")) for node in package.sections[0].footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_each_numbered_list_of_a_docx_begins_at_one() -> None:
    two = (Bullets(("a", "b"), numbered=True), Paragraph("Pause"), Bullets(("c",), numbered=True))
    package = docx.Document(io.BytesIO(as_docx(make_document(blocks=two))))
    numbers = [
        line._p.pPr.numPr.numId.val
        for line in package.paragraphs
        if line.style and line.style.name == "List Number"
    ]
    assert numbers[0] == numbers[1] != numbers[2]


def test_odt_has_real_styles() -> None:
    package = odfdo.Document(io.BytesIO(as_odt(make_document())))
    headings = [(one.get_attribute("text:outline-level"), one.style) for one in package.body.headers]
    assert headings[-2:] == [("2", "Heading_20_2"), ("3", "Heading_20_3")]
    assert package.body.get_elements("//table:table-header-rows/table:table-row")
    assert package.meta.title == "Protokoll der Bündnis-Kerngruppe"
    assert package.meta.language == "de"
    (properties,) = package.styles.get_elements("//style:default-style/style:text-properties")
    assert (properties.get_attribute("fo:language"), properties.get_attribute("fo:country")) == ("de", "DE")
    footer = package.styles.get_element("//style:footer")
    assert footer.get_elements(".//text:page-number")
    assert footer.get_elements(".//text:page-count")


def everything(text: str) -> Document:
    return Document(
        title=text,
        header=text,
        author=text,
        lines=(text,),
        blocks=(
            Heading(1, text),
            Paragraph(text, lead=text),
            Bullets((text,)),
            Facts(((text, text),)),
            Table(text, (text,), ((text,),)),
            Signatures((text,)),
        ),
    )


def test_no_text_is_taken_for_a_command() -> None:
    """Twelve places: title, line, heading, paragraph and so on. In each it stands as it was typed."""
    document = everything(ODD)
    assert docx_text(as_docx(document)).count(ODD_SHOWN) == 12
    assert odt_text(as_odt(document)).count("#panic()") >= 10
    assert tags(as_pdf(document)).count("H1") == 1


@settings(deadline=None, max_examples=25)
@given(st.text(max_size=60))
def test_any_text_can_be_written(text: str) -> None:
    document = everything(text)
    assert as_pdf(document).startswith(b"%PDF")
    docx.Document(io.BytesIO(as_docx(document)))
    odfdo.Document(io.BytesIO(as_odt(document))).body.serialize()


@pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="install poppler-utils (pdftotext) to read the page"
)
def test_letters_of_other_scripts_do_not_stop_the_pdf(tmp_path: Path) -> None:
    """What a font can show is shown; for the rest stands a sign of its own, and the minutes go out."""
    names = ("Čović, Öztürk, Nguyễn", "Олена", "Ελένη", "👍 \U00013000 end")
    text = pdf_text(as_pdf(make_document(blocks=(Bullets(names),))), tmp_path)
    for shown in (*names[:3], "\ufffd end"):
        assert shown in text


@pytest.mark.parametrize("levels", [(3, 1), (0, 9), (1, 3, 3, 2)])
def test_no_level_of_heading_is_left_out(levels: tuple[int, ...]) -> None:
    document = make_document(blocks=tuple(Heading(level, "Wort") for level in levels))
    found = [int(name[1]) for name in tags(as_pdf(document)) if name[0] == "H"]
    assert len(found) == len(levels)
    assert all(after <= before + 1 for before, after in zip([0, *found], found, strict=False))


@pytest.mark.parametrize("write", [as_pdf, as_docx, as_odt])
def test_an_empty_document_can_be_written(write: Callable[[Document], bytes]) -> None:
    blocks = (Facts(()), Bullets(()), Bullets((), numbered=True), Table("", ("A",), ()), Signatures(()))
    for content in ((), blocks):
        assert write(Document(title="Leer", blocks=content))


@needs_writer
@pytest.mark.process
@pytest.mark.parametrize(("write", "ending"), [(as_docx, "docx"), (as_odt, "odt")])
def test_a_word_processor_opens_and_keeps_it(
    write: Callable[[Document], bytes], ending: str, office: Office
) -> None:
    """LibreOffice opens the file and saves it as ODT; headings, list, table and texts are all there."""
    again = office(write(make_document()), ending, "odt")
    body = odfdo.Document(io.BytesIO(again)).body
    assert [int(one.get_attribute("text:outline-level")) for one in body.headers] == [1, 1, 1, 2, 3]
    assert len(body.get_elements("//text:list-item")) == 5
    assert body.get_elements("//table:table-header-rows")
    text = odt_text(again)
    for words in ("Ansprechpartner*innen", "Nguyễn Thị Hoa", "die „Brücke“.", "31.01.2027", "Doris Damm"):
        assert words in text


def test_files_are_ordinary_archives() -> None:
    """What a mail filter looks at first: the type comes first in an ODT, and no macros anywhere."""
    with zipfile.ZipFile(io.BytesIO(as_odt(make_document()))) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.text"
    with zipfile.ZipFile(io.BytesIO(as_docx(make_document()))) as archive:
        assert not [name for name in archive.namelist() if "vba" in name.lower()]


def test_a_row_that_would_stand_askew_is_refused() -> None:
    with pytest.raises(ValueError, match="one cell for each column"):
        Table("", ("A", "B"), (("nur einer",),))
