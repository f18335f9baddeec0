"""One form field for each column of the actor table: the same in the cell, in the form and for the link."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from klappt.actors.enums import Field, Tick
from klappt.actors.models import Institution, InstitutionType
from klappt.ui.days import DayField

NOTHING_SAID = ("", "–")


def _text(column: str, *, required: bool = False) -> forms.Field:
    model_field = _column(column)
    return forms.CharField(
        label=capfirst(model_field.verbose_name), max_length=model_field.max_length, required=required
    )


def _long(column: str) -> forms.Field:
    field = _text(column)
    field.widget = forms.Textarea(attrs={"rows": 3})
    return field


def _tick(column: str) -> forms.Field:
    return forms.ChoiceField(
        label=capfirst(_column(column).verbose_name), choices=[NOTHING_SAID, *Tick.choices], required=False
    )


def _column(name: str) -> Any:
    return Institution._meta.get_field(name)


def name_of_column(name: str) -> str:
    """What an institution's column is called on screen."""
    return str(_column(name).verbose_name)


def _contact(label: object, limit: int) -> forms.Field:
    return forms.CharField(label=label, max_length=limit, required=False)  # type: ignore[arg-type] # a lazy text is a label


_FIELDS: dict[str, Callable[[], forms.Field]] = {
    "name": lambda: _text("name", required=True),
    "short_name": lambda: _text("short_name"),
    "department": lambda: _text("department"),
    "field": lambda: forms.ChoiceField(
        label=_("Field"), choices=[NOTHING_SAID, *Field.choices], required=False
    ),
    "address": lambda: _long("address"),
    "website": lambda: _text("website"),
    "cooperation": lambda: _tick("cooperation"),
    "core_group_planned": lambda: _tick("core_group_planned"),
    "forum_planned": lambda: _tick("forum_planned"),
    "contributions": lambda: _long("contributions"),
    "note": lambda: _long("note"),
    "checked_on": lambda: DayField(label=_("Checked on"), required=False),
    "contact_name": lambda: _contact(_("Contact person"), 120),
    "contact_function": lambda: _contact(_("Function"), 160),
    "contact_phone": lambda: _contact(_("Phone"), 80),
    "contact_email": lambda: forms.EmailField(label=_("E-mail"), max_length=254, required=False),
}


def field_for(column: str, types: Sequence[InstitutionType]) -> forms.Field:
    """The form field of a column. KeyError: there is no such column."""
    if column == "type":
        choices = [NOTHING_SAID, *((str(each.pk), str(each)) for each in types)]
        return forms.ChoiceField(label=_("Type"), choices=choices, required=False)
    return _FIELDS[column]()
