"""Answers to choose from, lines and columns: rows of a form that are added, moved and taken out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from klappt.core.questionnaire.editing import proposed_key
from klappt.core.questionnaire.model import Column, Option, QuestionKind
from klappt.worksheets.words.kinds import KINDS, Words

MOST_ROWS = 100
_LONGEST = 300
_PARTS = ("key", "label", "kind", "unit", "options")
IN_TABLES = (QuestionKind.TEXT, QuestionKind.NUMBER, QuestionKind.DATE, QuestionKind.CHOICE)


@dataclass(frozen=True)
class Row:
    """One row as it stands in the form. `options` are those of a column, one a line."""

    key: str = ""
    label: str = ""
    kind: str = QuestionKind.TEXT.value
    unit: str = ""
    options: str = ""

    @property
    def is_blank(self) -> bool:
        return not (self.label.strip() or self.unit.strip() or self.options.strip())


class RowsText(str):
    """What the rows say, to compare and to show; `rows` are they themselves."""

    __slots__ = ("rows",)
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "RowsText":
        text = cls(" / ".join(cls._said(row) for row in rows))
        text.rows = tuple(rows)
        return text

    @staticmethod
    def _said(row: Row) -> str:
        more = [row.unit, " | ".join(row.options.split("\n")) if row.options else ""]
        kind = [] if row.kind == QuestionKind.TEXT else [str(KINDS[QuestionKind(row.kind)].label)]
        inside = ", ".join(part for part in (*kind, *more) if part)
        return f"{row.label} ({inside})" if inside else row.label


class RowsWidget(forms.Widget):
    """Draws the rows. A button named `do` ("options:up:2") changes them when the form comes back."""

    template_name = "worksheets/forms/rows.html"
    use_fieldset = True

    def __init__(self, *, add: Words, one: Words, columns: bool = False) -> None:
        super().__init__()
        self.add, self.one, self.columns = add, one, columns

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        rows = list(value) if value else []
        rows += [Row()] * (2 - len(rows))
        return {
            **super().get_context(name, None, attrs),
            "rows": rows,
            "add": self.add,
            "one": self.one,
            "columns": self.columns,
            "kinds": [(kind.value, KINDS[kind].label) for kind in IN_TABLES],
        }

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> list[Row]:
        rows = []
        for number in range(MOST_ROWS):
            given = {part: str(data.get(f"{name}-{number}-{part}", "")) for part in _PARTS}
            if f"{name}-{number}-label" not in data:
                break
            rows.append(Row(**{**given, "kind": given["kind"] or QuestionKind.TEXT.value}))
        return done(rows, name, str(data.get("do", "")))

    def value_omitted_from_data(self, _data: Any, _files: Any, _name: str) -> bool:
        return False


def done(rows: list[Row], name: str, do: str) -> list[Row]:
    """The rows after the button that was pressed: add, up, down, out. Another's button changes nothing."""
    whose, _colon, rest = do.partition(":")
    verb, _colon, number = rest.partition(":")
    if whose != name:
        return rows
    if verb == "add":
        return [*rows, Row()] if len(rows) < MOST_ROWS else rows
    at = int(number) if number.isdecimal() else len(rows)
    if at >= len(rows):
        return rows
    row, others = rows[at], [*rows[:at], *rows[at + 1 :]]
    if verb == "out":
        return others
    others.insert(max(0, at - 1) if verb == "up" else at + 1, row)
    return others


class RowsField(forms.Field):
    """Rows whose blank ones fall away; each gets a short name of its own, which it keeps."""

    widget: RowsWidget

    def clean(self, value: Any) -> RowsText:
        rows = [row for row in value if not row.is_blank]
        taken = {row.key for row in rows if row.key}
        found: list[Row] = []
        for row in rows:
            label = row.label.strip()
            if not label:
                raise ValidationError(_("Every line needs a text."))
            if len(label) > _LONGEST:
                raise ValidationError(
                    _("This is longer than %(most)d characters: %(text)s…"),
                    params={"most": _LONGEST, "text": label[:40]},
                )
            if row.kind not in {kind.value for kind in IN_TABLES}:
                raise ValidationError(
                    _("A column can hold a text, a number, a date or one answer from a list.")
                )
            key = row.key or proposed_key(label, taken, "a")
            taken.add(key)
            lines = "\n".join(line.strip() for line in row.options.splitlines() if line.strip())
            found.append(Row(key, label, row.kind, row.unit.strip()[:40], lines))
        return RowsText.of(found)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(initial != data)


def option_rows(options: Sequence[Option]) -> RowsText:
    return RowsText.of([Row(option.key, option.label) for option in options])


def column_rows(columns: Sequence[Column]) -> RowsText:
    return RowsText.of(
        [
            Row(
                column.key,
                column.label,
                column.kind.value,
                column.unit,
                "\n".join(option.label for option in column.options),
            )
            for column in columns
        ]
    )


def as_options(text: RowsText) -> tuple[Option, ...]:
    return tuple(Option(row.key, row.label) for row in text.rows)


def as_columns(text: RowsText, before: Sequence[Column]) -> tuple[Column, ...]:
    """Columns with what is chosen from; an answer keeps its short name while its place or words stay."""
    known = {column.key: column.options for column in before}
    return tuple(
        Column(
            row.key,
            row.label,
            QuestionKind(row.kind),
            _options(row.options.splitlines(), known.get(row.key, ()))
            if row.kind == QuestionKind.CHOICE
            else (),
            row.unit if row.kind == QuestionKind.NUMBER else "",
        )
        for row in text.rows
    )


def _options(labels: list[str], before: Sequence[Option]) -> tuple[Option, ...]:
    by_label = {option.label: option.key for option in before}
    in_place = {
        label: option.key
        for label, option in zip(labels, before, strict=False)
        if len(labels) == len(before) and label not in by_label and option.label not in labels
    }
    found: list[Option] = []
    for label in dict.fromkeys(labels):
        known = by_label.get(label) or in_place.get(label)
        taken = {option.key for option in (*before, *found)}
        found.append(Option(known or proposed_key(label, taken, "a"), label))
    return tuple(found)
