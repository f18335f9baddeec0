"""The few words that a document brings along itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    page: str
    of: str
    document: str
    country: str


_WORDS = {"de": Words("Seite", "von", "Dokument", "DE"), "en": Words("Page", "of", "Document", "GB")}


def words(language: str) -> Words:
    return _WORDS.get(language[:2], _WORDS["de"])
