"""The four fields, however people write them."""

import re
from functools import cache

from rapidfuzz import fuzz

MIGRATION = "Migration und Integration"
WORK = "Arbeit und Wirtschaft"
SOCIAL = "Soziales"
EDUCATION = "Bildung"
FIELDS = (MIGRATION, WORK, SOCIAL, EDUCATION)

_EXACT = {
    "migration": MIGRATION,
    "integration": MIGRATION,
    "mui": MIGRATION,
    "mi": MIGRATION,
    "migrationundintegration": MIGRATION,
    "arbeit": WORK,
    "wirtschaft": WORK,
    "auw": WORK,
    "aw": WORK,
    "arbeitundwirtschaft": WORK,
    "soziales": SOCIAL,
    "sozial": SOCIAL,
    "soziale": SOCIAL,
    "soz": SOCIAL,
    "bildung": EDUCATION,
    "bild": EDUCATION,
}
_STEMS = {
    "migrat": MIGRATION,
    "integrat": MIGRATION,
    "zuwander": MIGRATION,
    "arbeit": WORK,
    "wirtschaft": WORK,
    "beschäftigung": WORK,
    "sozial": SOCIAL,
    "bildung": EDUCATION,
    "schul": EDUCATION,
}
_FILLING = {
    "und",
    "u",
    "bereich",
    "feld",
    "handlungsfeld",
    "rechtskreis",
    "themenfeld",
    "der",
    "des",
    "im",
    "für",
}
_NUMBERING = re.compile(r"^\s*(?:[ivx]{1,4}|[a-d]|\d{1,2})\s*[.):-]\s*", re.IGNORECASE)


@cache
def field_heading(text: str) -> str | None:
    """The field whose name this is and nothing else: "SOZIALES:", "2. Arbeit/Wirtschaft", "AuW".

    For section rows, where "Bildungswerk Kolping" must stay an institution."""
    words = _words(text)
    if not words or len(words) > 3:
        return None
    joined = _EXACT.get("".join(words))
    found = {_EXACT.get(word) for word in words}
    if joined:
        return joined
    return found.pop() if len(found) == 1 else None


@cache
def field_of(text: str) -> str | None:
    """The field a cell in a field column means, forgiving of typing errors; None if it could be two."""
    exact = field_heading(text)
    if exact:
        return exact
    words = _words(text)
    found = {field for word in words for stem, field in _STEMS.items() if _shares_stem(word, stem)}
    if len(found) == 1:
        return found.pop()
    if found:
        return None
    joined = " ".join(words)
    close = [field for field in FIELDS if joined and fuzz.ratio(joined, " ".join(_words(field))) >= 82]
    return close[0] if len(close) == 1 else None


def _shares_stem(word: str, stem: str) -> bool:
    """ "Migrationsarbeit" begins with the stem, "Migr." is the beginning of it."""
    return word.startswith(stem) or (3 <= len(word) < len(stem) and stem.startswith(word))


def _words(text: str) -> list[str]:
    text = _NUMBERING.sub("", text.casefold())
    return [word for word in re.findall(r"[a-zäöüß]+", text) if word not in _FILLING]
