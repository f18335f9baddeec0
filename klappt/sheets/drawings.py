"""What lies over the cells of an XLSX: boxes people wrote into, and pictures."""

from collections.abc import Iterator

from lxml import etree

from klappt.sheets import limits
from klappt.sheets.grid import Floating

_SHEET = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ANCHORS = tuple(f"{_SHEET}{kind}Anchor" for kind in ("twoCell", "oneCell", "absolute"))


def floating_in(drawing: etree._Element) -> Iterator[Floating]:
    """One for each box with a text and for each picture; shapes without either are ornament."""
    for anchor in drawing.iterchildren(*_ANCHORS):
        row, column = _corner(anchor)
        for shape in anchor.iter(f"{_SHEET}sp"):
            lines = ["".join(_runs(line)) for line in shape.iter(f"{_DRAWING}p")]
            if text := "\n".join(lines).strip():
                yield Floating(row, column, text)
        for picture in anchor.iter(f"{_SHEET}pic"):
            about = next(picture.iter(f"{_SHEET}cNvPr"), None)
            name = "" if about is None else str(about.get("descr") or about.get("name") or "")
            yield Floating(row, column, name.strip(), is_picture=True)


def _runs(line: etree._Element) -> Iterator[str]:
    for node in line.iter(f"{_DRAWING}t", f"{_DRAWING}br"):
        yield "\n" if node.tag == f"{_DRAWING}br" else node.text or ""


def _corner(anchor: etree._Element) -> tuple[int, int]:
    """Counted from 0 in the file. Far outside, or not said: the first cell."""
    found = [anchor.findtext(f"{_SHEET}from/{_SHEET}{name}", "") for name in ("row", "col")]
    row, column = (int(each) if each.isdecimal() and len(each) < 8 else 0 for each in found)
    return min(row, limits.ROWS) + 1, min(column, limits.COLUMNS)
