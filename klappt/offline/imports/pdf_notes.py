"""What somebody put upon the pages of a PDF form: notes, lines of text, stamps, strokes by hand."""

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from django.utils.translation import gettext as _

_FORM = frozenset({"/Widget", "/Link", "/Popup"})
_WITHOUT_WORDS = frozenset({"/Ink", "/Stamp", "/FileAttachment"})
"""Of these klappt tells that they are there, also when nothing is written in them."""


@dataclass(frozen=True, slots=True)
class Note:
    """`field`: the name of the one that stands closest to it."""

    page: int
    text: str
    by: str
    field: str

    @property
    def where(self) -> str:
        about = {"page": self.page, "by": self.by}
        told = _("note by %(by)s on page %(page)s") if self.by else _("note on page %(page)s")
        return told % about


def notes_in(pdf: pikepdf.Pdf) -> Iterator[Note]:
    """In the order of the pages."""
    last = ""
    for number, page in enumerate(pdf.pages, start=1):
        found = page.obj.get("/Annots")
        listed = list(found) if isinstance(found, pikepdf.Array) else []
        each = [one for one in listed if isinstance(one, pikepdf.Dictionary)]
        fields = [(name, _height(one)) for one in each if (name := _name(one))]
        for one in each:
            if str(one.get("/Subtype", "")) not in _FORM and (text := _words(one)):
                yield Note(number, text, plain_text(one.get("/T")).strip(), _closest(one, fields) or last)
        last = fields[-1][0] if fields else last


def plain_text(value: object) -> str:
    """A text in a PDF: a string, or a stream where it is long. Anything else says nothing."""
    if isinstance(value, pikepdf.Stream):
        value = _decoded(value.read_bytes())
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Array) or value is None:
        return ""
    # No database takes a zero byte.
    return str(value).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xfe\xff", b"\xff\xfe")):
        return data.decode("utf-16", "replace")
    return str(pikepdf.String(data))


def _words(note: pikepdf.Object) -> str:
    text = plain_text(note.get("/Contents")).strip()
    if text or str(note.get("/Subtype", "")) not in _WITHOUT_WORDS:
        return text
    return _("Something drawn, stamped or attached. klappt cannot read it.")


def _name(one: pikepdf.Object) -> str:
    if one.get("/Subtype") != pikepdf.Name.Widget:
        return ""
    return plain_text(one.get("/T")) or plain_text(one.get("/Parent", pikepdf.Dictionary()).get("/T"))


def _height(one: pikepdf.Object) -> float:
    """The middle of it, from the foot of the page."""
    rect = one.get("/Rect")
    if not isinstance(rect, pikepdf.Array) or len(rect) < 4:
        return 0.0
    return (float(rect[1]) + float(rect[3])) / 2


def _closest(note: pikepdf.Object, fields: list[tuple[str, float]]) -> str:
    at = _height(note)
    return min(fields, key=lambda field: abs(field[1] - at))[0] if fields else ""
