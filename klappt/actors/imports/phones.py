"""Phone numbers out of cells: digits as dialled inside Germany, with the zeros that spreadsheets drop."""

import re
from dataclasses import dataclass

from klappt.sheets.grid import Value, cell_text

INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
"""Signs one cannot see: zero-width spaces and joiners, byte order marks, soft hyphens."""

_NUMBER = re.compile(
    r"(?:(?:\+|00)\s?\d{1,3}[\s./-]*)?(?:\(\s*0?\d*\s*\)[\s./-]*)?\d(?:[\d\s.()–-]|/(?!\s*[+0]))*"
)
_LIST_ENDS = re.compile(
    r"[\n;|]|\s+(?:oder|o\.|u\.|und|bzw\.?)\s+|\s/\s|,|/(?=\s*(?:\+|0\d{2}|-\s*\d{1,5}\b))", re.IGNORECASE
)
_EXTENSION = re.compile(
    r"^\s*[/-]\s*(\d{1,5})\s*$|^\s*(?:-|dw|durchwahl|app(?:arat)?\.?)\s*(\d{1,5})\s*$", re.IGNORECASE
)
_JOINED_EXTENSION = re.compile(
    r"(\d)\s*(?:dw|durchwahl|app(?:arat)?\.?|ext\.?)\s*[:.]?\s*(\d)", re.IGNORECASE
)
_NOT_DIALLED = re.compile(r"fax\b|telefax", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"\d[.,]\d+e\+?\d+", re.IGNORECASE)
_SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Phones:
    """`numbers` by the order in the cell, each with the words that stood beside it ("WN", "Geduldete")."""

    numbers: tuple[tuple[str, str], ...] = ()
    zero_restored: bool = False
    unreadable: bool = False

    @property
    def digits(self) -> list[str]:
        return [digits for digits, _label in self.numbers]


def read_phones(value: Value) -> Phones:
    """All phone numbers of one cell. `unreadable`: there is text in which no number can be found."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_number(value)
    text = INVISIBLE.sub("", cell_text(value)).replace("\xa0", " ")
    if _SCIENTIFIC.fullmatch(text):
        return Phones(unreadable=True)
    found: list[tuple[str, str]] = []
    restored = False
    for part in _parts(text):
        if not part.strip() or _NOT_DIALLED.search(part):
            continue
        if found and (short := _shortened(part, found[-1][0], text)):
            found.append((short, ""))
            continue
        for number, label in _numbers(part):
            digits, added = dialled(number)
            restored = restored or added
            if len(digits) >= 3:
                found.append((digits, label))
    unique = dict(reversed(found))
    kept = tuple((digits, unique[digits]) for digits in dict.fromkeys(digits for digits, _ in found))
    return Phones(kept, restored, unreadable=bool(re.search(r"\w", text)) and not kept)


def dialled(number: str) -> tuple[str, bool]:
    """Digits as dialled inside Germany, and whether a lost leading zero was put back.

    +49 and 0049 become 0; other countries keep 00 and their code. "(0)" after the code is dropped.
    """
    text = number.strip()
    if re.match(r"\+|00\s?[1-9]", text):
        code = re.sub(r"\(\s*0\s*\)", "", text)
        digits = re.sub(r"\D", "", code).removeprefix("00")
        return ("0" + digits[2:].lstrip("0"), False) if digits.startswith("49") else ("00" + digits, False)
    digits = re.sub(r"\D", "", text)
    if digits.startswith("49") and len(digits) >= 12:
        return "0" + digits[2:].lstrip("0"), False
    lost = not digits.startswith("0") and (len(digits) >= 9 or (len(digits) == 8 and digits == text))
    return ("0" + digits, True) if lost and not digits.startswith("116") else (digits, False)


def _from_number(value: float) -> Phones:
    digits = str(int(value))
    if digits.startswith("49") and len(digits) >= 12:
        return Phones(((f"0{digits[2:].lstrip('0')}", ""),), zero_restored=True)
    if len(digits) < _SHORTEST or digits.startswith("116"):
        return Phones(((digits, ""),)) if len(digits) >= 3 else Phones(unreadable=True)
    return Phones(((f"0{digits}", ""),), zero_restored=True)


def _numbers(part: str) -> list[tuple[str, str]]:
    matches = [match for match in _NUMBER.finditer(part) if len(re.sub(r"\D", "", match[0])) >= 3]
    if not matches:
        return []
    longest = [match for match in matches if len(re.sub(r"\D", "", match[0])) >= _SHORTEST] or matches[:1]
    rest = part
    for match in longest:
        rest = rest.replace(match[0], " ")
    label = re.sub(r"\b(?:tel(?:efon)?|fon|mobil|handy)\b\.?", " ", rest, flags=re.IGNORECASE)
    label = " ".join(label.split()).strip(" :()-–/.,")
    return [(match[0], label) for match in longest]


def _parts(text: str) -> list[str]:
    """The cell split between numbers; an area code alone belongs to what follows."""
    parts: list[str] = []
    for part in _LIST_ENDS.split(_JOINED_EXTENSION.sub(r"\1-\2", text)):
        if parts and re.fullmatch(r"[^\d+]*(?:(?:\+49|0049)0?|0)\d{2,5}", re.sub(r"[\s()]", "", parts[-1])):
            parts[-1] = f"{parts[-1]} {part}"
        else:
            parts.append(part)
    return [piece for part in parts for piece in _run_together(part)]


def _run_together(part: str) -> list[str]:
    """ "0201/123456 0201/123457": longer than any number, and a blank stands before the second area code."""
    pieces = re.split(r"\s+(?=0\d{2,5}[\s/-])", part)
    lengths = [len(re.sub(r"\D", "", piece)) for piece in pieces]
    return pieces if sum(lengths) > 14 and min(lengths) >= 6 else [part]


def _shortened(part: str, previous: str, text: str) -> str | None:
    """A number that leaves out what it has in common with the one before: an extension or the area code.

    "07151 501-1417 / -1418" gives 071515011418, "02361-12345 o. 12346" gives 0236112346.
    """
    extension = _EXTENSION.match(part)
    if extension:
        dashed = re.search(r"[-–]\s*(\d{1,6})\b", text)
        own = extension[1] or extension[2]
        old = dashed[1] if dashed and previous.endswith(dashed[1]) else previous[-len(own) :]
        return previous[: len(previous) - len(old)] + own
    local = re.fullmatch(r"\s*([1-9]\d{3,7})\s*", part)
    area = re.search(r"(0\d{2,5})[\s/)-]", text)
    if local and area and len(previous) - len(area[1]) == len(local[1]):
        return area[1] + local[1]
    return None
