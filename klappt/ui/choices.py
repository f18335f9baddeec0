"""Ticks for rows of the database."""

from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

Row = TypeVar("Row", bound=Model)
# 64 bits hold every number of 18 digits.
LARGEST_KEY = 10**18 - 1


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
