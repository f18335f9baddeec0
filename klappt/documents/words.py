"""The few words that a document brings along itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    page: str
    of: str
    document: str
    country: str
    choose: str


_WORDS = {
    "de": Words("Seite", "von", "Dokument", "DE", "Bitte wählen"),
    "en": Words("Page", "of", "Document", "GB", "Please choose"),
}


CHOOSE = frozenset(each.choose for each in _WORDS.values())
"""What stands where nobody has chosen yet, in every language."""


def words(language: str) -> Words:
    return _WORDS.get(language[:2], _WORDS["de"])
