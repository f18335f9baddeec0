"""Questions a row of an upload raises, and what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

LEAVE_OUT = "leave_out"
Kind = TypeVar("Kind", bound=StrEnum)

Decisions = Mapping[str, Mapping[str, str]]
"""Answers by row id and question kind; the key "act" leaves a row out."""


# No slots: with Python 3.11 a generic class that is frozen cannot have them.
@dataclass(frozen=True)
class Question(Generic[Kind]):
    """`default` is taken when nobody answers; None: the table cannot be carried out before it is answered."""

    kind: Kind
    message: str
    default: str | None
    options: tuple[tuple[str, str], ...] = ()
    answer: str | None = None

    @property
    def is_open(self) -> bool:
        return self.default is None and self.answer is None

    @property
    def value(self) -> str:
        return self.default or "" if self.answer is None else self.answer


def row_id(sheet_index: int, row: int) -> str:
    return f"{sheet_index}-{row}"
