"""What in a free text would tell who wrote it. Finds the usual forms, not all: somebody still reads."""

import re
from enum import StrEnum

MOST_DIGITS = 6  # a number with more digits is a phone number, a date of birth or a file


class Trace(StrEnum):
    MAIL = "mail"
    NUMBER = "number"
    FILE = "file"
    NAME = "name"


_YEARS = re.compile(r"\b(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d\b")
_MAIL = re.compile(r"\S+@\S+|(?<!\w)@\w{2,}|\bhttps?://|\bwww\.|\b\w+\.(?:de|com|net|org)/\S")
_NUMBER = re.compile(rf"(?:\+\s?)?\d(?:[\s/().\-–]{{0,2}}\d){{{MOST_DIGITS},}}")
_FILE = re.compile(
    r"\b(?:az|aktenzeichen|geschäftszeichen|azr|file\s?(?:no|number)|dossier)\b[.:#\s]*(?:nr\.?\s*)?\S*\d"
    r"|\b(?=(?:[a-z]*\d){4})(?=\d*[a-z])[a-z0-9]{7,}\b",
    re.IGNORECASE,
)
_I_AM = re.compile(
    r"\b(?:ich\s+hei(?:ß|ss)e|mein\s+name\s+ist|my\s+name\s+is|i\s+am\s+called|je\s+m['’]appelle|mon\s+nom\s+est"
    r"|мене\s+звати|моє\s+ім['’ʼ]я)\s+\w"
    r"|(?<!\w)(?:اسمي|إسمي|نام\s+من|اسم\s+من)\s+\w",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"(?P<mine>\b\w*eine[rnms]?\s+)?\b(?:herrn?|frau|hr\.|fr\.|mr\.?|mrs\.?|ms\.?|monsieur|madame|mme)\s+"
    r"(?P<name>[^\W\d_])",
    re.IGNORECASE,
)


def traces(text: str) -> frozenset[Trace]:
    """The kinds of traces in a text: addresses, long numbers, file numbers, names said as names.

    Digits of every script count. A name alone ("Ali") is not recognised: it could be any word.
    """
    without_years = _YEARS.sub(" ", text)
    found = {
        Trace.MAIL: bool(_MAIL.search(text)),
        Trace.NUMBER: bool(_NUMBER.search(without_years)),
        Trace.FILE: bool(_FILE.search(text)),
        Trace.NAME: bool(_I_AM.search(text)) or _names_somebody(text),
    }
    return frozenset(trace for trace, is_there in found.items() if is_there)


def _names_somebody(text: str) -> bool:
    """ "Frau Kaya" is a name; "meine Frau Arbeit sucht" is a wife who looks for work."""
    return any(match["name"].isupper() and not match["mine"] for match in _TITLED.finditer(text))
