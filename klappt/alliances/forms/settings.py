from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from klappt.alliances.enums import Part
from klappt.alliances.forms.fields import AreaField
from klappt.alliances.models import Alliance


class AllianceForm(forms.Form):
    name = forms.CharField(label=_("Name of the alliance"), max_length=160)
    area = AreaField(
        label=_("Area"),
        required=False,
        help_text=_("Name or official key of the Kreis, city or Kommune"),
        widget=forms.TextInput(attrs={"list": "areas", "autocomplete": "off"}),
    )
    founded_on = forms.DateField(label=_("Founded on"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for part in Part:
            self.fields[f"called_{part.value}"] = forms.CharField(
                label=part.label,
                required=False,
                max_length=80,
                help_text=_("Leave empty if it is called so with you, too."),
            )

    @classmethod
    def of(cls, alliance: Alliance, data: Any = None) -> "AllianceForm":
        names = {f"called_{part.value}": alliance.part_names.get(part.value, "") for part in Part}
        return cls(
            data,
            initial={
                "name": alliance.name,
                "area": alliance.municipality,
                "founded_on": alliance.founded_on,
                **names,
            },
        )

    def part_names(self) -> dict[Part, str]:
        return {part: self.cleaned_data[f"called_{part.value}"] for part in Part}


class FoundingForm(forms.Form):
    name = forms.CharField(label=_("Name of the alliance"), max_length=160)
    key = forms.SlugField(
        label=_("Short name in the address"),
        max_length=60,
        help_text=_("Small letters, digits and hyphens, for example: kreis-musterhausen"),
        validators=[
            RegexValidator(r"^[a-z0-9-]+$", _("Please use small letters a to z, digits and hyphens only."))
        ],
    )
    area = AreaField(
        label=_("Area"),
        required=False,
        help_text=_("Name or official key of the Kreis, city or Kommune"),
        widget=forms.TextInput(attrs={"list": "areas", "autocomplete": "off"}),
    )
    founded_on = forms.DateField(label=_("Founded on"), required=False)


class StepForm(forms.Form):
    planned_until = forms.DateField(
        label=_("Planned until"),
        required=False,
        help_text=_("Leave empty if there is no day for it yet."),
    )
    note = forms.CharField(
        label=_("What is agreed"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
