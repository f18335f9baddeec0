"""What was sent as one table: a row per return, a column per lasting question (docs/core/columns.md)."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from klappt.core.questionnaire.columns import Cell, Column, Measure, Missing, cells, columns_of
from klappt.core.questionnaire.model import QuestionKind, Questionnaire, Section
from klappt.evaluation.selectors.sent import Late, Sent, SentReturn

LATE = 0
"""The edition a late question is said to stand in: no edition has this number."""


@dataclass(frozen=True)
class Variable:
    """A column of the table; `column` is None for what is known of the return itself."""

    name: str
    label: str | Promise
    measure: Measure
    column: Column | None = None
    codes: tuple[tuple[int, str], ...] = ()

    @property
    def is_late(self) -> bool:
        return self.column is not None and self.column.series.start == LATE


@dataclass(frozen=True)
class DataTable:
    title: str
    variables: tuple[Variable, ...]
    rows: Sequence[tuple[Cell, ...]]
    late: tuple[Late, ...] = ()


_YES_NO = ((0, "nein"), (1, "ja"))
IDENTITY = (
    Variable("buendnis", _("Alliance, short name"), Measure.TEXT),
    Variable("buendnis_name", _("Alliance"), Measure.TEXT),
    Variable("gebiet", _("Area"), Measure.TEXT),
    Variable("ags", _("Official key of the area (AGS)"), Measure.TEXT),
    Variable("gebietsart", _("Kind of area"), Measure.TEXT),
    Variable("welle", _("Wave"), Measure.COUNT),
    Variable("welle_titel", _("Title of the wave"), Measure.TEXT),
    Variable("ausgabe", _("Edition"), Measure.COUNT),
    Variable("abgegeben_am", _("Handed in on (latest)"), Measure.DATE),
    Variable("zuerst_abgegeben_am", _("Handed in on (first)"), Measure.DATE),
    Variable("abgaben", _("How often it was handed in"), Measure.COUNT),
    Variable("verspaetet", _("Handed in late"), Measure.TICK, codes=_YES_NO),
    Variable("beispiel", _("Example, no real alliance"), Measure.TICK, codes=_YES_NO),
)


def data_table(found: Sent) -> DataTable:
    own = _columns(found)
    late = _late_columns(found, [column.name for column in own])
    rows = [_row(found, row, own, late) for row in found.rows]
    answers = [Variable(each.name, each.label, each.measure, each, _codes(each)) for each in own]
    variables = (*IDENTITY, *answers, *_late_variables(late))
    return DataTable(found.worksheet.title, variables, rows, tuple(found.late))


def _columns(found: Sent) -> list[Column]:
    """Without what no edition ever sent: it stays with the alliances, and so it is no empty column here."""
    for_others = {
        (number, question.key)
        for number, questionnaire in found.editions
        for section in questionnaire.sections
        if section.sharing != "here"
        for question in section.questions
    }
    return [
        column
        for column in columns_of(found.editions, [each.name for each in IDENTITY])
        if any((number, column.series.key) in for_others for number in column.series.wordings)
    ]


def _late_columns(found: Sent, taken: list[str]) -> list[Column]:
    if not found.late:
        return []
    asked = Questionnaire(
        "", sections=(Section("late", "", questions=tuple(each.question for each in found.late)),)
    )
    return list(columns_of([(LATE, asked)], [*taken, *(each.name for each in IDENTITY)]))


def _row(found: Sent, row: SentReturn, own: list[Column], late: list[Column]) -> tuple[Cell, ...]:
    of_edition = cells(own, row.edition, found.questionnaire(row.edition), row.replies, found.unseen(row))
    if not late:
        return (*_identity(row), *of_edition)
    asked = tuple(each.question for each in found.late if each.was_asked_of(row))
    of_late = cells(
        late, LATE, Questionnaire("", sections=(Section("late", "", questions=asked),)), row.replies
    )
    return (*_identity(row), *of_edition, *of_late, *_days(late, row))


def _days(late: list[Column], row: SentReturn) -> list[Cell]:
    keys = dict.fromkeys(column.series.key for column in late)
    return [_day(row.added[key]) if key in row.added else Missing.NOT_ASKED for key in keys]


def _late_variables(late: list[Column]) -> list[Variable]:
    """The answers, and behind them the day on which each was added. No key has a dot in it."""
    made = [
        Variable(
            each.name,
            _("Asked later: %(question)s") % {"question": each.label},
            each.measure,
            each,
            _codes(each),
        )
        for each in late
    ]
    made += [
        Variable(f"am.{key}", _("Added on: %(name)s") % {"name": key}, Measure.DATE)
        for key in dict.fromkeys(column.series.key for column in late)
    ]
    return made


def _identity(row: SentReturn) -> tuple[Cell, ...]:
    return (
        row.alliance,
        row.name,
        row.area,
        row.ags,
        row.kind,
        row.wave,
        row.wave_title,
        row.edition,
        _day(row.handed_in_at),
        _day(row.first_handed_in_at),
        row.number,
        int(row.came_late),
        int(row.is_example),
    )


def _day(at: datetime.datetime) -> datetime.date:
    return timezone.localdate(at)


def _codes(column: Column) -> tuple[tuple[int, str], ...]:
    if column.measure is Measure.TICK:
        return _YES_NO
    if column.measure is Measure.COUNT and column.series.latest.kind is QuestionKind.LIVING:
        return ((0, gettext("nothing entered")),)
    return tuple((code, option.label) for code, option in column.codes)
