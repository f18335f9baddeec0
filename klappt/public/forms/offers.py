from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.offers.models import Offer
from klappt.offers.services.confirming import OwnWords


class OwnOfferForm(forms.ModelForm[Offer]):
    """What a provider may correct about its offer."""

    places = forms.IntegerField(
        label=_("Places a year"),
        min_value=0,
        max_value=9999,
        required=False,
        help_text=_("Empty: not known."),
    )

    class Meta:
        model = Offer
        fields = (
            "name",
            "description",
            "months",
            "duration_note",
            "website",
            "valid_from",
            "valid_until",
        )
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, places: int | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.places_before = places
        self.fields["places"].initial = places

    def values(self) -> OwnWords:
        good = self.cleaned_data
        return {
            "name": good["name"],
            "description": good["description"],
            "months": good["months"],
            "duration_note": good["duration_note"],
            "website": good["website"],
            "valid_from": good["valid_from"],
            "valid_until": good["valid_until"],
        }

    @property
    def places_changed(self) -> bool:
        return bool(self.cleaned_data["places"] != self.places_before)
