"""Fields that several forms of this context share."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.actors.models import Institution
from klappt.ui.choices import let_choose_rows

PICK = ("", _("please choose"))
UNSAID = ("", _("not said"))


def institution_field(
    label: Any, *, required: bool = False, help_text: Any = ""
) -> "forms.ModelChoiceField[Institution]":
    """Institutions of the open alliance; `fill` gives it its rows."""
    return forms.ModelChoiceField(
        label=label,
        queryset=None,
        required=required,
        help_text=help_text,
        empty_label=_("please choose"),
        widget=forms.Select(attrs={"data-combobox": True}),
    )


def fill(form: forms.Form, *names: str) -> None:
    """A queryset asked for while the module is read would stand outside every alliance."""
    institutions = Institution.objects.order_by("position", "pk")
    for name in names:
        let_choose_rows(form, name, institutions)


def long_field(label: Any, help_text: Any = "", *, required: bool = False, rows: int = 3) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=required, widget=widget)


class OnForm(forms.Form):
    """The day on which something was so."""

    on = forms.DateField(label=_("On which day"), initial=timezone.localdate)


class DayForm(forms.Form):
    """The day a page is shown for; stands in the address."""

    am = forms.DateField(label=_("As of the day"), required=False)
