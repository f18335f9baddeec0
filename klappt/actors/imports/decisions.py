"""What a row of an actor table may raise, and the words in which it is answered."""

from collections.abc import Mapping
from enum import StrEnum

from klappt.actors.selectors.sheet import FIELD_WORDS
from klappt.sheets import decisions as any_table
from klappt.sheets.decisions import LEAVE_OUT


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


Question = any_table.Question[QuestionKind]

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
