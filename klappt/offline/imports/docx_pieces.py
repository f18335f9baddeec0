"""What stands in a DOCX, in its order. Tracked changes count as made; what was struck out hangs on."""

import re
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

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
_ABOUT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_BOX, _TABLE, _LINE = f"{_W}txbxContent", f"{_W}tbl", f"{_W}p"
# Word keeps a copy of each box for older programs: it would be read twice.
_APART = frozenset({_BOX, _FALLBACK})
# A tab stop in the style of a paragraph is no tab in its text.
_NO_TEXT = _APART | {f"{_W}del", f"{_W}moveFrom", f"{_W}tabs"}
_FRAME = re.compile(r"word/(?:header|footer)\d*\.xml")
_REFERENCES = {f"{_W}{name}Reference": name for name in ("comment", "footnote", "endnote")}

Hanging = dict[tuple[str, str], Loose]
"""Comments and notes, by kind and number, until the place is found that they hang on."""


def pieces_of_docx(members: Members) -> Iterator[Piece]:
    """Refused (klappt.sheets) where a part is no XML."""
    hanging = dict(_hanging(members))
    waiting = dict(hanging)
    yield from _pieces(parsed(members["word/document.xml"]), hanging, waiting)
    for name in sorted(members):
        if _FRAME.fullmatch(name):
            for piece in _pieces(parsed(members[name]), hanging, waiting):
                yield Line(piece.text, piece.loose, is_frame=True) if isinstance(piece, Line) else piece
    if waiting:
        yield Line("", tuple(waiting.values()))


def _hanging(members: Members) -> Iterator[tuple[tuple[str, str], Loose]]:
    kinds = (("comment", LooseKind.COMMENT), ("footnote", LooseKind.NOTE), ("endnote", LooseKind.NOTE))
    for name, kind in kinds:
        content = members.get(f"word/{name}s.xml")
        for each in parsed(content).iterchildren(f"{_W}{name}") if content else ():
            # Those with a type are the lines that part the notes from the text.
            if each.get(f"{_W}type") in {None, "normal"} and (text := _text(each).strip()):
                number, by = str(each.get(f"{_W}id", "")), str(each.get(f"{_W}author", ""))
                yield (name, number), Loose(kind, text, by.strip())


def _pieces(
    root: etree._Element, hanging: Mapping[tuple[str, str], Loose], waiting: Hanging
) -> Iterator[Piece]:
    for node in without(root, _APART):
        if node.tag not in {_LINE, _TABLE}:
            continue
        above = next(node.iterancestors(_TABLE), None)
        if node.tag == _TABLE:
            yield Grid(
                tuple(_row(row, hanging, waiting) for row in rows_of(node, f"{_W}tr", _TABLE)),
                is_inner=above is not None,
            )
        elif above is None:
            yield Line(_line(node), _loose(node, hanging, waiting))


def _row(
    row: etree._Element, hanging: Mapping[tuple[str, str], Loose], waiting: Hanging
) -> tuple[GridCell, ...]:
    return tuple(
        GridCell(
            said(_text(cell)),
            tuple(str(mark.get(f"{_W}name", "")) for mark in cell.iter(f"{_W}bookmarkStart")),
            _loose(cell, hanging, waiting),
        )
        for cell in rows_of(row, f"{_W}tc", f"{_W}tr")
    )


def _text(node: etree._Element) -> str:
    return "\n".join(_line(each) for each in without(node, _APART) if each.tag == _LINE)


def _line(line: etree._Element) -> str:
    return "".join(map(_sign, without(line, _NO_TEXT)))


def _sign(node: etree._Element) -> str:
    match str(node.tag).removeprefix(_W):
        case "t":
            return node.text or ""
        case "noBreakHyphen":
            return "-"
        case "tab" | "sym":
            return "\t"
        case "br" | "cr":
            return "\n"
        case _:
            return ""


def _loose(
    node: etree._Element, hanging: Mapping[tuple[str, str], Loose], waiting: Hanging
) -> tuple[Loose, ...]:
    return merged(_found(node, hanging, waiting))


def _found(
    node: etree._Element, hanging: Mapping[tuple[str, str], Loose], waiting: Hanging
) -> Iterator[Loose]:
    for each in node.iter("*"):
        if next(each.iterancestors(_FALLBACK), None) is not None:
            continue
        if name := _REFERENCES.get(str(each.tag)):
            key = name, str(each.get(f"{_W}id", ""))
            waiting.pop(key, None)
            if key in hanging:
                yield hanging[key]
        elif each.tag == _BOX:
            yield Loose(LooseKind.BOX, _text(each).strip())
        elif each.tag == f"{_W}del":
            yield Loose(LooseKind.STRUCK, _struck(each), str(each.get(f"{_W}author", "")).strip())
        elif each.tag in {_PICTURE, _OLD_PICTURE}:
            yield Loose(LooseKind.PICTURE, _name_of(each))


def _struck(node: etree._Element) -> str:
    return "".join(text.text or "" for text in node.iter(f"{_W}delText"))


def _name_of(picture: etree._Element) -> str:
    drawing = next(picture.iterancestors(f"{_W}drawing"), None)
    about = None if drawing is None else next(drawing.iter(_ABOUT), None)
    return "" if about is None else str(about.get("descr") or about.get("name") or "").strip()
