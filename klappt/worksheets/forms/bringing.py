"""A worksheet from a file: which file, and which worksheet it becomes."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klappt.worksheets.forms.worksheets import NewWorksheetForm
from klappt.worksheets.models import Worksheet


class TargetForm(forms.Form):
    """Into a worksheet that is there, else a new one. `wording`: what was read; `shown`: which draft."""

    worksheet = forms.ModelChoiceField(
        Worksheet.objects.order_by("position", "pk"),
        to_field_name="key",
        required=False,
        label=gettext_lazy("It becomes"),
        empty_label=gettext_lazy("a new worksheet"),
    )
    title = forms.CharField(
        label=gettext_lazy("Title of the new worksheet"),
        help_text=gettext_lazy("Only for a new one."),
        max_length=200,
        required=False,
    )
    wording = forms.CharField(widget=forms.HiddenInput, max_length=4_000_000)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("worksheet") is None and "worksheet" not in self.errors:
            new = NewWorksheetForm({"title": said.get("title", "")})
            if new.is_valid():
                said["key"] = new.cleaned_data["key"]
            else:
                self.add_error(
                    "title",
                    _("Please give a title that no other worksheet has, or choose the worksheet above."),
                )
        return said
