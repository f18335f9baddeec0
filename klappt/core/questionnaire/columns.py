"""One row per return, one column per lasting question: how answers of several editions become one table.

docs/core/columns.md has an example that can be followed by hand (mission C9).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from klappt.core.questionnaire.conditions import asked_about
from klappt.core.questionnaire.model import Option, Origin, Question, QuestionKind, Questionnaire
from klappt.core.questionnaire.progress import visible
from klappt.core.questionnaire.values import Reply, ReplyState

_LONGEST_NAME = 64


class Measure(StrEnum):
    """What stands in a column. CODE: the number of a choice; TICK: 1 or 0; RANK: 1 for the first place."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CODE = "code"
    TICK = "tick"
    RANK = "rank"
    COUNT = "count"


class Missing(StrEnum):
    """Why there is no value. None of these is a zero."""

    NOT_ASKED = "not_asked"
    NOT_ANSWERED = "not_answered"
    NOT_APPLICABLE = "not_applicable"
    HELD_BACK = "held_back"


@dataclass(frozen=True, slots=True)
class Series:
    """The same question over editions whose answers may be compared. `start` is its first edition."""

    key: str
    start: int
    wordings: Mapping[int, Question] = field(hash=False)

    @property
    def latest(self) -> Question:
        return self.wordings[max(self.wordings)]


@dataclass(frozen=True, slots=True)
class Column:
    """`part` is the option, row or nothing; `codes` give each option its number, the same in all editions."""

    name: str
    label: str
    measure: Measure
    series: Series = field(hash=False)
    part: str = ""
    codes: tuple[tuple[int, Option], ...] = ()


Cell = str | int | Decimal | Missing


def series_of(editions: Sequence[tuple[int, Questionnaire]]) -> tuple[Series, ...]:
    """All questions ever asked, those of the newest edition first and in its order.

    A question reworded so that its answers cannot be compared begins a series of its own, and so does one
    whose kind has changed. `editions` are numbers and wordings, in rising order.
    """
    running: dict[str, tuple[int, dict[int, Question]]] = {}
    found: list[tuple[str, int, dict[int, Question]]] = []
    for number, questionnaire in editions:
        for question in questionnaire.questions:
            known = running.get(question.key)
            if known is None or _breaks(question, known[1]):
                known = (number, {})
                running[question.key] = known
                found.append((question.key, *known))
            known[1][number] = question
    newest = editions[-1][1] if editions else Questionnaire("")
    place = {question.key: at for at, question in enumerate(newest.questions)}
    last = editions[-1][0] if editions else 0
    ordered = sorted(
        enumerate(found),
        key=lambda each: (
            last not in each[1][2],
            place.get(each[1][0], 0) if last in each[1][2] else each[0],
        ),
    )
    return tuple(Series(key, start, wordings) for _, (key, start, wordings) in ordered)


def columns_of(editions: Sequence[tuple[int, Questionnaire]]) -> tuple[Column, ...]:
    """The columns for these editions. Names are fit for statistics programs and do not repeat."""
    made: list[Column] = []
    taken: set[str] = set()
    firsts = {
        each.key: min(s.start for s in series_of(editions) if s.key == each.key)
        for each in series_of(editions)
    }
    for series in series_of(editions):
        base = series.key if series.start == firsts[series.key] else f"{series.key}_a{series.start}"
        for part, label, measure, codes in _parts(series):
            name = _name(f"{base}_{part}" if part else base, taken)
            taken.add(name.lower())
            made.append(Column(name, label, measure, series, part, codes))
    return tuple(made)


