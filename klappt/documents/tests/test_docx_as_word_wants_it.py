"""What Word insists on and other programs forgive: parts, relations, the order inside controls."""

import io
import posixpath
import zipfile

import pytest
from lxml import etree

from klappt.documents.docx import as_docx
from klappt.documents.model import Document, Entry, EntryKind, EntryTable, Form, Heading

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
# CT_SdtPr, ISO/IEC 29500-1 17.5.2.38; what kind it is comes last.
ORDER = [f"{W}{name}" for name in ("alias", "tag", "id", "lock", "dropDownList")] + [f"{W14}checkbox"]


def entry(number: int, kind: EntryKind, text: str = "") -> Entry:
    return Entry(f"k_{number}", f"{number} Größe „{number}“", kind, text, ("Ja", "Nein", "Weiß nicht"))


@pytest.fixture(scope="module")
def package() -> zipfile.ZipFile:
    kinds = (EntryKind.TICK, EntryKind.CHOICE, EntryKind.LINE, EntryKind.LINES)
    entries = tuple(entry(number, kinds[number % 4]) for number in range(40))
    rows = tuple(
        (entry(100 + row, EntryKind.CHOICE, "Ja"), entry(200 + row, EntryKind.LINE)) for row in range(20)
    )
    table = EntryTable(("k_90", "k_91"), ("Wer", "Was"), rows)
    blocks = (Heading(1, "Fragen"), Form(entries), Form(entries[:0]), table)
    return zipfile.ZipFile(io.BytesIO(as_docx(Document(title="Arbeitshilfe", blocks=blocks))))


@pytest.fixture(scope="module")
def body(package: zipfile.ZipFile) -> etree._Element:
    return etree.fromstring(package.read("word/document.xml"))


def test_every_part_has_a_type_and_every_relation_a_part(package: zipfile.ZipFile) -> None:
    names = set(package.namelist())
    types = etree.fromstring(package.read("[Content_Types].xml"))
    endings = {each.get("Extension") for each in types.iter("{*}Default")}
    parts = {str(each.get("PartName")).lstrip("/") for each in types.iter("{*}Override")}
    assert parts <= names
    assert all(
        name in parts or name.rpartition(".")[2] in endings for name in names - {"[Content_Types].xml"}
    )
    for name in (each for each in names if each.endswith(".rels")):
        folder = posixpath.dirname(posixpath.dirname(name))
        relations = etree.fromstring(package.read(name))
        own = [each.get("Id") for each in relations]
        assert len(set(own)) == len(own)
        for each in relations:
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, str(each.get("Target"))))
                assert target.lstrip("/") in names, (name, target)


def test_each_control_has_a_number_of_its_own_and_its_parts_in_order(body: etree._Element) -> None:
    controls = list(body.iter(f"{W}sdt"))
    assert len(controls) == 20 + 20
    numbers = [int(str(each.find(f"{W}sdtPr/{W}id").get(f"{W}val"))) for each in controls]  # type: ignore[union-attr] # there is one
    assert len(set(numbers)) == len(numbers)
    assert all(0 < number < 2**31 for number in numbers)
    for control in controls:
        assert [each.tag for each in control] == [f"{W}sdtPr", f"{W}sdtContent"]
        places = [ORDER.index(str(each.tag)) for each in control[0]]
        assert places == sorted(places)
        # Inside a line of text only runs may stand in a control.
        assert control.getparent().tag == f"{W}p"  # type: ignore[union-attr] # it has one
        assert {each.tag for each in control[1]} == {f"{W}r"}


def test_lists_hold_each_word_once_and_names_are_short(body: etree._Element) -> None:
    for words in body.iter(f"{W}dropDownList"):
        values = [str(each.get(f"{W}value")) for each in words]
        assert len(set(values)) == len(values)
        assert all(values)
    for tag in ("alias", "tag"):
        assert all(len(str(each.get(f"{W}val"))) <= 64 for each in body.iter(f"{W}{tag}"))


def test_marks_are_pairs_with_names_word_takes(body: etree._Element) -> None:
    starts = {each.get(f"{W}id"): str(each.get(f"{W}name")) for each in body.iter(f"{W}bookmarkStart")}
    ends = [each.get(f"{W}id") for each in body.iter(f"{W}bookmarkEnd")]
    assert sorted(map(str, starts)) == sorted(map(str, ends))
    assert len(set(starts.values())) == len(starts)
    assert all(name[0].isalpha() and len(name) <= 40 for name in starts.values())


def test_every_cell_ends_with_a_line_and_no_table_is_empty(body: etree._Element) -> None:
    assert all(cell[-1].tag == f"{W}p" for cell in body.iter(f"{W}tc"))
    for table in body.iter(f"{W}tbl"):
        columns = len(list(table.iter(f"{W}gridCol")))
        assert all(len(row.findall(f"{W}tc")) == columns for row in table.iter(f"{W}tr"))
        assert table.find(f"{W}tr") is not None, "Word takes a table without rows for damage"
