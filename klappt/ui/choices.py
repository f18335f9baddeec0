"""What a form lets one choose from: words, or rows of the database."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from klappt.core.keys import LARGEST_KEY

Row = TypeVar("Row", bound=Model)


def let_choose(form: forms.BaseForm, name: str, choices: Iterable[Any]) -> None:
    """What can be chosen is known only when the form is opened: it hangs on the alliance or on a row."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is no field with choices")
    field.choices = list(choices)


def let_choose_rows(
    form: forms.BaseForm, name: str, rows: QuerySet[Any], *, called: Callable[[Any], str] | None = None
) -> None:
    """The same for rows. A query written beside the field would run outside every alliance."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(f"{name} is no field for rows")
    field.queryset = rows
    if called is not None:
        field.label_from_instance = called  # type: ignore[assignment, method-assign] # the form has its own word


class RowsField(forms.ModelMultipleChoiceField[Row]):
    """Several rows. A number larger than the database can hold is a choice that does not exist; Django's own
    field asks for it and fails."""

    def clean(self, value: Any) -> Any:
        for each in value if isinstance(value, list | tuple) else ():
            if _is_beyond(each):
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": each}
                )
        return super().clean(value)


def _is_beyond(key: object) -> bool:
    try:
        return abs(int(str(key))) > LARGEST_KEY
    except ValueError:
        return False
