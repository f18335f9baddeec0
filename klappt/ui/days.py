"""Days as people here type them, within the years one can count with."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

EARLIEST = datetime.date(1900, 1, 1)
LATEST = datetime.date(2100, 12, 31)


def within_reach(day: datetime.date) -> None:
    """ValidationError outside 1900 to 2100: a slip of the finger, and at the rim no day can be added."""
    if not EARLIEST <= day <= LATEST:
        raise ValidationError(
            _("Please give a day between %(first)d and %(last)d."),
            code="out_of_reach",
            params={"first": EARLIEST.year, "last": LATEST.year},
        )


class DayField(forms.DateField):
    """A date, from the browser's date field or typed as people here write it."""

    default_validators = [within_reach]

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"], **options)
