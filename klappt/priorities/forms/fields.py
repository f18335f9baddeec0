from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Alliance
from klappt.meetings.selectors.people import Person, people, person_by_key

PICK = ("", _("please choose"))
Words = Any  # str or lazy: Django's stubs have a type of their own for it


class RowField(forms.ModelChoiceField[Any]):
    """One row of a list, said by `words` where its own name is too short."""

    words: Callable[[Any], str] = str

    def label_from_instance(self, obj: Any) -> str:
        return self.words(obj)


def row_of(
    label: Words,
    rows: Any,
    *,
    required: bool = False,
    words: Callable[[Any], str] = str,
    help_text: Words = "",
) -> RowField:
    """By typing where the list is long."""
    field = RowField(
        label=label,
        queryset=rows,
        required=required,
        help_text=help_text,
        empty_label=_("please choose") if required else _("none"),
        widget=forms.Select(attrs={"data-combobox": True}),
    )
    field.words = words
    return field


class PersonField(forms.ChoiceField):
    """Somebody with whom things can be agreed; gives the person."""

    def __init__(self, *, label: Words, alliance: Alliance, day: Any, **options: Any) -> None:
        self.known = people(alliance, day)
        choices = [PICK, *((each.key, each.label) for each in self.known)]
        super().__init__(
            label=label, choices=choices, widget=forms.Select(attrs={"data-combobox": True}), **options
        )

    def clean(self, value: Any) -> Person | None:
        return person_by_key(self.known, super().clean(value))
