"""Questions a row raises, and what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from klappt.actors.selectors.sheet import FIELD_WORDS


class QuestionKind(StrEnum):
    NAME = "name"
    EMAIL = "email"
    FIELD = "field"
    COOPERATION = "cooperation"
    CORE_GROUP = "core_group"
    FORUM = "forum"
    DUPLICATE = "duplicate"
    KNOWN = "known"
    CONFLICT = "conflict"


LEAVE_OUT = "leave_out"
MERGE = "merge"
SEPARATE = "separate"
FROM_FILE = "file"
AS_HERE = "here"

# Answers in the words of the table that is sent back with remarks; German like the table.
TOGETHER = "zusammenführen"
OWN_ENTRY = "eigener eintrag"
OUT = "auslassen"
EMPTY = "leer lassen"
WITHOUT = "ohne bereich"
AS_IN_FILE = "aus der datei"
AS_IN_KLAPPT = "wie in klappt"

Decisions = Mapping[str, Mapping[str, str]]
"""Answers by row id and question kind; the key "act" leaves a row out."""


@dataclass(frozen=True, slots=True)
class Question:
    """`default` is taken when nobody answers; None: the table cannot be carried out before it is answered."""

    kind: QuestionKind
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


_ANSWERS: dict[str, Mapping[str, str]] = {
    TOGETHER: {"duplicate": MERGE, "known": "first"},
    OWN_ENTRY: {"duplicate": SEPARATE, "known": SEPARATE},
    OUT: {"act": LEAVE_OUT},
    EMPTY: {"email": ""},
    WITHOUT: {"field": ""},
    AS_IN_FILE: {"conflict": FROM_FILE},
    AS_IN_KLAPPT: {"conflict": AS_HERE},
    **{word.casefold(): {"field": key} for key, word in FIELD_WORDS.items() if key},
}


def answer_in_words(text: str) -> Mapping[str, str]:
    """What an answer in the column "Ihre Antwort" decides; nothing for words klappt does not know."""
    return _ANSWERS.get(text.strip().casefold().rstrip(".!"), {})


def row_id(sheet_index: int, row: int) -> str:
    return f"{sheet_index}-{row}"
