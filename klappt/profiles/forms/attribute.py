from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.profiles.enums import AttributeKind

_NONE = ("", "–")


class AttributeForm(forms.Form):
    """A question of the alliance's own."""

    label = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("As it stands in a rule: “Lives in the north”.")
    )
    question = forms.CharField(
        label=_("Question to the person"),
        max_length=300,
        required=False,
        help_text=_("As one would ask it: “Do you live in the north of the district?”"),
    )
    kind = forms.ChoiceField(label=_("What kind of answer"), choices=AttributeKind.choices)
    values = forms.CharField(
        label=_("Possible answers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line; a level from lowest to highest. Only for “one of several” and “a level”."),
    )

    def answers(self) -> Sequence[str]:
        text: str = self.cleaned_data["values"]
        return text.splitlines()


class WordsForm(forms.Form):
    """The alliance's own words for a question that is there already."""

    label = forms.CharField(label=_("Name"), max_length=120)
    question = forms.CharField(label=_("Question to the person"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, label: str, question: str) -> None:
        super().__init__(data, initial={"label": label, "question": question})
