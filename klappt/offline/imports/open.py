"""Opens what comes back, by what it is and never by its name."""

import io
import zipfile

from klappt.offline.imports.brought import Opened
from klappt.offline.imports.read_book import open_book
from klappt.offline.imports.read_document import open_document
from klappt.offline.imports.read_pdf import open_pdf


def open_file(data: bytes, name: str) -> Opened:
    """Refused (klappt.sheets) where the file cannot be read, with what to do."""
    if data.startswith(b"%PDF"):
        return open_pdf(data)
    return open_document(data) if _is_text_document(data) else open_book(data, name)


def _is_text_document(data: bytes) -> bool:
    """Damaged archives count as tables: reading those says what is the matter."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:200] if "mimetype" in names else b""
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError, ValueError):
        return False
    return "word/document.xml" in names or b"opendocument.text" in kind
