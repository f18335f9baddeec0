"""Correcting one place of minutes."""

import datetime
from typing import Any

from django import forms
from django.utils.dateparse import parse_date, parse_time
from django.utils.translation import gettext_lazy as _

from klappt.meetings.enums import Presence
from klappt.meetings.forms.meeting import time_field
from klappt.meetings.selectors.corrections import LABELS
from klappt.ui.days import DayField
from klappt.ui.opened import OpenedForm

LENGTHS = {"person": 120, "chair": 120, "title": 200, "place": 300}


def _field(column: str) -> forms.Field:
    label = str(LABELS[column])
    if column == "presence":
        return forms.ChoiceField(label=label, choices=Presence.choices)
    if column in ("begins", "ends"):
        return time_field(label=label)
    if column == "due_on":
        return DayField(label=label)
    return _text_field(column, label)


def _text_field(column: str, label: str) -> forms.CharField:
    if column == "notes":
        return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 8}))
    if column == "text":
        return forms.CharField(label=label, max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    if column == "deputy":
        hint = _("Only when the deputy was there.")
        return forms.CharField(label=label, max_length=120, required=False, help_text=hint)
    needed = column not in ("place", "chair")
    return forms.CharField(label=label, max_length=LENGTHS[column], required=needed)


class CorrectionForm(OpenedForm):
    """A field for each column of the place, and why."""

    def __init__(self, data: Any = None, *, values: dict[str, str]) -> None:
        self.columns = list(values)
        super().__init__(data, now={column: _shown(column, text) for column, text in values.items()})
        for column in values:
            self.fields[column] = _field(column)
        self.fields["reason"] = forms.CharField(
            label=_("Why it is corrected"), max_length=300, help_text=_("Stands in the minutes.")
        )

    def values(self) -> dict[str, str]:
        return {column: _text(self.cleaned_data[column]) for column in self.columns}


def _shown(column: str, text: str) -> Any:
    if text and column in ("begins", "ends"):
        return parse_time(text)
    return parse_date(text) if text and column == "due_on" else text


def _text(value: Any) -> str:
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
