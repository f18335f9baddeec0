"""An answer as something to read: plain text for files and letters, and what a page shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from klappt.core.questionnaire.model import Question, QuestionKind
from klappt.core.questionnaire.values import Reply, ReplyState
from klappt.fields.words import day_words, number_words


@dataclass(frozen=True, slots=True)
class Table:
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def as_text(question: Question, reply: Reply | None) -> str:
    """Plain words, several lines where there is a list; says so where nothing was answered."""
    if reply is None or reply.state is ReplyState.EMPTY:
        return _("not answered")
    if reply.state is ReplyState.NOT_APPLICABLE:
        return _("does not apply")
    told = _TOLD.get(question.kind, single)
    return told(question, reply.value)


def single(question: Question, value: str) -> str:
    """A text, number with its unit, day or option as it is read."""
    if question.kind is QuestionKind.NUMBER:
        return f"{number_words(value)} {question.unit}".rstrip()
    if question.kind is QuestionKind.DATE:
        return day_words(value)
    if question.kind in {QuestionKind.CHOICE, QuestionKind.SCALE}:
        return _label(question, value)
    return value


def listed(question: Question, value: list[str]) -> list[str]:
    """Chosen options by their words, in the order of the answer."""
    return [_label(question, key) for key in value]


def table_of(question: Question, value: Any) -> Table:
    """A matrix, a repeated table or a living part as head and rows of words."""
    if question.kind is QuestionKind.MATRIX:
        rows = [(row.label, _label(question, value[row.key])) for row in question.rows if row.key in value]
        return Table(("", pgettext("column", "Answer")), tuple(rows))
    if question.kind is QuestionKind.LIVING:
        return Table(tuple(value["head"]), tuple(tuple(row) for row in value["rows"]))
    head = tuple(_with_unit(column.label, column.unit) for column in question.columns)
    return Table(head, tuple(_row(question, row) for row in value))


def _ranked(question: Question, value: list[str]) -> str:
    return "\n".join(f"{place}. {label}" for place, label in enumerate(listed(question, value), start=1))


def _file(_question: Question, value: Mapping[str, Any]) -> str:
    return f"{value['name']} ({filesizeformat(value['size'])})"


def _row(question: Question, row: Mapping[str, str]) -> tuple[str, ...]:
    cells = []
    for column in question.columns:
        alone = Question(column.key, column.kind, column.label, options=column.options)
        cells.append(single(alone, row[column.key]) if column.key in row else "")
    return tuple(cells)


def _pairs(question: Question, value: Mapping[str, str]) -> str:
    return "\n".join(f"{row}: {chosen}" for row, chosen in table_of(question, value).rows)


def _lines(question: Question, value: Any) -> str:
    table = table_of(question, value)
    return "\n".join(
        "; ".join(f"{name}: {cell}" for name, cell in zip(table.head, row, strict=False) if cell)
        for row in table.rows
    )


def _with_unit(label: str, unit: str) -> str:
    return f"{label} ({unit})" if unit else label


def _label(question: Question, key: str) -> str:
    return next((option.label for option in question.options if option.key == key), key)


_TOLD: dict[QuestionKind, Callable[[Question, Any], str]] = {
    QuestionKind.CHOICES: lambda question, value: "; ".join(listed(question, value)),
    QuestionKind.RANKING: _ranked,
    QuestionKind.MATRIX: _pairs,
    QuestionKind.TABLE: _lines,
    QuestionKind.LIVING: _lines,
    QuestionKind.FILE: _file,
}
