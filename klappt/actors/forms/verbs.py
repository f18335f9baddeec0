"""The small forms of the institution's page, one for each verb."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.actors.enums import CooperationFormat, Criterion, Rating, Tick
from klappt.actors.forms.fields import NOTHING_SAID
from klappt.actors.models import Institution
from klappt.ui.days import DayField


def _long(label: Any, *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, required=required, widget=forms.Textarea(attrs={"rows": 3}))


class CooperationForm(forms.Form):
    format = forms.TypedChoiceField(
        label=_("By which format"), choices=CooperationFormat.choices, coerce=CooperationFormat
    )
    since = DayField(label=_("Since"), required=False)
    until = DayField(label=_("Until (empty: still going on)"), required=False)
    note = _long(_("What it is about"))


class EndForm(forms.Form):
    on = DayField(label=_("Until"), initial=timezone.localdate)


class AssessmentForm(forms.Form):
    rating = forms.TypedChoiceField(
        label=_("How it goes"), choices=[*reversed(Rating.choices)], coerce=int, widget=forms.RadioSelect
    )
    on = DayField(label=_("As of"), initial=timezone.localdate)
    note = _long(_("What makes you say so"))

    def clean_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day


class CriteriaForm(forms.Form):
    """The six criteria, each with its note (A15)."""

    def __init__(self, data: Any = None, *, institution: Institution) -> None:
        marks = {mark.criterion: mark for mark in institution.criteria.all()}
        super().__init__(data)
        for criterion in Criterion:
            mark = marks.get(criterion)
            self.fields[criterion] = forms.ChoiceField(
                label=criterion.label,
                choices=[NOTHING_SAID, *Tick.choices],
                required=False,
                initial=mark.meets if mark else "",
            )
            self.fields[f"{criterion}_note"] = forms.CharField(
                label=_("Note"),
                required=False,
                initial=mark.note if mark else "",
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def answers(self) -> list[tuple[Criterion, str, str]]:
        good = self.cleaned_data
        return [(each, good[each], good[f"{each}_note"]) for each in Criterion]


class TypeForm(forms.Form):
    label = forms.CharField(label=_("Name of the type"), max_length=80)
