from django import forms
from django.utils.translation import gettext_lazy as _


class FeedForm(forms.Form):
    only_own = forms.BooleanField(label=_("Only meetings of bodies I sit in"), required=False)
