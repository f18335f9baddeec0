"""JSON without its traps: repeated fields, NaN, numbers of a million digits, floats, and endless nesting."""

import json
import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from klappt.core.catalogue.problems import Problems, Reason

LARGEST_FILE = 64 * 1024 * 1024
# So many parts may stand in parts; what brings the JSON parser down lies far beyond.
DEEPEST = 60
_MOST_DIGITS = 30
_FRACTION = re.compile(r"(-?[0-9]{1,30})/([0-9]{1,30})")


class Repeated(dict[str, Any]):
    """An object in which some fields stood more than once; the last one is kept for reading on."""

    def __init__(self, pairs: list[tuple[str, Any]], repeated: tuple[str, ...]) -> None:
        super().__init__(pairs)
        self.repeated = repeated


class OddNumber(str):
    """The text of a number that is none (NaN), or that nobody can mean."""

    __slots__ = ()


def parse_json(text: str | bytes, problems: Problems) -> object:
    """The value, or None after adding a problem. Decimal numbers are exact (`Fraction`)."""
    if len(text) > LARGEST_FILE:
        problems.add("", Reason.TOO_LARGE, limit=LARGEST_FILE)
        return None
    try:
        plain = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
        return json.loads(
            plain,
            object_pairs_hook=_without_repetition,
            parse_int=_whole,
            parse_float=_exact,
            parse_constant=OddNumber,
        )
    except RecursionError:
        problems.add("", Reason.TOO_DEEP, limit=DEEPEST)
    except UnicodeDecodeError as error:
        problems.add("", Reason.NOT_JSON, line=error.object[: error.start].count(b"\n") + 1, column=1)
    except json.JSONDecodeError as error:
        problems.add("", Reason.NOT_JSON, line=error.lineno, column=error.colno)
    return None


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) == len(pairs):
        return fields
    names = [name for name, _ in pairs]
    return Repeated(pairs, tuple(name for name in fields if names.count(name) > 1))


def _whole(digits: str) -> int | OddNumber:
    return int(digits) if len(digits) <= _MOST_DIGITS else OddNumber(digits)


def _exact(digits: str) -> Fraction | OddNumber:
    number = Decimal(digits)
    if len(digits) > 2 * _MOST_DIGITS or abs(number.adjusted()) > _MOST_DIGITS:
        return OddNumber(digits)
    return Fraction(number)


def as_number(raw: object) -> Fraction | None:
    """An exact number out of a JSON number, or out of a text like "1/12"; None for everything else."""
    if isinstance(raw, bool | OddNumber):
        return None
    if isinstance(raw, int | Fraction):
        return Fraction(raw)
    if isinstance(raw, float):
        exact = _exact(repr(raw)) if raw - raw == 0 else None
        return exact if isinstance(exact, Fraction) else None
    if isinstance(raw, str) and (parts := _FRACTION.fullmatch(raw)) and int(parts[2]):
        return Fraction(int(parts[1]), int(parts[2]))
    return None


def number_as_json(number: Fraction) -> int | float | str:
    """A number that `as_number` reads back exactly: whole, decimal, or as text "1/12"."""
    if number.denominator == 1:
        return int(number)
    decimal = number.numerator / number.denominator
    return decimal if as_number(decimal) == number else f"{number.numerator}/{number.denominator}"
