from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.consultations.enums import Outcome, Spot
from klappt.consultations.services.comments import LONGEST


class CommentForm(forms.Form):
    """One comment at its place."""

    spot = forms.ChoiceField(choices=Spot.choices, widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Your comment"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "data-guard": True}),
        help_text=_("Research reads this, with the name of your alliance and without yours."),
    )


class ChangeForm(forms.Form):
    text = forms.CharField(
        label=_("Your comment"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "data-guard": True}),
        help_text=_("Research reads this, with the name of your alliance and without yours."),
    )


class AnswerForm(forms.Form):
    """Taken up, and how; or why not."""

    outcome = forms.ChoiceField(
        label=_("What becomes of it"),
        choices=[(each.value, each.label) for each in (Outcome.TAKEN_UP, Outcome.NOT_TAKEN_UP)],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("What changes, or why nothing does"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "data-guard": True}),
        help_text=_("The alliance reads this. What is taken up stands with the edition for all alliances."),
    )
