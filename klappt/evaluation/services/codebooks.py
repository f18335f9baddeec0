"""The codebook: what stands in each column, how it was asked in each edition, and what the codes mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from klappt.core.questionnaire.columns import Measure, Missing
from klappt.core.questionnaire.model import Origin, Question
from klappt.evaluation.selectors.data_table import LATE, DataTable, Variable
from klappt.evaluation.selectors.missing import WORDS, codes_of
from klappt.sheets.layout import Column, SheetLayout, Writable
from klappt.worksheets.words.kinds import KINDS

MEASURES = {
    Measure.TEXT: gettext_lazy("text"),
    Measure.NUMBER: pgettext_lazy("kind of value", "number"),
    Measure.DATE: gettext_lazy("day"),
    Measure.CODE: gettext_lazy("code of what was chosen"),
    Measure.TICK: gettext_lazy("1 ticked, 0 not ticked"),
    Measure.RANK: gettext_lazy("place in the ranking, 1 is the first"),
    Measure.COUNT: pgettext_lazy("kind of value", "count"),
}

_OF_RETURN = {
    Measure.TICK: gettext_lazy("yes or no"),
    Measure.COUNT: pgettext_lazy("kind of value", "number"),
}


@dataclass(frozen=True)
class Wording:
    """How a question was asked in one edition, and what the edition says of the one before."""

    edition: int
    question: Question
    lineage: str
    why: str


@dataclass(frozen=True)
class Entry:
    """A column with everything there is to know of it."""

    variable: Variable
    kind: str
    measure: str
    unit: str
    editions: str
    begins_anew: str
    wordings: tuple[Wording, ...]
    missing: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        return self.variable.column.series.key if self.variable.column else ""


def codebook(table: DataTable) -> list[Entry]:
    return [_entry(table, variable) for variable in table.variables]


def _entry(table: DataTable, variable: Variable) -> Entry:
    column = variable.column
    if column is None:
        measure = str(_OF_RETURN.get(variable.measure, MEASURES[variable.measure]))
        return Entry(variable, "", measure, "", "", "", (), ())
    series = column.series
    late = {each.question.key: each for each in table.late}
    wordings = tuple(_wording(number, question) for number, question in sorted(series.wordings.items()))
    anew = wordings[0].why if series.wordings[series.start].lineage.origin is Origin.REWORDED else ""
    editions = ", ".join(str(number) for number in sorted(series.wordings))
    if series.start == LATE:
        asked = late[series.key]
        editions = _("asked later, wave %(wave)s") % {"wave": asked.wave}
        anew = asked.reason
    return Entry(
        variable=variable,
        kind=str(KINDS[series.latest.kind].label),
        measure=str(MEASURES[variable.measure]),
        unit=series.latest.unit,
        editions=editions,
        begins_anew=anew,
        wordings=wordings,
        missing=_missing(variable),
    )


def _missing(variable: Variable) -> tuple[tuple[str, str], ...]:
    codes = codes_of(variable)
    return tuple((str(codes.get(reason, "")), str(WORDS[reason])) for reason in Missing)


def _wording(number: int, question: Question) -> Wording:
    lineage = question.lineage
    said = {Origin.NEW: _("new"), Origin.SAME: _("unchanged")}.get(lineage.origin)
    if said is None:
        said = _("reworded, comparable") if lineage.comparable else _("reworded, not comparable")
    return Wording(number, question, said, lineage.why)


def codebook_sheets(table: DataTable) -> list[SheetLayout]:
    """One sheet of columns, one of codes, one of wordings."""
    entries = codebook(table)
    return [variables_sheet(entries), _codes_sheet(entries), _wordings_sheet(entries)]


def variables_sheet(entries: Sequence[Entry]) -> SheetLayout:
    """Everything in one row per column, as the CSV has it too."""
    heads = (
        (_("Name"), 24),
        (_("What stands there"), 60),
        (pgettext("column", "Question"), 24),
        (_("Kind of question"), 18),
        (_("Kind of value"), 22),
        (pgettext("column", "Unit"), 12),
        (_("Asked in the editions"), 14),
        (_("Codes"), 50),
        (_("Codes for what is missing"), 50),
        (_("Begins anew because"), 50),
    )
    return SheetLayout(_("Columns"), _columns(heads), [_row(each) for each in entries], spare=0)


def _row(entry: Entry) -> list[Writable]:
    return [
        entry.variable.name,
        str(entry.variable.label),
        entry.key,
        entry.kind,
        entry.measure,
        entry.unit,
        entry.editions,
        _joined((str(code), label) for code, label in entry.variable.codes),
        _joined((code or _("empty"), label) for code, label in entry.missing),
        entry.begins_anew,
    ]


def _joined(pairs: Iterable[tuple[str, str]]) -> str:
    return " | ".join(f"{code} = {label}" for code, label in pairs)


def _codes_sheet(entries: Sequence[Entry]) -> SheetLayout:
    heads = ((_("Name"), 24), (_("Code"), 12), (_("Meaning"), 60), (pgettext("column", "Missing"), 12))
    rows: list[list[Writable]] = []
    for entry in entries:
        name = entry.variable.name
        rows += [[name, code, label, ""] for code, label in entry.variable.codes]
        rows += [[name, code or _("empty"), label, _("yes")] for code, label in entry.missing]
    return SheetLayout(_("Codes"), _columns(heads), rows, spare=0)


def _wordings_sheet(entries: Sequence[Entry]) -> SheetLayout:
    heads = (
        (pgettext("column", "Question"), 24),
        (_("Edition"), 10),
        (_("Wording"), 70),
        (_("Hint"), 50),
        (_("Since the edition before"), 26),
        (_("Reason"), 50),
    )
    seen: dict[tuple[str, int], list[Writable]] = {}
    for entry in entries:
        for each in entry.wordings:
            number: Writable = each.edition if each.edition != LATE else _("asked later")
            seen.setdefault(
                (entry.key, each.edition),
                [entry.key, number, each.question.label, each.question.hint, each.lineage, each.why],
            )
    return SheetLayout(_("Wordings"), _columns(heads), list(seen.values()), spare=0)


def _columns(heads: Sequence[tuple[str, int]]) -> list[Column]:
    return [Column(heading, width=width) for heading, width in heads]
