"""What in a sentence about structures would point to a single person.

Stricter than `klappt.core.traces`: there somebody writes of themselves, here a practitioner writes of offices
and rules, so a person's age, origin, day of birth or address has no business in the text. Finds the usual
forms in German, and names in the usual spellings; it is no proof that a text is harmless. How much it finds
is measured in core/tests/test_persons.py; docs/core/persons.md has the limits.
"""

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum

from klappt.core.persons import people, times
from klappt.core.traces import Trace, traces

LONG_NUMBER = 7


class Sign(StrEnum):
    """What was seen. The first six are hardly ever anything else; the others may be harmless."""

    MAIL = "mail"
    NUMBER = "number"
    FILE = "file"
    BIRTH = "birth"
    NAME = "name"
    DESCRIPTION = "description"
    PERHAPS_NAME = "perhaps_name"
    PERHAPS_PERSON = "perhaps_person"
    PERHAPS_DAY = "perhaps_day"
    ORIGIN = "origin"
    ADDRESS = "address"


BLOCKING = frozenset({Sign.MAIL, Sign.NUMBER, Sign.FILE, Sign.BIRTH, Sign.NAME, Sign.DESCRIPTION})

_HIDDEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_MONEY = re.compile(r"\b\d[\d.\s]*(?:,\d+)?\s?(?:€|Euro\b|EUR\b|Mio\b|Tsd\b|Prozent\b|%)")
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s?(?:[/–,-]|und|bis)?\s?(?:(?:19|20)?\d\d)\b)+")
_OFFICE_HOURS = re.compile(r"\b\d{1,2}(?:[:.]\d\d)?\s?[-–]\s?\d{1,2}(?:[:.]\d\d)?\s?Uhr", re.IGNORECASE)
_NUMBER = re.compile(rf"(?:\+\s?)?\d(?:[\s/().\-–]{{0,3}}\d){{{LONG_NUMBER - 1},}}")
_KEYED = re.compile(
    r"\b(?:az|aktenz\w*|akte|geschäftsz\w*|gz|azr|bamf|d[- ]?nummer|e[- ]?nummer|bg|kd|iban"
    r"|steuer[- ]?id\w*"
    r"|(?:\w+[- ]?)?(?:nummer|nr|no|kennung|kennzeichen))\b\.?[\s:#=-]*(?:lautet|ist|war)?\s*[:#]?\s*"
    r"(?P<token>[A-Z0-9][\w./\-]*(?:\s[\d./\-]+)*)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:haus|zimmer|raum|punkt|top|telefon|seiten|absatz|haltestellen|linien|kurs"
    r"|modul)[- ]?(?:nummer|nr|no)\b",
    re.IGNORECASE,
)
_MIXED = re.compile(r"(?<![\w§])(?=[^\s]*[A-Za-z])(?=(?:[^\s\d]*\d){5})(?=[^\s]*[/.\-])[\w./\-]{6,}")
_SOLID = re.compile(r"\b(?=(?:[a-z]*\d){4})(?=\d*[a-z])[a-z0-9]{7,}\b", re.IGNORECASE)
_LAW_YEAR = re.compile(r"\b[A-Za-zÄÖÜäöüß-]{3,}(?:19|20)\d\d\b")
_ADDRESS = re.compile(
    r"\b\w{2,}(?:straße|strasse|str\.|gasse|allee|ufer|chaussee)\s*(?:Nr\.?\s*)?\d{1,4}\s?[a-z]?\b"
    r"|\b(?:(?:Am|An der|Auf der|Im|In der|Zum|Zur)\s)?(?!(?:Aus|Um|Rechts|Rück|Hin|Lösungs|Bildungs)weg)"
    r"[A-ZÄÖÜ]\w{3,}(?:weg|ring|damm)\s+\d{1,4}\s?[a-z]?\b"
    r"|\b(?!(?:Ausbildungs|Praktikums|Kurs|Arbeits|Studien|Wohn|Heim|Betreuungs|Therapie|Schul|Kita"
    r"|Sprachkurs)\w*platz)"
    r"[A-ZÄÖÜ]\w{3,}platz\s+\d{1,4}\s?[a-z]?\b"
    r"|\b(?:Zimmer|Haus|Wohnung|Appartement)\s?(?:Nr\.?"
    r"|-?[Nn]ummer)?\s?\d{1,4}\s?[a-z]?\b(?!\s*(?:Plätze|Personen|%))"
    r"|\b\d{5}\s+[A-ZÄÖÜ]\w{3,}"
    r"|\b(?:wohnt|wohnhaft|gemeldet)\s+(?:in|im|am|bei)\b",
)
_DOTTED_MAIL = re.compile(
    r"\b[\w.]+\s?(?:\(at\)|\[at\]|\bat\b)\s?[\w-]+\s?(?:\.|\(dot\)|\[punkt\]|\bpunkt\b)\s?[a-z]{2,}\b",
    re.IGNORECASE,
)
_HANDLES = re.compile(
    r"\b(?:insta(?:gram)?|telegram|facebook|tiktok|snapchat|whats\s?app)\b\s*[:=@]", re.IGNORECASE
)


def signs(text: str) -> frozenset[Sign]:
    """Everything in the text that may point to a person; nothing for a sentence about structures."""
    plain = plain_text(text)
    return frozenset(sign for sign, is_there in _TESTS.items() if is_there(plain))


def plain_text(text: str) -> str:
    """As the eye reads it: no hidden signs, digits of every script and letters of every width alike."""
    wide = unicodedata.normalize("NFKC", text).translate(_HIDDEN)
    digits = "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in wide)
    return " ".join(digits.split())


def _long_number(text: str) -> bool:
    left = times.without_days(text)
    for harmless in (_MONEY, _OFFICE_HOURS, _YEARS):
        left = harmless.sub(" ", left)
    return bool(_NUMBER.search(left))


def _file_number(text: str) -> bool:
    left = _COUNTED.sub(" ", _LAW_YEAR.sub(" ", text))
    keyed = any(sum(each.isdigit() for each in match["token"]) >= 2 for match in _KEYED.finditer(left))
    return keyed or bool(_MIXED.search(times.without_days(left)) or _SOLID.search(left))


def _mail(text: str) -> bool:
    return Trace.MAIL in traces(text) or bool(_DOTTED_MAIL.search(text) or _HANDLES.search(text))


_TESTS: dict[Sign, Callable[[str], bool]] = {
    Sign.MAIL: _mail,
    Sign.NUMBER: _long_number,
    Sign.FILE: _file_number,
    Sign.BIRTH: times.tells_birth,
    Sign.NAME: people.names_somebody,
    Sign.DESCRIPTION: people.describes_one,
    Sign.PERHAPS_NAME: people.may_name_somebody,
    Sign.PERHAPS_PERSON: people.may_be_about_one,
    Sign.PERHAPS_DAY: times.tells_a_day,
    Sign.ORIGIN: people.tells_origin,
    Sign.ADDRESS: lambda text: bool(_ADDRESS.search(text)),
}
