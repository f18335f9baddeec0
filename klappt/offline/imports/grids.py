"""The tables of a text document, DOCX or ODT, as plain cells with the bookmarks that stand in them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from klappt.documents.words import CHOOSE
from klappt.sheets.refusals import RefusalKind, Refused

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MOST_BLANKS = 20_000


@dataclass(frozen=True, slots=True)
class GridCell:
    text: str
    names: tuple[str, ...] = ()


Grid = list[list[GridCell]]


def parsed(content: bytes) -> etree._Element:
    """Refused where it is no XML."""
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Refused(RefusalKind.DAMAGED) from error


def grids_of_docx(document: etree._Element) -> Iterator[Grid]:
    """What was deleted while changes were tracked is left out."""
    for table in document.iter(f"{_W}tbl"):
        yield [_docx_row(row) for row in _rows(table, f"{_W}tr", f"{_W}tbl")]


def _docx_row(row: etree._Element) -> list[GridCell]:
    return [
        GridCell(
            _said("\n".join(_docx_line(line) for line in cell.iter(f"{_W}p"))),
            tuple(str(mark.get(f"{_W}name", "")) for mark in cell.iter(f"{_W}bookmarkStart")),
        )
        for cell in _rows(row, f"{_W}tc", f"{_W}tr")
    ]


def _docx_line(line: etree._Element) -> str:
    parts = []
    for node in line.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}sym", f"{_W}noBreakHyphen"):
        # A tab stop in the style of a paragraph is no tab in its text.
        above = node.getparent()
        if above is not None and above.tag == f"{_W}tabs":
            continue
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag == f"{_W}noBreakHyphen":
            parts.append("-")
        else:
            parts.append("\t" if node.tag == f"{_W}tab" else "\n")
    return "".join(parts)


def grids_of_odt(content: etree._Element) -> Iterator[Grid]:
    for deleted in content.iter(f"{_TEXT}tracked-changes"):
        deleted.clear()
    for table in content.iter(f"{_TABLE}table"):
        yield [_odt_row(row) for row in _rows(table, f"{_TABLE}table-row", f"{_TABLE}table")]


def _odt_row(row: etree._Element) -> list[GridCell]:
    marks = (f"{_TEXT}bookmark-start", f"{_TEXT}bookmark")
    return [
        GridCell(
            _said("\n".join(_odt_text(line) for line in cell.iter(f"{_TEXT}p", f"{_TEXT}h"))),
            tuple(str(mark.get(f"{_TEXT}name", "")) for mark in cell.iter(*marks)),
        )
        for cell in _rows(row, f"{_TABLE}table-cell", f"{_TABLE}table-row")
    ]


def _odt_text(node: etree._Element) -> str:
    parts = [node.text or ""]
    for child in node:
        if child.tag == f"{_TEXT}s":
            count = str(child.get(f"{_TEXT}c", "1"))
            parts.append(" " * min(int(count) if count.isdecimal() else 1, _MOST_BLANKS))
        elif child.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif child.tag not in {
            f"{_TEXT}note",
            "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation",
        }:
            parts.append(_odt_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _rows(table: etree._Element, tag: str, own: str) -> Iterable[etree._Element]:
    """Those of this table, however they are wrapped, and not those of a table inside."""
    for found in table.iter(tag):
        if next(found.iterancestors(own), None) is table:
            yield found


def _said(text: str) -> str:
    return "" if text.strip() in CHOOSE else text
