from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import PlatformRole


class UnitsForm(forms.Form):
    """The filter of the list of all units; it stands in the address."""

    use_required_attribute = False

    q = forms.CharField(label=_("Place or alliance"), required=False, max_length=100)
    stand = forms.ChoiceField(
        label=_("Shown"),
        required=False,
        choices=[("", _("all")), ("with", _("with an alliance")), ("without", _("without an alliance"))],
    )


class AppointmentForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    name = forms.CharField(label=_("Name"), max_length=120)
    role = forms.TypedChoiceField(
        label=_("Role"), choices=PlatformRole.choices, coerce=PlatformRole, widget=forms.RadioSelect
    )


class CoordinationForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
