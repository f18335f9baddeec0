from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Alliance
from klappt.ui.choices import let_choose_rows
from klappt.ui.days import DayField


class ProlongForm(forms.Form):
    """A new day for a round, and why."""

    until = DayField(label=_("Comments until"))
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands in the mail to those who were asked."),
    )


class AskForm(forms.Form):
    """To whom a draft goes, with which words, until when."""

    alliances: forms.ModelMultipleChoiceField[Alliance] = forms.ModelMultipleChoiceField(
        label=_("Alliances"),
        queryset=Alliance.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one alliance.")},
    )
    letter = forms.CharField(
        label=_("What the alliances read first"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6, "data-guard": True}),
        help_text=_("Stands in the mail and above the draft: what you would like to know from them."),
    )
    until = DayField(
        label=_("Comments until"), help_text=_("Until the end of this day they write and change comments.")
    )

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        let_choose_rows(self, "alliances", Alliance.objects.order_by("name", "pk"))
