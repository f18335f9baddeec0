"""What is wrong with a file, and where: plain values from which a sentence in any language can be made."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from reprlib import Repr


class Reason(StrEnum):
    """Why something cannot be read. Behind each, the names of its `Problem.values`."""

    NOT_JSON = "not_json"  # line, column
    TOO_LARGE = "too_large"  # limit (bytes)
    TOO_DEEP = "too_deep"  # limit (levels)
    FORMAT = "format"  # value, expected
    MISSING = "missing"
    UNKNOWN_FIELD = "unknown_field"
    DUPLICATE_FIELD = "duplicate_field"
    NOT_OBJECT = "not_object"  # value
    NOT_LIST = "not_list"  # value
    NOT_TEXT = "not_text"  # value
    BAD_TEXT = "bad_text"  # value: characters that cannot be written
    BAD_KEY = "bad_key"  # value: empty, too long, or with blanks at its ends
    NOT_BOOLEAN = "not_boolean"  # value
    NOT_NUMBER = "not_number"  # value
    NOT_WHOLE = "not_whole"  # value
    TOO_SMALL = "too_small"  # value, least
    TOO_BIG = "too_big"  # value, most
    NOT_DATE = "not_date"  # value
    NOT_LISTED = "not_listed"  # value, allowed
    DUPLICATE = "duplicate"  # value: a key that another entry has already
    UNKNOWN_ATTRIBUTE = "unknown_attribute"  # value
    UNKNOWN_OFFER = "unknown_offer"  # value
    LINK_TO_ITSELF = "link_to_itself"  # value
    NO_CONDITION = "no_condition"  # neither a group, a comparison nor a judgement, or several at once
    NO_EFFECT = "no_effect"  # not exactly one of set, raise, add
    OPERATOR = "operator"  # value, kind, allowed: this operator does not go with this kind
    NOT_FOR_KIND = "not_for_kind"  # value (the field), kind
    NOT_TABLE = "not_table"  # line, column: a quotation mark that never ends, or the like
    CELLS = "cells"  # found, expected: a row has more or fewer cells than the heading
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"  # begins, ends


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: `place` as in `offers[3].access.all[0].value`, empty for the file as a whole.

    `offer` is the key of the offer or idea in which it stands, where it has one.
    """

    place: str
    reason: Reason
    values: Mapping[str, str] = field(default_factory=dict, hash=False)
    offer: str = ""

    def __str__(self) -> str:
        where = " ".join(part for part in (self.place, f"({self.offer})" if self.offer else "") if part)
        what = ", ".join(f"{name} {value}" for name, value in self.values.items())
        return ": ".join(part for part in (where, self.reason.value, what) if part)


class CatalogueErrors(ValueError):
    """Everything that is wrong with what was to be read; nothing of it was taken over."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


_shown = Repr()
_shown.maxstring = _shown.maxother = _shown.maxlong = 60


def shown(value: object) -> str:
    """A value as it may stand in a message: short, and a text without its quotation marks."""
    if isinstance(value, str):
        short = value if len(value) <= 60 else f"{value[:57]}..."
        return short.encode("utf-8", "replace").decode()
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value) if isinstance(value, Fraction) else _shown.repr(value)


class Problems:
    """Collects, so that one reading names everything."""

    def __init__(self) -> None:
        self.found: list[Problem] = []
        self._offer = ""

    def add(self, place: str, reason: Reason, **values: object) -> None:
        words = {name: shown(value) for name, value in values.items()}
        self.found.append(Problem(place, reason, words, self._offer))

    @contextmanager
    def within(self, offer: str) -> Iterator[None]:
        """Problems found inside belong to this offer."""
        before, self._offer = self._offer, offer
        try:
            yield
        finally:
            self._offer = before

    def raise_if_any(self) -> None:
        if self.found:
            raise CatalogueErrors(tuple(self.found))
