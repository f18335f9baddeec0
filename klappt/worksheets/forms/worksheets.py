"""Name and purpose of a worksheet."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from klappt.core.names import plain_words
from klappt.ui.opened import OpenedForm
from klappt.worksheets.models import Worksheet
from klappt.worksheets.models.worksheet import PAGES


def _purpose() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("What it is for"),
        help_text=gettext_lazy("One or two sentences. The alliances read them, too."),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NewWorksheetForm(forms.Form):
    title = forms.CharField(label=pgettext_lazy("worksheet", "Title"), max_length=200)
    purpose = _purpose()
    key = forms.SlugField(
        label=gettext_lazy("Short name"),
        help_text=gettext_lazy("Stands in addresses and files. Leave empty to have it made from the title."),
        required=False,
        max_length=60,
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        key = said.get("key") or "-".join(plain_words(said.get("title", "")))[:60].strip("-")
        if "key" not in self.errors and said.get("title"):
            said["key"] = key
            if not key or key in PAGES:
                self.add_error("key", _("Please give another short name."))
            elif Worksheet.objects.filter(key=key).exists():
                self.add_error("key", _("There is a worksheet with this short name already."))
        return said


class WorksheetForm(OpenedForm):
    title = forms.CharField(label=pgettext_lazy("worksheet", "Title"), max_length=200)
    purpose = _purpose()
