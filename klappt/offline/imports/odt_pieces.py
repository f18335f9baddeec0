"""What stands in an ODT, in its order. Tracked changes count as made; what was struck out hangs on."""

from collections.abc import Iterator, Mapping

from lxml import etree

from klappt.offline.imports.grids import (
    Grid,
    GridCell,
    Line,
    Loose,
    LooseKind,
    Piece,
    merged,
    parsed,
    rows_of,
    said,
    without,
)
from klappt.sheets.archive import Members

_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_TEXT, _TABLE_SPACE, _OFFICE = f"{{{_NAMES}:text:1.0}}", f"{{{_NAMES}:table:1.0}}", f"{{{_NAMES}:office:1.0}}"
_DRAW, _STYLE = f"{{{_NAMES}:drawing:1.0}}", f"{{{_NAMES}:style:1.0}}"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_SVG = f"{{{_NAMES}:svg-compatible:1.0}}"
_COMMENT, _NOTE, _TABLE = f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TABLE_SPACE}table"
_LINES = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_SHAPES = frozenset(
    f"{_DRAW}{name}"
    for name in ("frame", "custom-shape", "rect", "ellipse", "caption", "line", "path", "polygon", "g", "a")
)
_APART = _SHAPES | {_COMMENT, _NOTE, f"{_TEXT}tracked-changes"}
_FRAMES = tuple(
    f"{_STYLE}{place}{ending}" for place in ("header", "footer") for ending in ("", "-left", "-first")
)
_MOST_BLANKS = 20_000

Struck = Mapping[str, Loose]


def pieces_of_odt(members: Members) -> Iterator[Piece]:
    """Refused (klappt.sheets) where a part is no XML."""
    content = parsed(members["content.xml"])
    struck = dict(_struck(content))
    for body in content.iter(f"{_OFFICE}text"):
        yield from _pieces(body, struck)
    styles = members.get("styles.xml")
    for frame in parsed(styles).iter(*_FRAMES) if styles else ():
        for piece in _pieces(frame, struck):
            yield Line(piece.text, piece.loose, is_frame=True) if isinstance(piece, Line) else piece


def _struck(content: etree._Element) -> Iterator[tuple[str, Loose]]:
    for region in content.iter(f"{_TEXT}changed-region"):
        for deletion in region.iterchildren(f"{_TEXT}deletion"):
            lines = (_text(line) for line in deletion.iterchildren() if line.tag in _LINES)
            by = next((str(each.text or "") for each in deletion.iter(_CREATOR)), "")
            loose = Loose(LooseKind.STRUCK, "\n".join(lines), by.strip())
            for name in (f"{_TEXT}id", "{http://www.w3.org/XML/1998/namespace}id"):
                yield str(region.get(name, "")), loose


def _pieces(body: etree._Element, struck: Struck) -> Iterator[Piece]:
    for node in without(body, _APART - _SHAPES):
        above = next(node.iterancestors(_TABLE, *_LINES, *_SHAPES), None)
        if node.tag == _TABLE and (above is None or above.tag == _TABLE):
            rows = rows_of(node, f"{_TABLE_SPACE}table-row", _TABLE)
            yield Grid(tuple(_row(row, struck) for row in rows), is_inner=above is not None)
        elif above is None and node.tag in _LINES:
            yield Line(_text(node), merged(_found(node, struck)))
        elif above is None and (node.tag in _SHAPES or node.tag == f"{_TEXT}change"):
            # On the page and not on a paragraph, or where whole paragraphs were struck out.
            yield Line("", merged(_loose_of(node, struck)))


def _row(row: etree._Element, struck: Struck) -> tuple[GridCell, ...]:
    marks = (f"{_TEXT}bookmark-start", f"{_TEXT}bookmark")
    return tuple(
        GridCell(
            said("\n".join(_text(line) for line in without(cell, _APART) if line.tag in _LINES)),
            tuple(str(mark.get(f"{_TEXT}name", "")) for mark in cell.iter(*marks)),
            merged(_found(cell, struck)),
        )
        for cell in rows_of(row, f"{_TABLE_SPACE}table-cell", f"{_TABLE_SPACE}table-row")
    )


def _text(node: etree._Element) -> str:
    parts = [node.text or ""]
    for child in node.iterchildren("*"):
        if child.tag == f"{_TEXT}s":
            count = str(child.get(f"{_TEXT}c", "1"))
            parts.append(" " * min(int(count) if count.isdecimal() else 1, _MOST_BLANKS))
        elif child.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif child.tag not in _APART:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _found(node: etree._Element, struck: Struck) -> Iterator[Loose]:
    for each in without(node, frozenset()):
        if next(each.iterancestors(*_APART), None) is None:
            yield from _loose_of(each, struck)


def _loose_of(node: etree._Element, struck: Struck) -> Iterator[Loose]:
    lines = "\n".join(_text(each) for each in node.iter(*_LINES)) if node.tag in _APART else ""
    if node.tag == _COMMENT:
        yield Loose(LooseKind.COMMENT, lines.strip(), (node.findtext(_CREATOR) or "").strip())
    elif node.tag == _NOTE:
        yield Loose(LooseKind.NOTE, lines.strip())
    elif node.tag == f"{_TEXT}change":
        if loose := struck.get(str(node.get(f"{_TEXT}change-id", ""))):
            yield loose
    elif node.tag in _SHAPES and lines.strip():
        yield Loose(LooseKind.BOX, lines.strip())
    elif node.tag in _SHAPES:
        yield from (Loose(LooseKind.PICTURE, _name_of(image)) for image in node.iter(f"{_DRAW}image"))


def _name_of(image: etree._Element) -> str:
    frame = image.getparent()
    name = "" if frame is None else frame.findtext(f"{_SVG}title") or frame.get(f"{_DRAW}name")
    return str(name or "").strip()
