"""What calamine does not tell about an ODS: hidden rows, merged cells, comments, properties, reach."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from klappt.sheets import limits
from klappt.sheets.archive import Members
from klappt.sheets.grid import Floating, Position, Span
from klappt.sheets.refusals import RefusalKind, Refused

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


@dataclass(slots=True)
class Extras:
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    spans: list[Span] = field(default_factory=list)
    comments: dict[Position, str] = field(default_factory=dict)
    floating: list[Floating] = field(default_factory=list)


def read_extras(members: Members) -> dict[str, Extras]:
    """By sheet name. Refuses sheets whose repeated cells would unfold to more than any table holds."""
    content = members.get("content.xml", b"")
    hidden_styles = _hidden_table_styles(content)
    extras: dict[str, Extras] = {}
    try:
        for table in _tables(content):
            name = table.get(f"{_TABLE}name", "")
            found = Extras(hidden=table.get(f"{_TABLE}style-name") in hidden_styles)
            _read_table(table, name, found)
            extras[name] = found
            table.clear()
    except etree.XMLSyntaxError as error:
        raise Refused(RefusalKind.DAMAGED) from error
    return extras


def read_properties(members: Members) -> dict[str, str]:
    """The user-defined properties."""
    content = members.get("meta.xml")
    if content is None:
        return {}
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise Refused(RefusalKind.DAMAGED) from error
    return {item.get(f"{_META}name", ""): item.text or "" for item in root.iter(f"{_META}user-defined")}


def _tables(content: bytes) -> Iterator[etree._Element]:
    events = etree.iterparse(
        io.BytesIO(content), events=("end",), tag=f"{_TABLE}table", resolve_entities=False, no_network=True
    )
    for _event, table in events:
        yield table


def _hidden_table_styles(content: bytes) -> set[str]:
    styles = etree.iterparse(
        io.BytesIO(content),
        events=("end",),
        tag="{*}automatic-styles",
        resolve_entities=False,
        no_network=True,
    )
    try:
        for _event, section in styles:
            return {
                style.get("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}name", "")
                for style in section.iter("{*}style")
                if any(item.get(f"{_TABLE}display") == "false" for item in style.iter("{*}table-properties"))
            }
    except etree.XMLSyntaxError as error:
        raise Refused(RefusalKind.DAMAGED) from error
    return set()


def _read_table(table: etree._Element, name: str, found: Extras) -> None:
    for shapes in table.iterchildren(f"{_TABLE}shapes"):
        _read_shapes(shapes, (1, 0), found)
    number = 1
    for row in table.iter(f"{_TABLE}table-row"):
        repeated = _count(row, "number-rows-repeated")
        filled = _read_row(row, name, number, found)
        if filled and number + repeated - 1 > limits.ROWS:
            raise Refused(RefusalKind.TOO_MANY_ROWS, sheet=name, limit=limits.ROWS)
        if filled and row.get(f"{_TABLE}visibility") in ("collapse", "filter"):
            found.hidden_rows.update(range(number, number + repeated))
        number += repeated


def _read_shapes(parent: etree._Element, place: Position, found: Extras) -> None:
    """What lies over the cells: boxes people wrote into, and pictures."""
    for shape in parent.iterchildren(f"{_DRAW}*"):
        lines = ["".join(str(part) for part in line.itertext()) for line in shape.iter(f"{_TEXT}p")]
        if text := "\n".join(lines).strip():
            found.floating.append(Floating(*place, text))
        elif next(shape.iter(f"{_DRAW}image"), None) is not None:
            name = shape.findtext(f"{_SVG}title") or shape.get(f"{_DRAW}name") or ""
            found.floating.append(Floating(*place, name.strip(), is_picture=True))


def _read_row(row: etree._Element, name: str, number: int, found: Extras) -> bool:
    column, filled = 0, False
    for cell in row.iterchildren(*_CELLS):
        repeated = _count(cell, "number-columns-repeated")
        if len(cell):
            filled = True
            if column + repeated > limits.COLUMNS:
                raise Refused(RefusalKind.TOO_MANY_COLUMNS, sheet=name, limit=limits.COLUMNS)
            _read_cell(cell, (number, column), found)
        column += repeated
    return filled


def _read_cell(cell: etree._Element, place: Position, found: Extras) -> None:
    across, down = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
    if across > 1 or down > 1:
        row, column = place
        found.spans.append(Span(row, column, row + min(down, limits.ROWS) - 1, column + across - 1))
    for note in cell.iterchildren(f"{_OFFICE}annotation"):
        lines = ["".join(str(part) for part in line.itertext()) for line in note.iter(f"{_TEXT}p")]
        if text := "\n".join(lines).strip():
            found.comments[place] = text
    _read_shapes(cell, place, found)


def _count(element: etree._Element, attribute: str) -> int:
    try:
        return max(1, int(element.get(f"{_TABLE}{attribute}", "1")))
    except ValueError as error:
        raise Refused(RefusalKind.DAMAGED) from error
