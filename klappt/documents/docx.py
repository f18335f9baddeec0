"""DOCX with the styles a word processor knows: headings, lists, captions, heads of tables that come again."""

import io
from datetime import UTC, datetime
from pathlib import Path

import docx
from docx.document import Document as Package
from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import _Row as Row
from docx.text.paragraph import Paragraph as Line
from lxml import etree

from klappt.documents.docx_forms import add_entries
from klappt.documents.model import (
    Block,
    Bullets,
    Document,
    EntryTable,
    Facts,
    Form,
    Heading,
    Paragraph,
    Signatures,
    Table,
)
from klappt.documents.typography import typeset
from klappt.documents.words import words

_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_OF_USERS = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FOLDER = Path(__file__).parent
_TEXT_WIDTH = 16.3
_NUMBERED = 1


def as_docx(document: Document) -> bytes:
    """The bytes of the file."""
    document = typeset(document)
    package = docx.Document()
    _dress(package, f"{document.language[:2]}-{words(document.language).country}")
    _drop_picture(package)
    _describe(package, document)
    _frame(package, document)
    package.add_paragraph(document.title, style="Title")
    for line in document.lines:
        package.add_paragraph(line, style="Subtitle")
    for block in document.blocks:
        _add(package, block, words(document.language).choose)
    target = io.BytesIO()
    package.save(target)
    return target.getvalue()


def _describe(package: Package, document: Document) -> None:
    properties = package.core_properties
    properties.title = document.title
    properties.author = properties.last_modified_by = document.author
    properties.language = document.language
    properties.comments = ""
    properties.keywords = document.keywords
    properties.created = properties.modified = datetime.now(UTC)
    if document.properties:
        _note(package, document.properties)


def _note(package: Package, properties: tuple[tuple[str, str], ...]) -> None:
    """Properties of one's own, which the library knows nothing of."""
    root = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap={"cp": _CUSTOM, "vt": _TYPES})
    for number, (name, value) in enumerate(properties, start=2):  # 0 and 1 are taken by the format
        about = {"fmtid": _OF_USERS, "pid": str(number), "name": name}
        item = etree.SubElement(root, f"{{{_CUSTOM}}}property", about)
        etree.SubElement(item, f"{{{_TYPES}}}lpwstr").text = value
    content = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    whole = package.part.package
    kind = CONTENT_TYPE.OFC_CUSTOM_PROPERTIES
    whole.relate_to(Part(PackURI("/docProps/custom.xml"), kind, content, whole), RELATION.CUSTOM_PROPERTIES)


def _dress(package: Package, language: str) -> None:
    """Our own styles and lists take the place of those the library brings along."""
    styles = package.styles.element
    styles[:] = list(parse_xml((_FOLDER / "docx_styles.xml").read_bytes()))
    for tongue in styles.iter(qn("w:lang")):
        tongue.set(qn("w:val"), language)
    package.part.numbering_part.element[:] = list(parse_xml((_FOLDER / "docx_numbering.xml").read_bytes()))
    settings = package.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), language)
    hyphens = OxmlElement("w:autoHyphenation")
    settings.find(qn("w:defaultTabStop")).addnext(hyphens)
    (section,) = package.sections
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.left_margin = Cm(2.5)
    section.bottom_margin = section.right_margin = Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.3)


def _drop_picture(package: Package) -> None:
    """The library's own template brings a small picture of a page that is not ours."""
    relations = package.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        relations.pop(key)


def _frame(package: Package, document: Document) -> None:
    said = words(document.language)
    (section,) = package.sections
    section.header.paragraphs[0].text = document.header
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{said.page} ")
    _field(footer, "PAGE")
    footer.add_run(f" {said.of} ")
    _field(footer, "NUMPAGES")


def _field(line: Line, name: str) -> None:
    """A number that the word processor keeps right by itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    field.append(line.add_run("1")._r)
    line._p.append(field)


def _add(package: Package, block: Block, choose: str) -> None:
    match block:
        case Heading():
            package.add_paragraph(block.text, style=f"Heading {block.level}")
        case Paragraph():
            _paragraph(package, block)
        case Bullets():
            _list(package, block)
        case Facts():
            _facts(package, block)
        case Table():
            _table(package, block)
        case Signatures():
            _sign(package, block)
        case Form() | EntryTable():
            add_entries(package, block, choose)


def _paragraph(package: Package, block: Paragraph) -> None:
    line = package.add_paragraph()
    if block.sticky:
        line.paragraph_format.keep_with_next = True
    if block.lead:
        line.add_run(block.lead, style="Strong")
        line.add_run(" ")
    line.add_run(block.text)


def _facts(package: Package, block: Facts) -> None:
    for name, value in block.pairs:
        line = package.add_paragraph(style="Angabe")
        line.add_run(name.replace("\n", " "), style="Name")
        line.add_run(f"\t{value}")


def _sign(package: Package, block: Signatures) -> None:
    for name in block.names:
        # Lines above paragraphs that touch become one.
        package.add_paragraph().paragraph_format.keep_with_next = True
        package.add_paragraph(name, style="Unterschrift")


def _list(package: Package, block: Bullets) -> None:
    if not block.numbered:
        for item in block.items:
            package.add_paragraph(item, style="List Bullet")
        return
    number = _own_count(package)
    for item in block.items:
        line = package.add_paragraph(item, style="List Number")
        reference = OxmlElement("w:numId")
        reference.set(qn("w:val"), str(number))
        counted = OxmlElement("w:numPr")
        counted.append(reference)
        line._p.get_or_add_pPr().append(counted)


def _own_count(package: Package) -> int:
    """A numbering that begins at 1: without it the second list would go on where the first ended."""
    number = package.part.numbering_part.element.add_num(_NUMBERED)
    number.add_lvlOverride(0).add_startOverride(1)
    return int(number.numId)


def _table(package: Package, block: Table) -> None:
    if block.caption:
        package.add_paragraph(block.caption, style="Caption")
    table = package.add_table(rows=0, cols=len(block.head), style="Lines")
    table.autofit = False
    shares = block.widths or (1,) * len(block.head)
    widths = [Cm(_TEXT_WIDTH * share / sum(shares)) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    head = table.add_row()
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    _fill(head, block.head, widths, style="Table Heading")
    for texts in block.rows:
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        _fill(row, texts, widths, style="Table Contents")
    # Two tables that touch become one in a word processor.
    package.add_paragraph(style="Table Contents")


def _fill(row: Row, texts: tuple[str, ...], widths: list[Cm], *, style: str) -> None:
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = width
        cell.paragraphs[0].text = text
        cell.paragraphs[0].style = style
