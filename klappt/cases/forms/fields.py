from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

PICK = ("", _("please choose"))
Choices = Sequence[tuple[Any, Any]]
Words = Any  # str or lazy: Django's stubs have a type of their own for it


def one_of(label: Words, choices: Choices, *, help_text: Words = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[PICK, *choices], help_text=help_text)


def ticks(
    label: Words, choices: Choices, *, required: bool = True, help_text: Words = ""
) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=list(choices),
        required=required,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
    )


class RowField(forms.ModelChoiceField[Any]):
    """One row of a list, said by `words` where its own name is too short."""

    words: Callable[[Any], str] = str

    def label_from_instance(self, obj: Any) -> str:
        return self.words(obj)


def row_of(label: Words, rows: Any, *, required: bool = False, words: Callable[[Any], str] = str) -> RowField:
    """By typing where the list is long."""
    field = RowField(
        label=label,
        queryset=rows,
        required=required,
        empty_label=_("please choose"),
        widget=forms.Select(attrs={"data-combobox": True}),
    )
    field.words = words
    return field
