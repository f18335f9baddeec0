"""A text document that comes back: each answer is known by the bookmark at its label, else by its number."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _
from lxml import etree

from klappt.offline.imports.brought import Brought, Opened, Row, Said
from klappt.offline.imports.grids import Grid, GridCell, grids_of_docx, grids_of_odt, parsed
from klappt.offline.outline.names import leading_number, number_in_name
from klappt.offline.outline.places import Place, Slot, names_of, slots
from klappt.offline.outline.stamp import stamp_in
from klappt.sheets import limits
from klappt.sheets.archive import Members, unpack
from klappt.sheets.refusals import RefusalKind, Refused

_DOCX, _ODT = "word/document.xml", "content.xml"
_PROPERTIES = ("docProps/core.xml", "meta.xml")


def open_document(data: bytes) -> Opened:
    """Refused (klappt.sheets) where the file cannot be read, or does harm."""
    if len(data) > limits.FILE_BYTES:
        raise Refused(RefusalKind.TOO_LARGE, limit=limits.FILE_BYTES // limits.MEGABYTE)
    members = unpack(data)
    if _DOCX in members:
        return _opened(members, _DOCX, grids_of_docx)
    if b"encryption-data" in members.get("META-INF/manifest.xml", b""):
        raise Refused(RefusalKind.ENCRYPTED)
    if _ODT in members:
        return _opened(members, _ODT, grids_of_odt)
    raise Refused(RefusalKind.DAMAGED)


def _opened(members: Members, path: str, grids: Callable[[etree._Element], Iterator[Grid]]) -> Opened:
    root = parsed(members[path])
    about = ["".join(map(str, parsed(members[name]).itertext())) for name in _PROPERTIES if name in members]
    stamp = stamp_in(*about, "".join(map(str, root.itertext())))
    return Opened(stamp, lambda asked: _read(list(grids(root)), asked))


def _read(grids: Sequence[Grid], asked: Sequence[Place]) -> Brought:
    brought, names = Brought(), names_of(asked)
    columns = {slot.number: (place, slot) for place in asked if place.is_table for slot in slots(place)}
    for grid in grids:
        head = _head(grid, columns)
        if head is None:
            _read_form(grid, names, brought)
        else:
            place, row, slots_here = head
            rows = brought.tables.setdefault(place.question.key, [])
            rows += _table_rows(grid[row + 1 :], place, slots_here)
    return brought


def _number(cell: GridCell, known: Mapping[str, object]) -> str:
    """By the bookmark; by the number that is printed there where programs or people have lost it."""
    marked = (number for name in cell.names if (number := number_in_name(name)) in known)
    printed = leading_number(cell.text)
    return next(marked, printed if printed in known else "")


def _head(grid: Grid, columns: Mapping[str, tuple[Place, Slot]]) -> tuple[Place, int, dict[int, Slot]] | None:
    for nth, row in enumerate(grid):
        found = {
            place: columns[number] for place, cell in enumerate(row) if (number := _number(cell, columns))
        }
        if found:
            question = next(iter(found.values()))[0]
            here = {column: slot for column, (place, slot) in found.items() if place is question}
            return question, nth, here
    return None


def _table_rows(rows: Grid, place: Place, columns: Mapping[int, Slot]) -> Iterator[Row]:
    for nth, row in enumerate(rows, start=1):
        where = _("question %(number)s, row %(row)s") % {"number": place.number, "row": nth}
        cells = {
            slot.part: Said(row[column].text, where)
            for column, slot in columns.items()
            if column < len(row) and row[column].text.strip()
        }
        if cells:
            yield cells


def _read_form(grid: Grid, names: Mapping[str, str], brought: Brought) -> None:
    for row in grid:
        if len(row) < 2:
            continue
        number = _number(row[0], names)
        if number:
            text = "\n".join(cell.text for cell in row[1:] if cell.text.strip())
            brought.add(names[number], text, _("question %(number)s") % {"number": number})
