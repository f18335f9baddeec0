from django import forms
from django.utils.translation import gettext_lazy as _


class LeadForm(forms.Form):
    """Agreed, or what is missing."""

    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    agrees = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("yes", _("I agree: it may be handed in")), ("no", _("Something is missing"))],
        widget=forms.RadioSelect,
    )
    missing = forms.CharField(
        label=_("What is missing"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only if something is missing. The coordination reads it."),
    )
