"""What people add to a DOCX or ODT beside the places for answers: each is found, with its question (C3)."""

import re

import pytest

from conftest import Office
from klappt.offline.exports.document import as_docx, as_odt
from klappt.offline.imports.brought import Stray
from klappt.offline.imports.open import open_file
from klappt.offline.outline.places import places
from klappt.offline.tests.factories import ALL, HOSTILE, assert_same, make_content, read_back
from klappt.sheets.tests.files import repacked
from klappt.worksheets.tests.factories import EVERY_KIND

DOCX = as_docx(make_content({**ALL, **HOSTILE}))
ODT = as_odt(make_content({**ALL, **HOSTILE}))
Pairs = list[tuple[str, str, str]]

W_SPACES = (
    b' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    b' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    b' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    b' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    b' xmlns:v="urn:schemas-microsoft-com:vml"'
)
BOX = (
    b"<w:r><mc:AlternateContent%s><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent><w:p><w:r>"
    b"<w:t>Im Kasten</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback>"
    b"<w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>Im Kasten</w:t></w:r></w:p></w:txbxContent>"
    b"</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>" % W_SPACES
)
PHOTO = (
    b"<w:r><w:drawing%s><wp:inline><wp:docPr id='9' name='Bild 1' descr='Foto der Tafel'/><pic:pic/>"
    b"</wp:inline></w:drawing></w:r>" % W_SPACES
)
WORD = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
COMMENTS = (
    b"<w:comments %s><w:comment w:id='3' w:author='Ceren'><w:p><w:r><w:t>Stimmt das?</w:t></w:r></w:p>"
    b"</w:comment><w:comment w:id='8' w:author='Bernd'><w:p><w:r><w:t>Ohne Anker</w:t></w:r></w:p>"
    b"</w:comment></w:comments>" % WORD
)
ONE_COMMENT = COMMENTS.replace(
    COMMENTS[COMMENTS.index(b"<w:comment ") : COMMENTS.rindex(b"<w:comment ")], b""
)
NOTES = (
    b"<w:footnotes %s><w:footnote w:id='0' w:type='separator'><w:p/></w:footnote><w:footnote w:id='2'><w:p>"
    b"<w:r><w:t>Siehe Haushalt</w:t></w:r></w:p></w:footnote></w:footnotes>" % WORD
)


def found(data: bytes) -> Pairs:
    strays: list[Stray] = open_file(data, "").read(places(EVERY_KIND)).strays
    return [(each.where, each.text, each.near) for each in strays]


def word(added: bytes, at: bytes = b"Hier", **members: bytes) -> bytes:
    """`added` stands in the first paragraph or cell after the text `at`, as Word would have it."""

    def put(xml: bytes) -> bytes:
        start = xml.index(b"</w:t></w:r>", xml.index(at)) + len(b"</w:t></w:r>")
        return xml[:start] + added + xml[start:]

    parts = {f"word/{name}.xml": content for name, content in members.items()}
    return repacked(DOCX, {"word/document.xml": put, **parts})


def text(words: str) -> bytes:
    return f"<w:r><w:t>{words}</w:t></w:r>".encode()


def own_line(words: str) -> bytes:
    return b"</w:p><w:p>" + text(words)


AIM = b"=HYPERLINK(A1)"
GOAL = b"2.1 Was ist Ihr wichtigstes Ziel?"


