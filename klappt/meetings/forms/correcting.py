"""Correcting one place of minutes."""

import datetime
from typing import Any

from django import forms
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from klappt.meetings.enums import Presence
from klappt.meetings.selectors.corrections import LABELS
from klappt.ui.days import DayField
from klappt.ui.opened import OpenedForm


def _field(column: str) -> forms.Field:
    label = str(LABELS[column])
    if column == "presence":
        return forms.ChoiceField(label=label, choices=Presence.choices)
    if column == "deputy":
        return forms.CharField(
            label=label, max_length=120, required=False, help_text=_("Only when the deputy was there.")
        )
    if column == "due_on":
        return DayField(label=label)
    if column == "notes":
        return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 8}))
    if column == "text":
        return forms.CharField(label=label, max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    return forms.CharField(label=label, max_length=120 if column == "person" else 200)


class CorrectionForm(OpenedForm):
    """A field for each column of the place, and why."""

    def __init__(self, data: Any = None, *, values: dict[str, str]) -> None:
        self.columns = list(values)
        shown: dict[str, Any] = {
            column: parse_date(text) if column == "due_on" and text else text
            for column, text in values.items()
        }
        super().__init__(data, now=shown)
        for column in values:
            self.fields[column] = _field(column)
        self.fields["reason"] = forms.CharField(
            label=_("Why it is corrected"), max_length=300, help_text=_("Stands in the minutes.")
        )

    def values(self) -> dict[str, str]:
        return {column: _text(self.cleaned_data[column]) for column in self.columns}


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
