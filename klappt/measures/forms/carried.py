from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.actors.models import Institution
from klappt.measures.models import Carried
from klappt.measures.services.carried import Words
from klappt.meetings.models import Meeting, Outcome
from klappt.ui.choices import let_choose_rows
from klappt.ui.days import DayField

NO_PERSON = _("Only institutions and topics, nothing about single young people.")


class CarriedForm(forms.Form):
    """What, where and when; where it came from may be left out."""

    what = forms.CharField(
        label=_("What you carried on"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=NO_PERSON,
    )
    where = forms.CharField(
        label=_("Where or to whom"),
        max_length=200,
        required=False,
        help_text=_("A team meeting, a round of colleagues, a letter."),
    )
    on = DayField(label=_("When"))
    institution: forms.ModelChoiceField[Institution] = forms.ModelChoiceField(
        label=_("Into which institution"), queryset=None, empty_label=_("please choose")
    )
    outcome: forms.ModelChoiceField[Outcome] = forms.ModelChoiceField(
        label=_("Result it came from"), queryset=None, required=False, empty_label=_("none")
    )
    meeting: forms.ModelChoiceField[Meeting] = forms.ModelChoiceField(
        label=_("Meeting it came from"), queryset=None, required=False, empty_label=_("none")
    )

    def __init__(self, data: Any = None, *, carried: Carried | None = None, start: Any = None) -> None:
        known = {name: getattr(carried, name) for name in self.base_fields} if carried else {}
        super().__init__(data, initial={"on": timezone.localdate(), **(start or {}), **known})
        querysets = {
            "institution": Institution.objects.order_by("search", "pk"),
            "outcome": Outcome.objects.order_by("-created_at", "-pk"),
            "meeting": Meeting.objects.order_by("-starts_at", "-pk"),
        }
        for name, rows in querysets.items():
            let_choose_rows(self, name, rows)
            self.fields[name].widget.attrs["data-combobox"] = True

    def words(self) -> Words:
        good = self.cleaned_data
        return {
            "institution": good["institution"],
            "what": good["what"],
            "where": good["where"],
            "on": good["on"],
            "outcome": good["outcome"],
            "meeting": good["meeting"],
        }
