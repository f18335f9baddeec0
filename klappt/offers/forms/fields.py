"""One form field for each column of an offer: the same in the cell, in the form and for the link."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from klappt.offers.enums import OfferKind
from klappt.offers.models import Offer
from klappt.ui.days import DayField


def _text(column: str, *, required: bool = False, hint: Any = "") -> forms.Field:
    model_field = _column(column)
    return forms.CharField(
        label=capfirst(model_field.verbose_name),
        max_length=model_field.max_length,
        required=required,
        help_text=hint,
    )


def _long(column: str, hint: Any = "") -> forms.Field:
    field = _text(column, hint=hint)
    field.widget = forms.Textarea(attrs={"rows": 3})
    return field


def _day(label: Any) -> forms.Field:
    return DayField(label=label, required=False)


def _column(name: str) -> Any:
    return Offer._meta.get_field(name)


_FIELDS: dict[str, Callable[[], forms.Field]] = {
    "name": lambda: _text("name", required=True),
    "key": lambda: _text("key", hint=_("Stands in files. Empty: made from the name.")),
    "kind": lambda: forms.ChoiceField(label=_("Kind"), choices=OfferKind.choices),
    "description": lambda: _long("description"),
    "months": lambda: forms.IntegerField(
        label=_("Duration in months"),
        required=False,
        min_value=0,
        max_value=999,
        help_text=_("Empty: nobody knows; a chain then counts no time for it."),
    ),
    "duration_note": lambda: _text("duration_note", hint=_("For example: 600 lessons, part time")),
    "legal_basis": lambda: _text("legal_basis"),
    "decides": lambda: _text("decides"),
    "usual_carrier": lambda: _text("usual_carrier"),
    "website": lambda: _text("website"),
    "doubt": lambda: _long("doubt", _("What one should know before relying on it.")),
    "note": lambda: _long("note"),
    "checked_on": lambda: _day(_("Checked on")),
    "valid_from": lambda: _day(_("There since")),
    "valid_until": lambda: _day(_("There until")),
    "effort": lambda: forms.DecimalField(
        label=_("Effort"),
        required=False,
        min_value=0,
        max_digits=7,
        decimal_places=2,
        localize=True,
        help_text=_("Your own estimate in your own unit, to compare ideas and levers."),
    ),
}


def field_for(column: str) -> forms.Field:
    """The form field of a column. KeyError: there is no such column."""
    return _FIELDS[column]()
