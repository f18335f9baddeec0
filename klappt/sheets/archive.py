"""Opens the zip inside XLSX and ODS only after looking at what it would do."""

import io
import re
import zipfile
import zlib
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser
from django.utils.translation import gettext as _

from klappt.sheets import limits
from klappt.sheets.refusals import RefusalKind, Refused

Members = dict[str, bytes]
"""Unpacked files by their path inside the archive."""

_CHUNK = 1024 * 1024
_XML = (".xml", ".rels", ".vml")
_MACRO_MEMBERS = re.compile(r"vbaproject\.bin$|^xl/macrosheets/|^basic/.+\.xml$|^scripts/", re.IGNORECASE)
_EMPTY_LIBRARY = re.compile(r"^basic/(script-lc|[^/]+/script-lb)\.xml$", re.IGNORECASE)


def unpack(data: bytes) -> Members:
    """All members, or Refused: too large, packed too densely, macros, entities, damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive.infolist())
            members = {info.filename.lstrip("/"): _read(archive, info) for info in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise Refused(RefusalKind.DAMAGED) from error
    except RuntimeError as error:  # zipfile's word for "needs a password"
        raise Refused(RefusalKind.ENCRYPTED) from error
    for name, content in members.items():
        if name.lower().endswith(_XML):
            _check_prologue(content)
    return members


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > limits.MEMBERS or sum(entry.file_size for entry in entries) > limits.UNPACKED_BYTES:
        raise Refused(RefusalKind.ZIP_BOMB)
    for entry in entries:
        name = entry.filename.lstrip("/")
        if _MACRO_MEMBERS.search(name) and not _EMPTY_LIBRARY.match(name):
            raise Refused(RefusalKind.MACROS)
        dense = entry.file_size > limits.MEMBER_RATIO * max(entry.compress_size, 1)
        if dense and entry.file_size > limits.RATIO_FROM_BYTES:
            raise Refused(RefusalKind.ZIP_BOMB)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Reads to the end: zipfile stops at the declared size and complains, so a lie comes out."""
    parts: list[bytes] = []
    with archive.open(entry) as stream:
        while part := stream.read(_CHUNK):
            parts.append(part)
    return b"".join(parts)


class _RootReached(Exception):
    pass


class _UntilRoot(ContentHandler):
    def startElement(self, _name: str, _attrs: object) -> None:  # noqa: N802 - the name SAX asks for
        raise _RootReached


def _check_prologue(content: bytes) -> None:
    """A document type can only stand before the root element, so reading stops there."""
    parser = DefusedExpatParser(forbid_dtd=True)
    parser.setContentHandler(_UntilRoot())
    try:
        for start in range(0, len(content), _CHUNK):
            parser.feed(content[start : start + _CHUNK])
    except _RootReached:
        return
    except DefusedXmlException as error:
        raise Refused(RefusalKind.ENTITIES) from error
    except SAXException as error:
        raise Refused(RefusalKind.DAMAGED) from error


def calls_out(members: Members) -> tuple[str, ...]:
    """What the workbook would fetch from elsewhere if a spreadsheet program opened it. klappt never does."""
    found = []
    if any("externallinks/" in name.lower() for name in members):
        found.append(
            _(
                "The file links to other workbooks. klappt followed no link and read the values "
                "that were last saved."
            )
        )
    if any(_FETCHING.search(content) for name, content in members.items() if name.lower().endswith(".xml")):
        found.append(
            _(
                "The file has formulas that fetch something from outside. klappt ran none of "
                "them and read the values that were last saved."
            )
        )
    return tuple(found)


_FETCHING = re.compile(
    rb"(?:<(?:\w+:)?f\b[^>]*>|table:formula=[\"'])[^<\"']{0,2000}?"
    rb"(?:WEBSERVICE|FILTERXML|RTD|DDE|IMPORTDATA|CALL)\s*\(|<(?:\w+:)?f\b[^>]*>[^<]{0,200}\|[^<]{0,200}!|<ddeLink|dde-source",
    re.IGNORECASE,
)
