"""Reads the fields of one JSON object, each with its place, and misses none."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import TypeVar

from klappt.core.catalogue.problems import Problems, Reason
from klappt.core.catalogue.strict_json import OddNumber, Repeated, as_number

T = TypeVar("T")
# Value and place in; what was read out, or None after adding a problem.
Reader = Callable[[object, str, Problems], T | None]
LONGEST_KEY = 200
MOST = 10**9
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def inside(place: str, name: str) -> str:
    """The place of a field."""
    return f"{place}.{name}" if place else name


def as_object(raw: object, place: str, problems: Problems) -> Mapping[str, object] | None:
    if not isinstance(raw, Mapping) or not all(isinstance(name, str) for name in raw):
        problems.add(place, Reason.NOT_OBJECT, value=raw)
        return None
    for name in raw.repeated if isinstance(raw, Repeated) else ():
        problems.add(inside(place, name), Reason.DUPLICATE_FIELD)
    return raw


def as_list(raw: object, place: str, problems: Problems) -> list[object]:
    if isinstance(raw, list | tuple):
        return list(raw)
    problems.add(place, Reason.NOT_LIST, value=raw)
    return []


def as_text(raw: object, place: str, problems: Problems) -> str | None:
    if not isinstance(raw, str) or isinstance(raw, OddNumber):
        problems.add(place, Reason.NOT_TEXT, value=raw)
    elif _UNWRITABLE.search(raw):
        problems.add(place, Reason.BAD_TEXT, value=raw)
    else:
        return str(raw)
    return None


def as_key(raw: object, place: str, problems: Problems) -> str | None:
    text = as_text(raw, place, problems)
    if text is None or (text and text == text.strip() and len(text) <= LONGEST_KEY and text.isprintable()):
        return text
    problems.add(place, Reason.BAD_KEY, value=text)
    return None


def as_date(raw: object, place: str, problems: Problems) -> datetime.date | None:
    if isinstance(raw, str) and _DATE.fullmatch(raw):
        try:
            return datetime.date.fromisoformat(raw)
        except ValueError:
            pass
    problems.add(place, Reason.NOT_DATE, value=raw)
    return None


def as_exact(raw: object, place: str, problems: Problems) -> Fraction | None:
    number = as_number(raw)
    if number is None:
        problems.add(place, Reason.NOT_NUMBER, value=raw)
    return number


def as_whole(raw: object, place: str, problems: Problems) -> int | None:
    """A whole number from 0 on."""
    number = as_not_negative(raw, place, problems)
    if number is None:
        return None
    if number.denominator != 1:
        problems.add(place, Reason.NOT_WHOLE, value=raw)
    elif number > MOST:
        problems.add(place, Reason.TOO_BIG, value=raw, most=MOST)
    else:
        return int(number)
    return None


def as_not_negative(raw: object, place: str, problems: Problems) -> Fraction | None:
    number = as_exact(raw, place, problems)
    if number is not None and number < 0:
        problems.add(place, Reason.TOO_SMALL, value=raw, least=0)
        return None
    return number


def as_bool(raw: object, place: str, problems: Problems) -> bool | None:
    if isinstance(raw, bool):
        return raw
    problems.add(place, Reason.NOT_BOOLEAN, value=raw)
    return None


def as_words(raw: object, place: str, problems: Problems) -> dict[str, str]:
    """Language to text."""
    found = as_object(raw, place, problems) or {}
    words = {language: as_text(text, inside(place, language), problems) for language, text in found.items()}
    for language in words:
        as_key(language, inside(place, language), problems)
    return {language: text for language, text in words.items() if text is not None}


class Fields:
    """The fields of one object. What nobody has taken by `close` is a problem, never dropped."""

    def __init__(self, raw: object, place: str, problems: Problems) -> None:
        self.place = place
        self.problems = problems
        found = as_object(raw, place, problems)
        self.readable = found is not None
        self._rest = dict(found or {})

    def __contains__(self, name: str) -> bool:
        return name in self._rest

    def at(self, name: str) -> str:
        return inside(self.place, name)

    def maybe(self, name: str, read: Callable[[object, str, Problems], T]) -> T | None:
        """The field read by `read`; None where it is absent, null, or cannot be read."""
        raw = self._rest.pop(name, None)
        return None if raw is None else read(raw, self.at(name), self.problems)

    def take(self, name: str, read: Reader[T], missing: T) -> T:
        """The same with something else in the place of None."""
        found = self.maybe(name, read)
        return missing if found is None else found

    def need(self, name: str, read: Callable[[object, str, Problems], T]) -> T | None:
        """The same for a field that must be there; None after adding a problem."""
        if name not in self._rest:
            if self.readable:
                self.problems.add(self.at(name), Reason.MISSING)
            return None
        return read(self._rest.pop(name), self.at(name), self.problems)

    def words(self, name: str) -> dict[str, str]:
        """Language to text, empty where the field is absent."""
        return self.maybe(name, as_words) or {}

    def period(self) -> tuple[datetime.date | None, datetime.date | None]:
        """`valid_from` and `valid_until`."""
        begins = self.maybe("valid_from", as_date)
        ends = self.maybe("valid_until", as_date)
        if begins and ends and ends < begins:
            self.problems.add(
                self.at("valid_until"), Reason.ENDS_BEFORE_IT_BEGINS, begins=str(begins), ends=str(ends)
            )
        return begins, ends

    def each(self, name: str, *, needed: bool = False) -> Iterator[tuple[str, object]]:
        """The members of a list with their places; none where the field is absent."""
        members: list[object] = (self.need(name, as_list) or []) if needed else self.take(name, as_list, [])
        for number, member in enumerate(members):
            yield f"{self.at(name)}[{number}]", member

    def drop(self, name: str) -> None:
        """Leave a field unread because a problem was added already."""
        self._rest.pop(name, None)

    def close(self) -> None:
        for name in self._rest:
            self.problems.add(self.at(name), Reason.UNKNOWN_FIELD)
