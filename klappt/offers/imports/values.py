"""One cell of a table of offers: what is stored of it, or what is wrong with it."""

import datetime
import re
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from klappt.offers.selectors.sheet import DAYS, KIND_WORDS, STAGE_WORDS, TEXTS, UNKNOWN

Stored = str | int | Decimal | datetime.date | None
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_LONGEST = {
    "name": 200,
    "key": 40,
    "duration_note": 200,
    "legal_basis": 300,
    "decides": 300,
    "usual_carrier": 300,
    "website": 300,
}
_MOST = 9999
_REGULAR = re.compile(r"regel|regulär|regular|gesetzlich")
_SPECIFIC = re.compile(r"spezifisch|zielgruppe|projekt|sonder|specific")
_IDEA = re.compile(r"idee|geplant|wunsch|fehlt")
_OPEN = re.compile(r"gibt es|besteht|vorhanden|läuft|aktiv|bestehend|ja")
_NO_NUMBER = re.compile(r"unbekannt|\?|n\. ?n\.?|k\. ?a\.?|unbegrenzt|offen", re.IGNORECASE)

# 1.000 is a thousand to one person and a one to the next.
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+")
_CLOCK = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2})?$")


class Unreadable(Exception):
    """The cell says something klappt cannot store; the message says what is wanted instead."""


def stored_value(column: str, text: str) -> Stored:
    """What a cell means. Empty is empty: None for numbers and days. Raises `Unreadable`."""
    text = text.strip()
    if column in TEXTS:
        return _text(column, text)
    if not text:
        return "" if column in ("kind", "stage") else None
    if column in DAYS or column == "places_as_of":
        return _day(text)
    if column == "kind":
        return _word(text, {"regular": _REGULAR, "specific": _SPECIFIC}, KIND_WORDS)
    if column == "stage":
        return _word(text, {"idea": _IDEA, "open": _OPEN}, STAGE_WORDS)
    return _number(column, text)


def _text(column: str, text: str) -> str:
    longest = _LONGEST.get(column)
    if longest and len(text) > longest:
        raise Unreadable(_("This is longer than %(count)s characters.") % {"count": longest})
    if column == "key" and text and not _KEY.fullmatch(text):
        raise Unreadable(_("An abbreviation has letters, digits, points and hyphens only."))
    return text


def _word(text: str, patterns: dict[str, re.Pattern[str]], words: dict[str, str]) -> str:
    plain = text.casefold()
    exact = next((key for key, word in words.items() if word.casefold() == plain), None)
    found = exact or next((key for key, pattern in patterns.items() if pattern.search(plain)), None)
    if found is None:
        raise Unreadable(_("klappt does not know this word here."))
    return found


def _day(text: str) -> datetime.date:
    for shape in ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y", "%d/%m/%Y"):
        try:
            return datetime.datetime.strptime(_CLOCK.sub("", text), shape).date()  # noqa: DTZ007 - a day
        except ValueError:
            continue
    raise Unreadable(_("This is not a day such as 22.11.2026."))


def _number(column: str, text: str) -> Stored:
    if column == "places" and _NO_NUMBER.fullmatch(text):
        return UNKNOWN
    if column != "effort" and _THOUSANDS.fullmatch(text):
        raise Unreadable(_("Thousand or a fraction? Please write the number without a point or comma."))
    plain = text.replace(" ", "").replace(",", ".")
    try:
        number = Decimal(plain)
    except InvalidOperation as error:
        raise Unreadable(_("This is not a number.")) from error
    if not number.is_finite() or not 0 <= number <= _MOST:
        raise Unreadable(_("The number must lie between 0 and %(most)s.") % {"most": _MOST})
    if column == "effort":
        return number
    if number != int(number):
        raise Unreadable(_("Only whole numbers are possible here."))
    return int(number)