def cells(
    columns: Iterable[Column],
    edition: int,
    questionnaire: Questionnaire,
    replies: Mapping[str, Reply],
    held_back: frozenset[str] = frozenset(),
) -> tuple[Cell, ...]:
    """One row: what a return in this edition says in each column. `held_back` are keys of questions."""
    shown = visible(questionnaire, replies)
    asked = {question.key: question for question in questionnaire.questions}

    def cell(column: Column) -> Cell:
        question = column.series.wordings.get(edition)
        if question is None:
            return Missing.NOT_ASKED
        if question.key in held_back:
            return Missing.HELD_BACK
        reply = replies.get(question.key)
        if reply is None or not reply.is_answer:
            return Missing.NOT_ANSWERED if _was_asked(question, shown, asked, replies) else Missing.NOT_ASKED
        if reply.state is ReplyState.NOT_APPLICABLE:
            return Missing.NOT_APPLICABLE
        return _value(column, reply.value)

    return tuple(cell(column) for column in columns)


def _was_asked(
    question: Question, shown: frozenset[str], asked: Mapping[str, Question], replies: Mapping[str, Reply]
) -> bool:
    """A condition on an answer that was not sent cannot be looked up: then nobody says it was not asked."""
    if question.key in shown or question.when is None:
        return True
    return any(each.question in asked and each.question not in replies for each in asked_about(question.when))


def _breaks(question: Question, known: Mapping[int, Question]) -> bool:
    if question.kind is not known[max(known)].kind:
        return True
    return question.lineage.origin is Origin.REWORDED and not question.lineage.comparable


Part = tuple[str, str, Measure, tuple[tuple[int, Option], ...]]
_SINGLE = {
    QuestionKind.NUMBER: Measure.NUMBER,
    QuestionKind.DATE: Measure.DATE,
    QuestionKind.CHOICE: Measure.CODE,
    QuestionKind.SCALE: Measure.CODE,
}


def _parts(series: Series) -> list[Part]:
    question, options = series.latest, _union(each.options for each in series.wordings.values())
    codes = tuple(enumerate(options, start=1))
    if question.kind in {QuestionKind.CHOICES, QuestionKind.RANKING}:
        measure = Measure.TICK if question.kind is QuestionKind.CHOICES else Measure.RANK
        return [(each.key, f"{question.label}: {each.label}", measure, ()) for each in options]
    if question.kind is QuestionKind.MATRIX:
        rows = _union(each.rows for each in series.wordings.values())
        return [(row.key, f"{question.label}: {row.label}", Measure.CODE, codes) for row in rows]
    whole: Part = ("", question.label, _SINGLE.get(question.kind, Measure.TEXT), codes)
    if question.kind in {QuestionKind.TABLE, QuestionKind.LIVING}:
        return [("zeilen", question.label, Measure.COUNT, ()), whole]
    return [whole]


def _union(many: Iterable[tuple[Option, ...]]) -> list[Option]:
    """By first appearance, so that a code never changes; the latest label counts."""
    found: dict[str, Option] = {}
    for options in many:
        found |= {option.key: option for option in options}
    return list(found.values())


def _value(column: Column, value: Any) -> Cell:
    match column.measure:
        case Measure.NUMBER:
            return Decimal(value)
        case Measure.CODE:
            key = value.get(column.part) if isinstance(value, dict) else value
            return next((code for code, option in column.codes if option.key == key), Missing.NOT_ANSWERED)
        case Measure.TICK:
            return int(column.part in value)
        case Measure.RANK:
            return value.index(column.part) + 1 if column.part in value else Missing.NOT_ANSWERED
        case Measure.COUNT:
            return len(value["rows"] if isinstance(value, dict) else value)
        case _:
            return _as_text(column.series.latest, value)


def _as_text(question: Question, value: Any) -> str:
    if question.kind is QuestionKind.TABLE:
        return "\n".join("; ".join(row.get(each.key, "") for each in question.columns) for row in value)
    if question.kind is QuestionKind.LIVING:
        return "\n".join("; ".join(str(cell) for cell in row) for row in value["rows"])
    if question.kind is QuestionKind.FILE:
        return str(value["name"])
    return str(value)


def _name(wanted: str, taken: set[str]) -> str:
    name, number = wanted[:_LONGEST_NAME], 2
    while name.lower() in taken:
        end = f"_{number}"
        name, number = wanted[: _LONGEST_NAME - len(end)] + end, number + 1
    return name
