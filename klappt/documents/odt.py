"""ODT, the administration's required format, with styles that a word processor knows by their names."""

import io
from collections.abc import Iterator
from pathlib import Path

from odfdo import Document as Package
from odfdo import Element, Header, List, ListItem, Span, Style
from odfdo import Paragraph as Line

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
from klappt.documents.odt_forms import entry_elements
from klappt.documents.typography import typeset
from klappt.documents.words import words

_STYLES = Path(__file__).with_name("odt_styles.xml")
_PAGE_WIDTH = 16.3
_NAME_END = "\t"


def as_odt(document: Document) -> bytes:
    """The bytes of the file."""
    document = typeset(document)
    package = Package("text")
    package.set_part("styles.xml", _STYLES.read_bytes())
    _describe(package, document)
    _frame(package, document)
    body = package.body
    body.clear()
    body.append(Line(document.title, style="Title"))
    for line in document.lines:
        body.append(Line(line, style="Subtitle"))
    choose = words(document.language).choose
    styles: set[str] = set()
    for number, block in enumerate(document.blocks):
        for element in _elements(package, block, number, choose, styles):
            body.append(element)
    target = io.BytesIO()
    package.save(target)
    return target.getvalue()


def _describe(package: Package, document: Document) -> None:
    package.meta.title = document.title
    package.meta.language = document.language
    package.meta.generator = "klappt"
    if document.keywords:
        package.meta.keyword = document.keywords
    for name, value in document.properties:
        package.meta.set_user_defined_metadata(name, value)
    if document.author:
        package.meta.creator = package.meta.initial_creator = document.author


def _frame(package: Package, document: Document) -> None:
    said = words(document.language)
    for properties in package.styles.get_elements("//style:default-style/style:text-properties"):
        properties.set_attribute("fo:language", document.language[:2])
        properties.set_attribute("fo:country", said.country)
    footer = Line(f"{said.page} ", style="Footer")
    footer.append(Element.from_tag('<text:page-number text:select-page="current">1</text:page-number>'))
    footer.append_plain_text(f" {said.of} ")
    footer.append(Element.from_tag("<text:page-count>1</text:page-count>"))
    for place, line in (("header", Line(document.header, style="Header")), ("footer", footer)):
        for element in package.styles.get_elements(f"//style:{place}"):
            element.append(line)


def _elements(
    package: Package, block: Block, number: int, choose: str, styles: set[str]
) -> Iterator[Element]:
    match block:
        case Heading():
            header = Header(block.level, block.text)
            header.style = f"Heading_20_{block.level}"
            yield header
        case Paragraph():
            yield _paragraph(block)
        case Bullets():
            yield _list(block)
        case Facts():
            yield from (_fact(name, value) for name, value in block.pairs)
        case Table():
            if block.caption:
                yield Line(block.caption, style="Caption")
            yield _table(package, block, number)
        case Signatures():
            yield from (Line(name, style="Unterschrift") for name in block.names)
        case Form() | EntryTable():
            yield from entry_elements(package, block, number, choose, styles)


def _paragraph(block: Paragraph) -> Line:
    line = Line(style="Text_20_body")
    if block.lead:
        line.append(Span(block.lead, style="Strong_20_Emphasis"))
        line.append_plain_text(" ")
    line.append_plain_text(block.text)
    return line


def _list(block: Bullets) -> List:
    bullets = List(style="Numbering_20_1" if block.numbered else "List_20_1")
    for text in block.items:
        item = ListItem()
        item.append(Line(text, style="List"))
        bullets.append(item)
    return bullets


def _fact(name: str, value: str) -> Line:
    line = Line(style="Angabe")
    line.append(Span(name.replace("\n", " "), style="Name"))
    line.append_plain_text(_NAME_END + value)
    return line


def _table(package: Package, block: Table, number: int) -> Element:
    table = Element.from_tag("table:table")
    table.set_attribute("table:name", f"{block.caption or 'Tabelle'} {number}")
    shares = block.widths or (1,) * len(block.head)
    for place, share in enumerate(shares):
        name = f"t{number}c{place}"
        style = Style("table-column", name=name, width=f"{_PAGE_WIDTH * share / sum(shares):.2f}cm")
        package.insert_style(style, automatic=True)
        column = Element.from_tag("table:table-column")
        column.set_attribute("table:style-name", name)
        table.append(column)
    _cell_styles(package)
    top = Element.from_tag("table:table-header-rows")
    top.append(_row(block.head, cell="th", style="Table_20_Heading"))
    table.append(top)
    for row in block.rows:
        table.append(_row(row, cell="td", style="Table_20_Contents"))
    return table


def _cell_styles(package: Package) -> None:
    for name, border in (("th", "1pt solid #1b1f24"), ("td", "0.5pt solid #b9c0c8")):
        style = Style("table-cell", name=name, border_bottom=border, padding="0.12cm", padding_left="0cm")
        package.insert_style(style, automatic=True)


def _row(texts: tuple[str, ...], *, cell: str, style: str) -> Element:
    row = Element.from_tag("table:table-row")
    for text in texts:
        place = Element.from_tag("table:table-cell")
        place.set_attribute("table:style-name", cell)
        place.set_attribute("office:value-type", "string")
        for line in text.split("\n"):
            place.append(Line(line, style=style))
        row.append(place)
    return row
