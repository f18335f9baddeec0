"""A questionnaire as plain values: sections, questions, and where each question comes from (mission C1)."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from pydantic import ConfigDict

from klappt.core.questionnaire.conditions import When

STRICT = ConfigDict(extra="forbid", str_max_length=20_000)


class QuestionKind(StrEnum):
    """What kind of answer a question asks for; docs/core/questionnaire.md has the form of each answer."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    SCALE = "scale"
    RANKING = "ranking"
    MATRIX = "matrix"
    TABLE = "table"
    FILE = "file"
    LIVING = "living"


class LivingSource(StrEnum):
    """What an alliance already keeps; a question of the kind `living` shows it instead of asking for it."""

    LEAD_AND_OFFICE = "lead_and_office"
    ACTORS = "actors"
    BODIES = "bodies"
    AGREEMENTS = "agreements"
    PRIORITIES = "priorities"
    MEASURES = "measures"
    NEEDS = "needs"
    GAPS = "gaps"
    OFFERS = "offers"
    CHAINS = "chains"
    PARTNERS_AND_FORMATS = "partners_and_formats"


class Sharing(StrEnum):
    """Who sees the answers of a section once they are handed in. Each includes the one before."""

    HERE = "here"
    RESEARCH = "research"
    ALLIANCES = "alliances"


class Origin(StrEnum):
    """Where a question of a new edition comes from."""

    NEW = "new"
    SAME = "same"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose. `key` lasts across editions, `label` is what is read."""

    __pydantic_config__ = STRICT

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a repeated table. Its kind is text, number, date or choice."""

    __pydantic_config__ = STRICT

    key: str
    label: str
    kind: QuestionKind = QuestionKind.TEXT
    options: tuple[Option, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Lineage:
    """What became of a question since the edition before.

    `comparable` is only said of a reworded one: whether its answers may stand in one series with the earlier
    ones; `why` gives the reason.
    """

    __pydantic_config__ = STRICT

    origin: Origin = Origin.NEW
    comparable: bool | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """`key` names the question across all editions of its worksheet and is never given to another one.

    `options` are what is chosen from (choice, choices, scale, ranking; for a matrix its columns), `rows` the
    rows of a matrix, `columns` those of a repeated table. `least` and `most` bound a number; the count of
    characters, of ticks, of ranks, or of rows of a table. `when` says under which answers it is asked.
    """

    __pydantic_config__ = STRICT

    key: str
    kind: QuestionKind
    label: str
    hint: str = ""
    required: bool = False
    may_not_apply: bool = False
    options: tuple[Option, ...] = ()
    rows: tuple[Option, ...] = ()
    columns: tuple[Column, ...] = ()
    unit: str = ""
    decimals: int = 0
    least: Decimal | None = None
    most: Decimal | None = None
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    source: LivingSource | None = None
    when: When | None = None
    lineage: Lineage = Lineage()


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that stand together and share who will see their answers."""

    __pydantic_config__ = STRICT

    key: str
    title: str
    intro: str = ""
    sharing: Sharing = Sharing.HERE
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """A question of the edition before that is asked no longer, and why."""

    __pydantic_config__ = STRICT

    key: str
    why: str = ""


@dataclass(frozen=True)
class Questionnaire:
    """The whole wording of one edition. Without slots, so that it remembers where each question stands."""

    __pydantic_config__ = STRICT

    title: str
    intro: str = ""
    language: str = "de"
    sections: tuple[Section, ...] = ()
    gone: tuple[Gone, ...] = ()

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions in the order in which they are asked."""
        return tuple(question for section in self.sections for question in section.questions)

    def question(self, key: str) -> Question:
        """KeyError where no question has this key."""
        return self._by_key[key]

    @cached_property
    def _by_key(self) -> dict[str, Question]:
        # Of two with one key (a draft that is not sound yet) the first counts.
        return {question.key: question for question in reversed(self.questions)}

    def section_of(self, key: str) -> Section:
        """The section in which the question stands. KeyError where no question has this key."""
        for section in self.sections:
            if any(question.key == key for question in section.questions):
                return section
        raise KeyError(key)

    def section(self, key: str) -> Section:
        """KeyError where no section has this key."""
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)
