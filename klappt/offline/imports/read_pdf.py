"""A PDF form that comes back: each answer is known by the name of its field."""

import io
import re
from collections.abc import Iterator, Sequence

import pikepdf
from django.utils.translation import gettext as _

from klappt.offline.imports.brought import Brought, Opened, Said, Stray
from klappt.offline.imports.pdf_notes import Note, notes_in, plain_text
from klappt.offline.outline.names import number_in_name
from klappt.offline.outline.places import Place, Slot, names_of, questions_by_slot, slots
from klappt.offline.outline.stamp import stamp_in
from klappt.sheets.arriving import refuse_too_large
from klappt.sheets.refusals import RefusalKind, Refused

_ROW = re.compile(r".*r(\d{1,3})")
_DEEPEST = 8


def open_pdf(data: bytes) -> Opened:
    """Refused (klappt.sheets) where it cannot be read. Nothing in it is run or fetched."""
    refuse_too_large(len(data))
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            keywords = plain_text(pdf.trailer.get("/Info", pikepdf.Dictionary()).get("/Keywords"))
            notes = list(notes_in(pdf))
            fields = list(_fields(pdf.Root.get("/AcroForm", pikepdf.Dictionary()).get("/Fields"), ""))
    except pikepdf.PasswordError as error:
        raise Refused(RefusalKind.ENCRYPTED) from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Refused(RefusalKind.DAMAGED) from error
    return Opened(stamp_in(keywords), lambda asked: _read(fields, notes, asked))


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
    if field.get("/FT") == pikepdf.Name.Btn:
        return "" if str(value) in {"/Off", "Off", "", "None"} else "x"
    if isinstance(value, pikepdf.Array):
        return "\n".join(plain_text(each) for each in value)
    return plain_text(value)


def _read(fields: Sequence[tuple[str, str]], notes: Sequence[Note], asked: Sequence[Place]) -> Brought:
    brought, names, keys = Brought(), names_of(asked), questions_by_slot(asked)
    columns = {slot.number: (place, slot) for place in asked if place.is_table for slot in slots(place)}
    rows: dict[str, dict[int, dict[str, Said]]] = {}
    near = ""
    for name, text in fields:
        number = number_in_name(name)
        if number in columns:
            near = columns[number][0].question.key
            brought.strays += _put(rows, *columns[number], name, text)
        elif number in names:
            near = keys.get(names[number], near)
            brought.add(names[number], text, _("question %(number)s") % {"number": number})
        elif text.strip():
            brought.strays.append(
                Stray(text.strip(), _("field “%(name)s” of the form") % {"name": name}, near)
            )
    for key, found in rows.items():
        brought.tables[key] = [found[row] for row in sorted(found) if found[row]]
    for note in notes:
        number = number_in_name(note.field)
        place = columns[number][0].question.key if number in columns else keys.get(names.get(number, ""), "")
        brought.strays.append(Stray(note.text, note.where, place))
    return brought


def _put(
    rows: dict[str, dict[int, dict[str, Said]]], place: Place, slot: Slot, name: str, text: str
) -> Iterator[Stray]:
    """Gives what stands in a cell that is taken: two forms in one file have each field twice."""
    found = _ROW.fullmatch(name)
    row = int(found[1]) if found else 0
    cells = rows.setdefault(place.question.key, {}).setdefault(row, {})
    if not text.strip():
        return
    where = _("question %(number)s, row %(row)s") % {"number": place.number, "row": row}
    there = cells.setdefault(slot.part, Said(text, where))
    if there.value != text:
        yield Stray(text.strip(), where, place.question.key)
