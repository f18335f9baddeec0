"""Names of the places to write in, in documents: short enough for a bookmark, and they tell the number."""

import re

from klappt.offline.outline.places import Place, Slot, number_of_na

_NAME = re.compile(r"k_(\d{1,3}(?:_\d{1,3})+)(?:r\d{1,3})?")
_LEADING = re.compile(r"\s*(\d{1,3}(?:\.\d{1,3})+)(?=\s|$)")


def name_of(slot: Slot, row: int = 0) -> str:
    """`k_3_2` for 3.2; in a table the row besides."""
    return _name(slot.number) + (f"r{row}" if row else "")


def name_of_na(place: Place) -> str:
    return _name(number_of_na(place))


def number_in_name(name: str) -> str:
    """3.2 out of `k_3_2`; empty for any other name."""
    found = _NAME.fullmatch(name)
    return found[1].replace("_", ".") if found else ""


def leading_number(text: str) -> str:
    """The number a label begins with, if it does."""
    found = _LEADING.match(text)
    return found[1] if found else ""


def _name(number: str) -> str:
    return "k_" + number.replace(".", "_")
