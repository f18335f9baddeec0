"""One row per return, one column per lasting question: how answers of several editions become one table.

docs/core/columns.md has an example that can be followed by hand (mission C9).
"""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from klappt.core.questionnaire.conditions import asked_about, holds
from klappt.core.questionnaire.model import Option, Origin, Question, QuestionKind, Questionnaire
from klappt.core.questionnaire.values import Reply, ReplyState

LONGEST_NAME = 64
"""Of a variable in SPSS."""
# SPSS reads these as parts of its own language, whatever their case.
RESERVED = frozenset({"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"})


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
        """Its newest wording."""
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


Cell = str | int | Decimal | datetime.date | Missing


def series_of(editions: Sequence[tuple[int, Questionnaire]]) -> tuple[Series, ...]:
    """All questions ever asked, those of the newest edition first and in its order.

    A question reworded so that its answers cannot be compared begins a series of its own, and so does one
    whose kind has changed. `editions` are numbers and wordings, in rising order; leaving one out may join
    what it parts.
    """
    if not editions:
        return ()
    found = _by_first_appearance(editions)
    last, newest = editions[-1]
    place = {question.key: at for at, question in enumerate(newest.questions)}
    still = sorted((each for each in found if last in each.wordings), key=lambda each: place[each.key])
    return (*still, *(each for each in found if last not in each.wordings))


def _by_first_appearance(editions: Sequence[tuple[int, Questionnaire]]) -> list[Series]:
    running: dict[str, dict[int, Question]] = {}
    found: list[Series] = []
    for number, questionnaire in editions:
        for question in questionnaire.questions:
            known = running.get(question.key)
            if known is None or _breaks(question, known):
                known = running[question.key] = {}
                found.append(Series(question.key, number, known))
            known[number] = question
    return found


def columns_of(
    editions: Sequence[tuple[int, Questionnaire]], reserved: Collection[str] = ()
) -> tuple[Column, ...]:
    """The columns for these editions. Names are fit for statistics programs and do not repeat.

    A later edition changes neither a name nor a code: both go by first appearance. `reserved` are names that
    stand for something else already.
    """
    first: dict[str, int] = {}
    wanted: list[tuple[int, int, int, str]] = []
    made: list[list[Column]] = []
    for at, series in enumerate(_by_first_appearance(editions)):
        first.setdefault(series.key, series.start)
        base = series.key if series.start == first[series.key] else f"{series.key}_a{series.start}"
        made.append([])
        for number, (part, label, measure, codes) in enumerate(_parts(series)):
            wanted.append((_since(series, part), at, number, f"{base}_{part}" if part else base))
            made[at].append(Column("", label, measure, series, part, codes))
    names = _named(wanted, reserved)
    by_series = {
        (columns[0].series.key, columns[0].series.start): [
            replace(column, name=names[at, number]) for number, column in enumerate(columns)
        ]
        for at, columns in enumerate(made)
        if columns
    }
    return tuple(
        column for each in series_of(editions) for column in by_series.get((each.key, each.start), ())
    )


def _named(
    wanted: Iterable[tuple[int, int, int, str]], reserved: Collection[str]
) -> dict[tuple[int, int], str]:
    taken = {*RESERVED, *(name.lower() for name in reserved)}
    names: dict[tuple[int, int], str] = {}
    for _since_edition, at, number, name in sorted(wanted):
        names[at, number] = _name(name, taken)
        taken.add(names[at, number].lower())
    return names


def _since(series: Series, part: str) -> int:
    """The edition in which an option or row came to be; for a whole question that in which it began."""
    return next((each for each, question in series.wordings.items() if _has(question, part)), series.start)


def _has(question: Question, part: str) -> bool:
    things = question.rows if question.kind is QuestionKind.MATRIX else question.options
    return any(each.key == part for each in things)


def cells(
    columns: Iterable[Column],
    edition: int,
    questionnaire: Questionnaire,
    replies: Mapping[str, Reply],
    held_back: Collection[str] = frozenset(),
) -> tuple[Cell, ...]:
    """One row: what a return in this edition says in each column.

    `held_back` are keys of the questions that were not sent. Whether a question was asked whose condition
    looks at one of them, nobody can say: then it counts as not answered. The same for an option and a row:
    in an edition that did not offer it, it was not asked for.
    """
    asked = _asked(questionnaire, replies, held_back)
    return tuple(_cell(column, edition, asked, replies, held_back) for column in columns)


def _cell(
    column: Column,
    edition: int,
    asked: Collection[str],
    replies: Mapping[str, Reply],
    held_back: Collection[str],
) -> Cell:
    question = column.series.wordings.get(edition)
    if question is not None and question.key in held_back:
        return Missing.HELD_BACK
    if question is None or question.key not in asked:
        return Missing.NOT_ASKED
    if column.part and column.measure is not Measure.COUNT and not _has(question, column.part):
        return Missing.NOT_ASKED
    reply = replies.get(question.key)
    if reply is None or not reply.is_answer:
        return Missing.NOT_ANSWERED
    if reply.state is ReplyState.NOT_APPLICABLE:
        return Missing.NOT_APPLICABLE
    return _value(column, question, reply.value)


def _asked(
    questionnaire: Questionnaire, replies: Mapping[str, Reply], held_back: Collection[str]
) -> frozenset[str]:
    """What was asked, as far as that can be known; what was answered was asked."""
    seen: dict[str, Reply] = {}
    asked: set[str] = set()
    unsure = set(held_back)
    for question in questionnaire.questions:
        reply = replies.get(question.key)
        if reply is not None and reply.is_answer:
            seen[question.key] = reply
        elif question.when is not None:
            if not unsure.isdisjoint(each.question for each in asked_about(question.when)):
                unsure.add(question.key)
            elif not holds(question.when, seen):
                continue
        asked.add(question.key)
    return frozenset(asked)


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


def _value(column: Column, question: Question, value: Any) -> Cell:
    match column.measure:
        case Measure.NUMBER:
            return Decimal(value)
        case Measure.DATE:
            return datetime.date.fromisoformat(value)
        case Measure.COUNT:
            return len(value["rows"] if isinstance(value, dict) else value)
        case Measure.TEXT:
            return _as_text(question, value)
        case _:
            return _chosen(column, value)


def _chosen(column: Column, value: Any) -> Cell:
    if column.measure is Measure.TICK:
        return int(column.part in value)
    if column.measure is Measure.RANK:
        return value.index(column.part) + 1 if column.part in value else Missing.NOT_ANSWERED
    key = value.get(column.part) if isinstance(value, dict) else value
    return next((code for code, option in column.codes if option.key == key), Missing.NOT_ANSWERED)


def _as_text(question: Question, value: Any) -> str:
    if question.kind is QuestionKind.TABLE:
        return "\n".join("; ".join(row.get(each.key, "") for each in question.columns) for row in value)
    if question.kind is QuestionKind.LIVING:
        # Nothing kept is said in words: an empty cell would read as not asked.
        lines = ["; ".join(str(cell) for cell in row) for row in value["rows"]]
        return "\n".join(lines) if lines else str(value["summary"])
    if question.kind is QuestionKind.FILE:
        return str(value["name"])
    return str(value)


def _name(wanted: str, taken: set[str]) -> str:
    name, number = wanted[:LONGEST_NAME], 2
    while name.lower() in taken:
        end = f"_{number}"
        name, number = wanted[: LONGEST_NAME - len(end)] + end, number + 1
    return name
