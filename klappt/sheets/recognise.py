"""What kind of file this is, told from its content and never from its name."""

import io
import zipfile
from enum import StrEnum

import puremagic
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klappt.sheets.refusals import RefusalKind, Refused


class Kind(StrEnum):
    XLSX = "xlsx"
    ODS = "ods"
    XLS = "xls"
    TEXT = "csv"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_DOCUMENT = _("a text document")
_PRESENTATION = _("a presentation")
_OTHER_FILE = _("a file of another kind")
_FOUND: dict[str, Promise] = {
    ".pdf": _("a PDF"),
    ".png": _("a picture"),
    ".jpg": _("a picture"),
    ".jpeg": _("a picture"),
    ".gif": _("a picture"),
    ".tif": _("a picture"),
    ".tiff": _("a picture"),
    ".bmp": _("a picture"),
    ".webp": _("a picture"),
    ".rtf": _TEXT_DOCUMENT,
}


def recognise(data: bytes) -> Kind:
    """The kind of table in `data`; raises Refused for everything that is none."""
    if not data.strip():
        raise Refused(RefusalKind.EMPTY)
    if data.startswith(b"PK\x03\x04"):
        return _archive(data)
    if data.startswith(_OLE):
        return _old_office(data)
    if data.startswith((b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK", b"MZ", b"\x7fELF")):
        raise Refused(RefusalKind.WRONG_TYPE, found=_name_of(data))
    _insist_on_text(data)
    return Kind.TEXT


def _archive(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.lstrip("/").lower() for name in archive.namelist()}
            mimetype = archive.read("mimetype")[:200] if "mimetype" in names else b""
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError, ValueError) as error:
        raise Refused(RefusalKind.DAMAGED) from error
    if b"opendocument.spreadsheet" in mimetype:
        return Kind.ODS
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if "xl/workbook.bin" in names:
        raise Refused(RefusalKind.WRONG_TYPE, found=_("a binary Excel workbook (.xlsb)"))
    if b"opendocument.text" in mimetype or any(name.startswith("word/") for name in names):
        raise Refused(RefusalKind.WRONG_TYPE, found=_TEXT_DOCUMENT)
    if b"opendocument.presentation" in mimetype or any(name.startswith("ppt/") for name in names):
        raise Refused(RefusalKind.WRONG_TYPE, found=_PRESENTATION)
    raise Refused(RefusalKind.WRONG_TYPE, found=_("a ZIP archive"))


def _old_office(data: bytes) -> Kind:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage") or has("EncryptionInfo"):
        raise Refused(RefusalKind.ENCRYPTED)
    if has("_VBA_PROJECT"):
        raise Refused(RefusalKind.MACROS)
    if has("Workbook") or has("Book"):
        return Kind.XLS
    if has("WordDocument"):
        raise Refused(RefusalKind.WRONG_TYPE, found=_TEXT_DOCUMENT)
    raise Refused(RefusalKind.WRONG_TYPE, found=_OTHER_FILE)


def _insist_on_text(data: bytes) -> None:
    """A table as text holds no control characters; UTF-16 is the one encoding with zero bytes."""
    head = data[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_like_utf16(head):
        return
    control = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\r\f\x1a\x1b")
    start = head[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if control or start.startswith((b"<!doctype", b"<html", b"<?xml", b"<svg")):
        raise Refused(RefusalKind.WRONG_TYPE, found=_name_of(data))


def _looks_like_utf16(head: bytes) -> bool:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return max(even, odd) * 2 > len(head) * 0.6 and min(even, odd) * 10 < max(even, odd)


def _name_of(data: bytes) -> Promise:
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<svg")):
        return _("a web page or XML file")
    try:
        suffix = str(puremagic.from_string(data[:4096]))
    except (puremagic.PureError, ValueError):
        return _OTHER_FILE
    return _FOUND.get(suffix, _OTHER_FILE)
