"""A text document that comes back: each answer is known by the bookmark at its label, else by its number."""

from collections.abc import Callable, Iterator, Mapping

from django.utils.translation import gettext as _

from klappt.offline.imports.brought import Opened
from klappt.offline.imports.docx_pieces import pieces_of_docx
from klappt.offline.imports.grids import Piece, parsed
from klappt.offline.imports.labels import has_labels, labels_of_document
from klappt.offline.imports.odt_pieces import pieces_of_odt
from klappt.offline.imports.reading import Reading
from klappt.offline.outline.stamp import stamp_in
from klappt.sheets import ooxml, opendocument
from klappt.sheets.archive import Members, unpack
from klappt.sheets.arriving import refuse_too_large
from klappt.sheets.refusals import RefusalKind, Refused

_DOCX, _ODT = "word/document.xml", "content.xml"
_PROPERTIES = ("docProps/core.xml", "meta.xml")


def open_document(data: bytes) -> Opened:
    """Refused (klappt.sheets) where the file cannot be read, or does harm."""
    refuse_too_large(len(data))
    members = unpack(data)
    if _DOCX in members:
        return _opened(members, _DOCX, pieces_of_docx, ooxml.read_properties(members))
    if b"encryption-data" in members.get("META-INF/manifest.xml", b""):
        raise Refused(RefusalKind.ENCRYPTED)
    if _ODT in members:
        return _opened(members, _ODT, pieces_of_odt, opendocument.read_properties(members))
    raise Refused(RefusalKind.DAMAGED)


def _opened(
    members: Members,
    path: str,
    pieces: Callable[[Members], Iterator[Piece]],
    properties: Mapping[str, str],
) -> Opened:
    about = ["\n".join(map(str, parsed(members[name]).itertext())) for name in _PROPERTIES if name in members]
    stamp = stamp_in(*about, "".join(map(str, parsed(members[path]).itertext())))
    found = list(pieces(members))
    notices = () if has_labels(properties) else (_signs_are_lost(),)
    return Opened(
        stamp, lambda asked: Reading(asked, labels_of_document(properties, asked)).read(found), notices
    )


def _signs_are_lost() -> str:
    return _(
        "The program that saved this file has lost the signs by which klappt knows its own texts. Beside the "
        "fields you may find texts that klappt wrote itself. Please leave those."
    )
