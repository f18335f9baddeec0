"""The rows of an XLSForm out of a questionnaire."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from klappt.core.questionnaire.model import (
    Column,
    Option,
    Origin,
    Question,
    QuestionKind,
    Questionnaire,
    Section,
)
from klappt.worksheets.exports.xlsform_expressions import NotSayable, constraint, plain, relevant

KIND = QuestionKind
COLUMNS = (
    "type",
    "name",
    "label",
    "hint",
    "required",
    "relevant",
    "constraint",
    "appearance",
    "repeat_count",
    "klappt_unit",
    "klappt_sharing",
    "klappt_may_not_apply",
)
Line = dict[str, str]

_TYPES = {
    KIND.TEXT: "text",
    KIND.LONG_TEXT: "text",
    KIND.DATE: "date",
    KIND.CHOICE: "select_one",
    KIND.SCALE: "select_one",
    KIND.CHOICES: "select_multiple",
    KIND.RANKING: "rank",
    KIND.FILE: "file",
}
_APPEARANCES = {KIND.LONG_TEXT: "multiline", KIND.SCALE: "likert"}


class ChangeKind(StrEnum):
    """What an XLSForm cannot say. CHANGE_WORDS has the sentence for each."""

    LIVING = "living"
    MATRIX = "matrix"
    TABLE = "table"
    CONDITION = "condition"
    BOUNDS = "bounds"
    REQUIRED = "required"
    MAY_NOT_APPLY = "may_not_apply"
    SHARING = "sharing"
    LINEAGE = "lineage"


@dataclass(frozen=True, slots=True)
class Change:
    """`row` of the sheet “survey” that was written, 0 where the whole form is meant."""

    kind: ChangeKind
    row: int
    label: str = ""


@dataclass(slots=True)
class Survey:
    rows: list[Line] = field(default_factory=list)
    lists: dict[str, tuple[Option, ...]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    asked: dict[str, Question] = field(default_factory=dict)

    def add(self, **cells: str) -> None:
        self.rows.append({name: cell for name, cell in cells.items() if cell})

    def change(self, kind: ChangeKind, label: str = "") -> None:
        """Of the row that comes next."""
        self.changes.append(Change(kind, len(self.rows) + 2 if label else 0, label))


def survey_of(questionnaire: Questionnaire) -> Survey:
    survey = Survey()
    if questionnaire.intro:
        survey.add(type="note", name="intro-form", label=questionnaire.intro)
    for section in questionnaire.sections:
        _section(section, survey)
    if questionnaire.gone or any(each.lineage.origin is not Origin.NEW for each in questionnaire.questions):
        survey.change(ChangeKind.LINEAGE)
    if questionnaire.sections:
        survey.change(ChangeKind.SHARING)
    return survey


def _section(section: Section, survey: Survey) -> None:
    survey.add(
        type="begin_group",
        name=f"section-{section.key}",
        label=section.title,
        klappt_sharing=section.sharing.value,
    )
    if section.intro:
        survey.add(type="note", name=f"intro-{section.key}", label=section.intro)
    for question in section.questions:
        _WRITERS.get(question.kind, _single)(question, survey)
        survey.asked[question.key] = question
    survey.add(type="end_group")


def _single(question: Question, survey: Survey) -> None:
    kind = "decimal" if question.decimals else "integer"
    kind = _TYPES.get(question.kind, kind)
    if question.options:
        survey.lists[question.key] = question.options
        kind = f"{kind} {question.key}"
    if question.kind is KIND.RANKING and (question.least is not None or question.most is not None):
        survey.change(ChangeKind.BOUNDS, question.label)
    survey.add(
        type=kind,
        required="yes" if question.required else "",
        constraint=constraint(question),
        appearance=_APPEARANCES.get(question.kind, ""),
        **_shared(question, survey),
    )


def _shared(question: Question, survey: Survey) -> Line:
    """What every question has, whatever its kind."""
    return {
        "name": question.key,
        "label": _with_unit(question.label, question.unit),
        "hint": question.hint,
        "relevant": _relevant(question, survey),
        "klappt_unit": question.unit,
        "klappt_may_not_apply": _may_not_apply(question, survey),
    }


def _with_unit(label: str, unit: str) -> str:
    return f"{label} [{unit}]" if unit else label


def _may_not_apply(question: Question, survey: Survey) -> str:
    if not question.may_not_apply:
        return ""
    survey.change(ChangeKind.MAY_NOT_APPLY, question.label)
    return "yes"


def _relevant(question: Question, survey: Survey) -> str:
    if question.when is None:
        return ""
    try:
        return relevant(question.when, survey.asked)
    except NotSayable:
        survey.change(ChangeKind.CONDITION, question.label)
        return ""


def _living(question: Question, survey: Survey) -> None:
    survey.change(ChangeKind.LIVING, question.label)
    survey.add(type="note", **_shared(question, survey))


def _matrix(question: Question, survey: Survey) -> None:
    survey.change(ChangeKind.MATRIX, question.label)
    survey.lists[question.key] = question.options
    survey.add(type="begin_group", appearance="table-list", **_shared(question, survey))
    for row in question.rows:
        survey.add(
            type=f"select_one {question.key}",
            name=f"{question.key}-{row.key}",
            label=row.label,
            required="yes" if question.required else "",
        )
    survey.add(type="end_group")


def _table(question: Question, survey: Survey) -> None:
    survey.change(ChangeKind.TABLE, question.label)
    if question.required:
        survey.change(ChangeKind.REQUIRED, question.label)
    if question.least is not None:
        survey.change(ChangeKind.BOUNDS, question.label)
    count = plain(question.most) if question.most is not None else ""
    survey.add(type="begin_repeat", repeat_count=count, **_shared(question, survey))
    for column in question.columns:
        survey.add(**dict(_column(question, column, survey)))
    survey.add(type="end_repeat")


def _column(question: Question, column: Column, survey: Survey) -> Iterator[tuple[str, str]]:
    name = f"{question.key}-{column.key}"
    kind = "decimal" if column.kind is KIND.NUMBER else _TYPES[column.kind]
    if column.kind is KIND.CHOICE:
        survey.lists[name] = column.options
        kind = f"{kind} {name}"
    yield from {
        "type": kind,
        "name": name,
        "label": _with_unit(column.label, column.unit),
        "klappt_unit": column.unit,
    }.items()


_WRITERS = {KIND.LIVING: _living, KIND.MATRIX: _matrix, KIND.TABLE: _table}
