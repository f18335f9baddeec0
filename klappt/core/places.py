"""Streets, towns and numbers out of an address as people write it into one cell."""

import re
from dataclasses import dataclass
from itertools import takewhile

from klappt.core.names import normalise

_PARTS = re.compile(r"[\n,;|]+")
_POSTCODE = re.compile(r"\d{5}")
_HOUSE_NUMBER = re.compile(r"\d{1,4}[a-z]?")


@dataclass(frozen=True)
class Place:
    """Where something is: `streets` are street and number in one word, `towns` the words after a postcode."""

    streets: frozenset[str]
    towns: frozenset[str]

    def shares_street_with(self, other: "Place") -> bool:
        """Same street and number, and not in two different towns."""
        return bool(self.streets & other.streets) and not self.is_in_another_town_than(other)

    def is_in_another_town_than(self, other: "Place") -> bool:
        """Both name a town and share none."""
        return bool(self.towns and other.towns and not self.towns & other.towns)

    def is_elsewhere_than(self, other: "Place") -> bool:
        """Another town, or both name a street and share none."""
        another_street = bool(self.streets and other.streets and not self.streets & other.streets)
        return another_street or self.is_in_another_town_than(other)


def read_place(address: str) -> Place:
    """All streets and towns named in an address; what is not understood is left out.

    >>> sorted(read_place("Rötestr. 17, 71332 Waiblingen").streets)
    ['roetestrasse17']
    """
    streets: set[str] = set()
    towns: set[str] = set()
    for part in _PARTS.split(address):
        _read_part(normalise(part).split(), streets, towns)
    return Place(frozenset(streets), frozenset(towns))


def _read_part(words: list[str], streets: set[str], towns: set[str]) -> None:
    before: list[str] = []
    for position, word in enumerate(words):
        if _POSTCODE.fullmatch(word):
            name = takewhile(str.isalpha, words[position + 1 : position + 4])
            towns.add(" ".join(word for word in name if word != "deutschland"))
            towns.discard("")
            return
        if _HOUSE_NUMBER.fullmatch(word) and before:
            streets.add("".join(before) + word)
            before = []
        elif word.isalpha():
            before.append(word)


def digits_of_phone(phone: str) -> str:
    """A number as dialled inside Germany: digits only, +49 as a leading 0; nothing when under four digits."""
    digits = re.sub(r"\D", "", phone.replace("(0)", ""))
    if phone.strip().startswith("+49") or digits.startswith("0049"):
        digits = "0" + digits.removeprefix("00").removeprefix("49").removeprefix("0")
    return digits if len(digits) >= 4 else ""


def plain_email(email: str) -> str:
    """Lower case and without the invisible signs that copying from a page brings along."""
    return re.sub("[\\s\u00ad\u200b-\u200f\u2060\ufeff]", "", email).casefold()


def words_of_town(place: Place) -> tuple[str, ...]:
    """The one town of an address, or nothing when it names none or several."""
    return tuple(next(iter(place.towns)).split()) if len(place.towns) == 1 else ()
