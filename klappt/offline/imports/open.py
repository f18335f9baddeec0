"""Opens what comes back, by what it is and never by its name."""

from klappt.offline.imports.brought import Opened
from klappt.offline.imports.read_book import open_book


def open_file(data: bytes, name: str) -> Opened:
    """Refused (klappt.sheets) where the file cannot be read, with what to do."""
    return open_book(data, name)
