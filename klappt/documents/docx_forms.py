"""Places to write in as a word processor knows them: cells, lists to choose from, boxes to tick.

Each label carries a bookmark. Programs drop the tags of content controls when they save; bookmarks stay.
"""

from collections.abc import Iterator
from zlib import crc32

from docx.document import Document as Package
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from docx.table import _Cell as Cell
from lxml import etree

from klappt.documents.model import Entry, EntryKind, EntryTable, Form

_TEXT_WIDTH = 16.3
_WIDE, _NARROW = (4.3, 12.0), (12.0, 4.3)
_TICK_SPACE = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_PLAIN, _HEADING = "TableContents", "TableHeading"
TICKED, OPEN = "☒", "☐"


def add_entries(package: Package, block: Form | EntryTable, choose: str) -> None:
    if isinstance(block, Form):
        _add_form(package, block, choose)
    else:
        _add_table(package, block, choose)


def _add_form(package: Package, form: Form, choose: str) -> None:
    if not form.entries:
        return  # Word takes a table without rows for damage.
    table = package.add_table(rows=0, cols=2, style="Lines")
    table.autofit = False
    widths = [Cm(width) for width in (_WIDE if form.wide else _NARROW)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for entry in form.entries:
        label, place = table.add_row().cells
        for cell, width in zip((label, place), widths, strict=True):
            cell.width = width
        _label(label, entry.label, entry.name, _PLAIN)
        _fill(place, entry, choose)
    package.add_paragraph(style="Table Contents")


def _add_table(package: Package, block: EntryTable, choose: str) -> None:
    table = package.add_table(rows=0, cols=len(block.head), style="Lines")
    table.autofit = False
    shares = block.widths or (1,) * len(block.head)
    widths = [Cm(_TEXT_WIDTH * share / sum(shares)) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    head = table.add_row()
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, text, name, width in zip(head.cells, block.head, block.names, widths, strict=True):
        cell.width = width
        _label(cell, text, name, _HEADING)
    for entries in block.rows:
        row = table.add_row()
        for cell, entry, width in zip(row.cells, entries, widths, strict=True):
            cell.width = width
            _fill(cell, entry, choose)
    package.add_paragraph(style="Table Contents")


def _label(cell: Cell, text: str, name: str, style: str) -> None:
    line = cell.paragraphs[0]
    # By its key: looking a style up by its name takes most of the time of a long form.
    line._p.style = style
    number = str(crc32(name.encode()) & 0x7FFF_FFFF)
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:name"), name)
    for mark in (start, end):
        mark.set(qn("w:id"), number)
    line._p.append(start)
    line.add_run(text)
    line._p.append(end)


def _fill(cell: Cell, entry: Entry, choose: str) -> None:
    line = cell.paragraphs[0]
    line._p.style = _PLAIN
    match entry.kind:
        case EntryKind.CHOICE:
            line._p.append(_control(entry, entry.text or choose, _list(entry, choose)))
        case EntryKind.TICK:
            line._p.append(_control(entry, TICKED if entry.text else OPEN, _box(ticked=bool(entry.text))))
        case _:
            first, *rest = entry.text.split("\n")
            line.add_run(first)
            for text in rest:
                cell.add_paragraph(text, style="Table Contents")


def _control(entry: Entry, shown: str, kind: Iterator[etree._Element]) -> etree._Element:
    """A content control around one run; it cannot be deleted by mistake."""
    control = OxmlElement("w:sdt")
    about, inside, run, text = (OxmlElement(f"w:{tag}") for tag in ("sdtPr", "sdtContent", "r", "t"))
    # In the order the format asks for. Without a number Word gives one, and takes the file for changed.
    own = str(1 + (crc32(entry.name.encode()) & 0x3FFF_FFFF))
    about_it = {"alias": entry.label[:64], "tag": entry.name, "id": own, "lock": "sdtLocked"}
    for tag, value in about_it.items():
        element = OxmlElement(f"w:{tag}")
        element.set(qn("w:val"), value)
        about.append(element)
    about.extend(kind)
    text.text = shown
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(text)
    inside.append(run)
    control.extend((about, inside))
    return control


def _list(entry: Entry, choose: str) -> Iterator[etree._Element]:
    choices = OxmlElement("w:dropDownList")
    for value in (choose, *entry.choices):
        item = OxmlElement("w:listItem")
        item.set(qn("w:displayText"), value)
        item.set(qn("w:value"), value)
        choices.append(item)
    yield choices


def _box(*, ticked: bool) -> Iterator[etree._Element]:
    yield parse_xml(
        f'<w14:checkbox {_TICK_SPACE} {nsdecls("w")}><w14:checked w14:val="{int(ticked)}"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
    )