@pytest.mark.parametrize("data", [DOCX, ODT], ids=["docx", "odt"])
def test_a_file_nobody_touched_has_none(data: bytes) -> None:
    assert found(data) == []


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (word(own_line("Ein Absatz"), GOAL), ("Text (Frage 2.1)", "Ein Absatz", "aim")),
        (word(own_line("Vorweg"), b"Ausgabe 1"), ("Text (Anfang der Datei)", "Vorweg", "")),
        (
            word(b"<w:r><w:commentReference w:id='8'/></w:r>", AIM, comments=ONE_COMMENT),
            ("Kommentar von Bernd (Frage 2.1)", "Ohne Anker", "aim"),
        ),
        (
            word(b"<w:r><w:footnoteReference w:id='2'/></w:r>", AIM, footnotes=NOTES),
            ("Fußnote (Frage 2.1)", "Siehe Haushalt", "aim"),
        ),
        (
            word(b"<w:del w:author='Ceren'><w:r><w:delText>alt</w:delText></w:r></w:del>", AIM),
            ("gestrichen von Ceren (Frage 2.1)", "alt", "aim"),
        ),
        (word(BOX, AIM), ("Textfeld (Frage 2.1)", "Im Kasten", "aim")),
        (word(PHOTO, AIM), ("Bild (Frage 2.1)", "Foto der Tafel", "aim")),
    ],
    ids=["line", "above", "comment", "footnote", "struck", "box", "photo"],
)  # fmt: skip
def test_word_and_the_answer_beside_it_stays_as_it_is(data: bytes, wanted: tuple[str, str, str]) -> None:
    assert found(data) == [wanted]
    assert_same({**ALL, **HOSTILE}, read_back(data))


def test_a_comment_that_hangs_on_nothing_is_found_too() -> None:
    data = word(b"<w:r><w:commentReference w:id='3'/></w:r>", GOAL, comments=COMMENTS)
    assert [(where.split(" (")[0], said) for where, said, _near in found(data)] == [
        ("Kommentar von Ceren", "Stimmt das?"),
        ("Kommentar von Bernd", "Ohne Anker"),
    ]


def test_what_was_inserted_while_changes_were_tracked_is_part_of_the_answer() -> None:
    data = word(b"<w:ins w:author='Ceren'>" + text(" und Wohnen") + b"</w:ins>", AIM)
    assert read_back(data)["aim"].value == "=HYPERLINK(A1) und Wohnen"
    assert found(data) == []


def test_our_own_words_struck_out_are_no_find() -> None:
    def strike(xml: bytes) -> bytes:
        label = b"<w:t>" + GOAL + b"</w:t>"
        assert label in xml
        struck = b"<w:delText>" + GOAL + b"</w:delText>"
        return xml.replace(b"<w:r>" + label + b"</w:r>", b"<w:del><w:r>" + struck + b"</w:r></w:del>")

    assert found(repacked(DOCX, {"word/document.xml": strike})) == []


ROW = "<w:tr><w:tc><w:p>{}</w:p></w:tc><w:tc><w:p>{}</w:p></w:tc></w:tr>"


def test_a_row_of_ones_own_below_an_answer() -> None:
    def add(xml: bytes) -> bytes:
        at = xml.index(b"</w:tr>", xml.index(AIM)) + len(b"</w:tr>")
        mine = ROW.format(text("Zusatz").decode(), text("Mit dem Jugendamt").decode())
        return xml[:at] + mine.encode() + xml[at:]

    data = repacked(DOCX, {"word/document.xml": add})
    assert found(data) == [("Zeile der Tabelle (Frage 2.1)", "Zusatz | Mit dem Jugendamt", "aim")]


@pytest.mark.parametrize(("data", "space"), [(DOCX, b"w:t"), (ODT, b"text:p")], ids=["docx", "odt"])
def test_words_changed_in_what_is_only_to_read(data: bytes, space: bytes) -> None:
    member = "word/document.xml" if space == b"w:t" else "content.xml"
    changed = repacked(data, {member: lambda xml: xml.replace(b">VHS<", b">Volkshochschule<")})
    assert found(changed) == [("Tabelle (Frage 2.13)", "Volkshochschule", "actors")]


def test_a_line_in_the_head_of_the_pages() -> None:
    def add(xml: bytes) -> bytes:
        return re.sub(
            rb"<w:p[ >].*?</w:p>", lambda line: line[0] + b"<w:p>" + text("Entwurf 2") + b"</w:p>", xml
        )

    data = repacked(DOCX, {"word/header1.xml": add})
    assert [(where, said) for where, said, _near in found(data)] == [
        ("Kopf oder Fuß der Seiten", "Entwurf 2")
    ]


