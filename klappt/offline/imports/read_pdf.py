"""A PDF form that comes back: each answer is known by the name of its field."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence

import pikepdf
from django.utils.translation import gettext as _

from klappt.offline.imports.brought import Brought, Opened, Said
from klappt.offline.outline.names import number_in_name
from klappt.offline.outline.places import Place, Slot, names_of, slots
from klappt.offline.outline.stamp import stamp_in
from klappt.sheets import limits
from klappt.sheets.refusals import RefusalKind, Refused

_ROW = re.compile(r".*r(\d{1,3})")
_DEEPEST = 8
_WRITTEN = frozenset({"/Text", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Caret"})


def open_pdf(data: bytes) -> Opened:
    """Refused (klappt.sheets) where it cannot be read. Nothing in it is run or fetched."""
    if len(data) > limits.FILE_BYTES:
        raise Refused(RefusalKind.TOO_LARGE, limit=limits.FILE_BYTES // limits.MEGABYTE)
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            keywords = str(pdf.trailer.get("/Info", pikepdf.Dictionary()).get("/Keywords", ""))
            notes = list(_notes(pdf))
            fields = dict(_fields(pdf.Root.get("/AcroForm", pikepdf.Dictionary()).get("/Fields"), ""))
    except pikepdf.PasswordError as error:
        raise Refused(RefusalKind.ENCRYPTED) from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Refused(RefusalKind.DAMAGED) from error
    return Opened(stamp_in(keywords), lambda asked: _read(fields, notes, asked))


def _notes(pdf: pikepdf.Pdf) -> Iterator[tuple[int, str]]:
    """What somebody wrote upon the pages, beside the fields: notes and lines of text, by page."""
    for number, page in enumerate(pdf.pages, start=1):
        found = page.obj.get("/Annots")
        for each in found if isinstance(found, pikepdf.Array) else ():
            if isinstance(each, pikepdf.Dictionary) and str(each.get("/Subtype", "")) in _WRITTEN:
                text = str(each.get("/Contents", "")).replace("\r", "\n").strip()
                if text:
                    yield number, text


def _fields(kids: object, above: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Names and what stands there. A program may have put fields of one name below one another."""
    if not isinstance(kids, pikepdf.Array) or depth > _DEEPEST:
        return
    for field in kids:
        name = str(field.get("/T", "")) or above
        if "/Kids" in field and "/V" not in field:
            yield from _fields(field.Kids, name, depth + 1)
        elif name:
            yield name, _value(field)


def _value(field: pikepdf.Object) -> str:
    value = field.get("/V")
    if value is None or isinstance(value, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream):
        return ""
    if field.get("/FT") == pikepdf.Name.Btn:
        return "" if str(value) in {"/Off", "Off", ""} else "x"
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


def _read(fields: Mapping[str, str], notes: Sequence[tuple[int, str]], asked: Sequence[Place]) -> Brought:
    brought, names = Brought(), names_of(asked)
    brought.strays += [Said(text, _("note on page %(page)s") % {"page": page}) for page, text in notes]
    columns = {slot.number: (place, slot) for place in asked if place.is_table for slot in slots(place)}
    rows: dict[str, dict[int, dict[str, Said]]] = {}
    for name, text in fields.items():
        number = number_in_name(name)
        if number in columns:
            _put(rows, *columns[number], name, text)
        elif number in names:
            brought.add(names[number], text, _("question %(number)s") % {"number": number})
    for key, found in rows.items():
        brought.tables[key] = [found[row] for row in sorted(found) if found[row]]
    return brought


def _put(rows: dict[str, dict[int, dict[str, Said]]], place: Place, slot: Slot, name: str, text: str) -> None:
    found = _ROW.fullmatch(name)
    row = int(found[1]) if found else 0
    cells = rows.setdefault(place.question.key, {}).setdefault(row, {})
    if text.strip():
        where = _("question %(number)s, row %(row)s") % {"number": place.number, "row": row}
        cells[slot.part] = Said(text, where)
