from django import forms
from django.utils.translation import gettext_lazy as _


class ReplyForm(forms.Form):
    reply = forms.CharField(
        label=_("Your answer in words"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Research reads it as soon as you send it, with the name of your alliance."),
    )
