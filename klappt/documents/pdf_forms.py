"""Makes fields of the places a typeset PDF has for them, tagged, named and filled with what stands there."""

import io
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from klappt.documents.model import Document, Entry, EntryKind, EntryTable, Form, Heading

ON = "/Yes"
_SIGN = "klappt:"
_SIZE, _LEADING = 10, 13
_LINE_HEIGHT, _LEAST_LINES, _MOST_LINES, _SIGNS_IN_A_LINE = 17, 5, 40, 90
_MULTILINE, _COMBO = 1 << 12, 1 << 17
_LOOK = f"/Helv {_SIZE} Tf 0.106 0.122 0.141 rg"
_PRINTED = 4


def height_of(entry: Entry) -> int:
    """In points: room for what stands there and some more."""
    if entry.kind is not EntryKind.LINES:
        return _LINE_HEIGHT
    lines = sum(1 + len(line) // _SIGNS_IN_A_LINE for line in entry.text.split("\n"))
    return _LEADING * min(max(lines + 2, _LEAST_LINES), _MOST_LINES) + 4


def with_entries(made: bytes, document: Document) -> bytes:
    """The same PDF with a field at each place to write in."""
    entries = {entry.name: (heading, entry) for heading, entry in _entries(document)}
    target = io.BytesIO()
    with Pdf.open(io.BytesIO(made)) as pdf:
        fields = Array()
        for page in pdf.pages:
            page.obj.Tabs = Name.S
            for link in page.obj.get("/Annots", Array()):
                name = str(link.get("/A", Dictionary()).get("/URI", "")).removeprefix(_SIGN)
                if name in entries:
                    _become_field(pdf, link, *entries[name])
                    fields.append(link)
        _tag(pdf)
        # Names of fonts that every program has: it draws what is typed, in whatever signs.
        fonts = Dictionary(
            Helv=Dictionary(
                Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
            ),
            ZaDb=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.ZapfDingbats),
        )
        pdf.Root.AcroForm = Dictionary(
            Fields=fields, NeedAppearances=True, DA=String(_LOOK), DR=Dictionary(Font=fonts)
        )
        pdf.save(target, deterministic_id=True)
    return target.getvalue()


def _entries(document: Document) -> Iterator[tuple[str, Entry]]:
    """Each with the heading above it: a screen reader says both when the field is reached."""
    heading = document.title
    for block in document.blocks:
        if isinstance(block, Form):
            yield from ((heading, entry) for entry in block.entries)
        elif isinstance(block, EntryTable):
            yield from ((heading, entry) for row in block.rows for entry in row)
        else:
            heading = block.text if isinstance(block, Heading) else heading


def _become_field(pdf: Pdf, link: Object, heading: str, entry: Entry) -> None:
    for key in ("/A", "/Border", "/Contents"):
        if key in link:
            del link[key]
    link.Subtype = Name.Widget
    link.F = _PRINTED
    link.T = String(entry.name)
    link.TU = String(f"{heading}: {entry.label}")
    if entry.kind is EntryKind.TICK:
        _tick(pdf, link, ticked=bool(entry.text))
        return
    link.DA = String(_LOOK)
    link.V = String(entry.text)
    if entry.kind is EntryKind.CHOICE:
        link.FT, link.Ff = Name.Ch, _COMBO
        link.Opt = Array([String(word) for word in (" ", *entry.choices)])
    else:
        link.FT = Name.Tx
        if entry.kind is EntryKind.LINES:
            link.Ff = _MULTILINE


def _tick(pdf: Pdf, link: Object, *, ticked: bool) -> None:
    """Its cross is drawn by lines: no font is needed for it."""
    left, bottom, right, top = (float(edge) for edge in link.Rect)
    width, height = right - left, top - bottom
    cross = (
        f"1.4 w 0.106 0.122 0.141 RG 2.5 2.5 m {width - 2.5:.2f} {height - 2.5:.2f} l "
        f"2.5 {height - 2.5:.2f} m {width - 2.5:.2f} 2.5 l S"
    )
    link.FT = Name.Btn
    link.V = link.AS = Name(ON if ticked else "/Off")
    pictures = {ON: cross, "/Off": ""}
    link.AP = Dictionary(
        N=Dictionary(
            {
                state: Stream(
                    pdf,
                    drawn.encode(),
                    Type=Name.XObject,
                    Subtype=Name.Form,
                    BBox=Array([0, 0, width, height]),
                    Resources=Dictionary(),
                )
                for state, drawn in pictures.items()
            }
        )
    )


def _tag(pdf: Pdf) -> None:
    """What was read out as a link is read out as a field."""
    for element in _elements(pdf.Root.StructTreeRoot.get("/K")):
        if element.get("/S") == Name.Link and any(_is_field(kid) for kid in _kids(element.get("/K"))):
            element.S = Name.Form


def _elements(kids: Object | None) -> Iterator[Object]:
    waiting = list(_kids(kids))
    while waiting:
        element = waiting.pop()
        if isinstance(element, Dictionary) and "/S" in element:
            yield element
            waiting.extend(_kids(element.get("/K")))


def _kids(kids: Object | None) -> list[Object]:
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def _is_field(kid: Object) -> bool:
    if not isinstance(kid, Dictionary) or kid.get("/Type") != Name.OBJR:
        return False
    return bool(kid.Obj.get("/Subtype") == Name.Widget)
