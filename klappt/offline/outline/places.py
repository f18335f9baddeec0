"""The questions with their numbers, and the slots of each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from klappt.core.questionnaire.model import Option, Question, QuestionKind, Questionnaire, Section

KIND = QuestionKind
SEVERAL = frozenset({KIND.CHOICES, KIND.RANKING, KIND.MATRIX})
NOT_TYPED = frozenset({KIND.FILE, KIND.LIVING})
NA = "!na"


class SlotKind(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    TICK = "tick"
    RANK = "rank"


@dataclass(frozen=True, slots=True)
class Slot:
    """One place to write in. `part` is an option, a row of a matrix, or the column of a table.

    `number` stands at it for people, and is what is left when a program has lost everything hidden.
    """

    id: str
    number: str
    kind: SlotKind
    label: str = ""
    part: str = ""
    options: tuple[Option, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A question with its number: 3.2 is the second question of the third section."""

    number: str
    section: Section
    question: Question

    @property
    def na_id(self) -> str:
        return self.question.key + NA

    @property
    def is_typed(self) -> bool:
        return self.question.kind not in NOT_TYPED

    @property
    def is_table(self) -> bool:
        return self.question.kind is KIND.TABLE


def places(questionnaire: Questionnaire) -> tuple[Place, ...]:
    """All questions in their order."""
    return tuple(
        Place(f"{major}.{minor}", section, question)
        for major, section in enumerate(questionnaire.sections, start=1)
        for minor, question in enumerate(section.questions, start=1)
    )


def slots(place: Place) -> tuple[Slot, ...]:
    """The places to write in of one question; of a table those of one row, without the row."""
    return tuple(_slots(place))


def _slots(place: Place) -> Iterator[Slot]:
    question, number = place.question, place.number
    match question.kind:
        case KIND.CHOICES | KIND.RANKING:
            kind = SlotKind.TICK if question.kind is KIND.CHOICES else SlotKind.RANK
            for nth, option in enumerate(question.options, start=1):
                yield Slot(f"{question.key}.{option.key}", f"{number}.{nth}", kind, option.label, option.key)
        case KIND.MATRIX:
            for nth, row in enumerate(question.rows, start=1):
                yield Slot(
                    f"{question.key}.{row.key}",
                    f"{number}.{nth}",
                    SlotKind.CHOICE,
                    row.label,
                    row.key,
                    question.options,
                )
        case KIND.TABLE:
            for nth, column in enumerate(question.columns, start=1):
                yield Slot(
                    f"{question.key}.{column.key}",
                    f"{number}.{nth}",
                    SlotKind(column.kind.value),
                    column.label,
                    column.key,
                    column.options,
                    column.unit,
                )
        case KIND.SCALE | KIND.CHOICE:
            yield Slot(question.key, number, SlotKind.CHOICE, options=question.options)
        case KIND.FILE | KIND.LIVING:
            return
        case _:
            yield Slot(question.key, number, SlotKind(question.kind.value), unit=question.unit)


def number_of_na(place: Place) -> str:
    """In documents "does not apply" is a line of its own, before all others."""
    return f"{place.number}.0"


def names_of(asked: Sequence[Place]) -> dict[str, str]:
    """By hidden name or number: the slot. A question that has several parts goes by its own key."""
    names: dict[str, str] = {}
    for place in asked:
        names[place.question.key] = names[place.number] = place.question.key
        names[number_of_na(place)] = place.na_id
        for slot in slots(place) if place.question.kind in SEVERAL else ():
            names[slot.id] = names[slot.number] = slot.id
    return names


def questions_by_slot(asked: Sequence[Place]) -> dict[str, str]:
    """The key of the question each slot belongs to."""
    return {
        name: place.question.key
        for place in asked
        for name in (place.question.key, place.na_id, *(slot.id for slot in slots(place)))
    }


def open_to_write(asked: Sequence[Place]) -> frozenset[str]:
    """Every slot an answer is read from; what stands anywhere else answers nothing."""
    return frozenset(
        name
        for place in asked
        if place.is_typed
        for name in (place.na_id, *(slot.id for slot in slots(place) if not place.is_table))
    )


def option_words(options: Sequence[Option]) -> dict[str, str]:
    """What stands for each option in a list, by key; options that read the same are told apart."""
    words: dict[str, str] = {}
    for option in options:
        word = plain(option.label)
        nth = 2
        while plain(word).casefold() in {each.casefold() for each in words.values()}:
            word, nth = f"{plain(option.label)} ({nth})", nth + 1
        words[option.key] = word
    return words


def plain(text: str) -> str:
    """One line, single blanks: a program that wraps or pads a word has not changed it."""
    return " ".join(text.split())


def by_key(all_places: Iterable[Place]) -> dict[str, Place]:
    return {place.question.key: place for place in all_places}
