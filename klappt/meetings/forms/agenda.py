"""Items of an agenda."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.meetings.models import AgendaItem
from klappt.meetings.services.agenda import LONGEST
from klappt.ui.opened import OpenedForm


class ItemForm(OpenedForm):
    title = forms.CharField(label=_("Topic"), max_length=200)
    minutes = forms.IntegerField(
        label=_("How many minutes"),
        required=False,
        min_value=1,
        max_value=LONGEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    presenter = forms.CharField(label=_("Who presents it"), required=False, max_length=120)
    text = forms.CharField(
        label=_("What it is about"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands in the invitation."),
    )

    def item(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "minutes", "presenter", "text")}


def as_shown(item: AgendaItem) -> dict[str, Any]:
    return {name: getattr(item, name) for name in ("title", "minutes", "presenter", "text")}