ODF_COMMENT = (
    "<office:annotation><dc:creator>Ceren</dc:creator><dc:date>2026-11-22T10:00:00</dc:date>"
    "<text:p>Stimmt das?</text:p></office:annotation>"
)
ODF_BOX = (
    "<draw:frame draw:name='Rahmen1' text:anchor-type='as-char'><draw:text-box><text:p>Im Kasten</text:p>"
    "</draw:text-box></draw:frame>"
)
ODF_NOTE = (
    "<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body>"
    "<text:p>Siehe Haushalt</text:p></text:note-body></text:note>"
)
ODF_PHOTO = "<draw:frame draw:name='Foto'><draw:image xlink:href='Pictures/1.png'/></draw:frame>"
ODF_STRUCK = (
    "<text:tracked-changes><text:changed-region xml:id='c1' text:id='c1'><text:deletion><office:change-info>"
    "<dc:creator>Bernd</dc:creator></office:change-info><text:p>alt</text:p></text:deletion>"
    "</text:changed-region></text:tracked-changes>"
)


def odt(added: str, *, before: str = "", changes: str = "") -> bytes:
    """`added` stands at the end of the answer to 2.1, as LibreOffice would have it."""

    def put(xml: bytes) -> bytes:
        at = xml.index(AIM) + len(AIM)
        xml = xml[:at] + added.encode() + xml[at:]
        start = xml.index(b">", xml.index(b"<office:text")) + 1
        return xml[:start] + (changes + before).encode() + xml[start:]

    return repacked(ODT, {"content.xml": put})


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (odt(ODF_COMMENT), ("Kommentar von Ceren (Frage 2.1)", "Stimmt das?", "aim")),
        (odt(ODF_NOTE), ("Fußnote (Frage 2.1)", "Siehe Haushalt", "aim")),
        (odt(ODF_BOX), ("Textfeld (Frage 2.1)", "Im Kasten", "aim")),
        (odt(ODF_PHOTO), ("Bild (Frage 2.1)", "Foto", "aim")),
        (odt("", before=ODF_BOX), ("Textfeld (Anfang der Datei)", "Im Kasten", "")),
        (odt("", before="<text:p>Vorweg</text:p>"), ("Text (Anfang der Datei)", "Vorweg", "")),
        (
            odt("<text:change text:change-id='c1'/>", changes=ODF_STRUCK),
            ("gestrichen von Bernd (Frage 2.1)", "alt", "aim"),
        ),
    ],
    ids=["comment", "footnote", "box", "photo", "page", "line", "struck"],
)  # fmt: skip
def test_odt_and_the_answer_beside_it_stays_as_it_is(data: bytes, wanted: tuple[str, str, str]) -> None:
    assert found(data) == [wanted]
    assert_same({**ALL, **HOSTILE}, read_back(data))


def test_without_the_signs_it_is_said_and_nothing_is_left_out() -> None:
    properties = re.compile(
        rb"<meta:user-defined.*?</meta:user-defined>|<cp:property .*?</cp:property>", re.DOTALL
    )
    for data, member in ((DOCX, "docProps/custom.xml"), (ODT, "meta.xml")):
        bare = repacked(data, {member: lambda xml: properties.sub(b"", xml)})
        opened = open_file(bare, "")
        assert "Zeichen verloren" in opened.notices[0]
        left = [each.text for each in opened.read(places(EVERY_KIND)).strays]
        assert "VHS | Bildung" in left
        assert not [each for each in left if each.startswith("2.1 ")], "what the questions tell is known"


@pytest.mark.process
@pytest.mark.parametrize("saved_as", ["docx", "odt"])
def test_libreoffice_saves_what_was_added_and_it_is_found(office: Office, saved_as: str) -> None:
    added = odt(ODF_COMMENT + ODF_NOTE, before="<text:p>Vorweg</text:p>")
    assert [(said, near) for _where, said, near in found(office(added, "odt", saved_as))] == [
        ("Vorweg", ""),
        ("Stimmt das?", "aim"),
        ("Siehe Haushalt", "aim"),
    ]
