from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.measures.enums import Rhythm


class RhythmForm(forms.Form):
    """How often somebody wants to be reminded; the same on the page and by the link."""

    often = forms.ChoiceField(
        label=_("How often may we write to you?"), choices=Rhythm.choices, widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, now: Rhythm | None) -> None:
        super().__init__(data, initial={"often": now or Rhythm.WEEKLY})

    def rhythm(self) -> Rhythm:
        return Rhythm(self.cleaned_data["often"])
