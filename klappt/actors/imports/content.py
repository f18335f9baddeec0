"""What a column without a telling heading means, told from what stands in it."""

import re
from collections.abc import Sequence
from itertools import islice

from klappt.actors.imports.fields import field_of
from klappt.actors.imports.phones import read_phones
from klappt.actors.imports.roles import Role
from klappt.actors.imports.ticks import Tick, read_tick
from klappt.sheets.grid import Value, cell_text

_ADDRESS = re.compile(
    r"\b\d{5}\b|\b(?:str\.|straße|strasse|platz|weg|allee)\b|str\.\s*\d|straße\s*\d", re.IGNORECASE
)
_WEBSITE = re.compile(r"^(?:https?://|www\.)\S+$|^\S+\.(?:de|org|com|net|info|nrw)(?:/\S*)?$", re.IGNORECASE)
_SAMPLE = 200


def shares(values: Sequence[Value]) -> dict[Role, float]:
    """How much of the filled cells looks like each role, 0 to 1."""
    filled = list(islice((value for value in values if cell_text(value)), _SAMPLE))
    if not filled:
        return {}
    texts = [cell_text(value) for value in filled]
    count = len(filled)
    return {
        Role.EMAIL: sum("@" in text and len(text.split()) < 4 for text in texts) / count,
        Role.WEBSITE: sum(bool(_WEBSITE.match(text)) for text in texts) / count,
        Role.PHONE: sum(_is_phone(value) for value in filled) / count,
        Role.FIELD: sum(field_of(text) is not None for text in texts) / count,
        Role.ADDRESS: sum(bool(_ADDRESS.search(text)) for text in texts) / count,
        Role.COOPERATION: sum(
            len(text) < 9 and read_tick(value) != Tick.UNCERTAIN
            for text, value in zip(texts, filled, strict=True)
        )
        / count,
        Role.NAME: sum(_is_wording(text) for text in texts) / count,
    }


def guess(values: Sequence[Value]) -> Role | None:
    """The role of a column whose heading is missing; None if the content does not tell."""
    found = shares(values)
    for role, least in (
        (Role.EMAIL, 0.5),
        (Role.WEBSITE, 0.6),
        (Role.FIELD, 0.7),
        (Role.PHONE, 0.6),
        (Role.ADDRESS, 0.6),
    ):
        if found.get(role, 0) >= least:
            return role
    return None


def is_running_number(values: Sequence[Value]) -> bool:
    counted = [cell_text(value).rstrip(".") for value in values]
    numbers = [int(text) for text in counted if text.isdigit()]
    filled = sum(bool(cell_text(value)) for value in values)
    return (
        len(numbers) > 2 and len(numbers) >= 0.8 * filled and numbers == sorted(numbers) and numbers[0] < 10
    )


def _is_phone(value: Value) -> bool:
    text = cell_text(value)
    wordy = sum(sign.isalpha() for sign in text) > 12 or "@" in text
    return not wordy and any(len(number) >= 6 for number in read_phones(value).digits)


def _is_wording(text: str) -> bool:
    return sum(sign.isalpha() for sign in text) >= 3 and "@" not in text and not _WEBSITE.match(text)
