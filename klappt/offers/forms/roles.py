from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.actors.models import Institution
from klappt.offers.enums import OfferRoleKind
from klappt.ui.days import DayField


class RoleForm(forms.Form):
    """An institution that carries, funds, runs or assigns."""

    role = forms.ChoiceField(label=_("What it does"), choices=OfferRoleKind.choices)
    since = DayField(label=_("Since"), required=False)
    until = DayField(label=_("Until"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["institution"] = forms.ModelChoiceField(
            label=_("Institution"),
            queryset=Institution.objects.order_by("search", "pk"),
            empty_label=_("Please choose"),
            widget=forms.Select(attrs={"data-combobox": True}),
        )
        self.order_fields(["institution", "role", "since", "until", "note"])
