from django import forms
from django.utils.translation import gettext_lazy as _


class WishForm(forms.Form):
    reason = forms.CharField(
        label=_("What do you want to change, and why?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Research reads it and decides."),
    )
