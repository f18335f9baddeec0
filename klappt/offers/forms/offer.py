import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.offers.enums import Stage
from klappt.offers.forms.fields import field_for
from klappt.offers.models import Offer
from klappt.offers.services.cells import read_cell, values_of
from klappt.offers.services.offers import Values

ENTRY = (
    "name",
    "kind",
    "key",
    "description",
    "months",
    "duration_note",
    "valid_from",
    "valid_until",
    "legal_basis",
    "decides",
    "usual_carrier",
    "website",
    "doubt",
    "note",
    "checked_on",
    "effort",
)


class CellForm(forms.Form):
    """One cell, with what stood in it when it was opened."""

    opened = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, column: str, text: str = "", prefix: str) -> None:
        super().__init__(data, initial={"text": text, "opened": text}, prefix=prefix)
        self.fields["text"] = field_for(column)

    def text(self) -> str:
        return as_text(self.cleaned_data["text"])


class EntryForm(forms.Form):
    """The offer itself, for adding and for editing; remembers what each field was opened with."""

    def __init__(self, data: Any = None, *, offer: Offer | None = None, is_idea: bool = False) -> None:
        empty = {"kind": "specific"}
        self.opened_with = {
            column: read_cell(offer, column) if offer else empty.get(column, "") for column in ENTRY
        }
        super().__init__(data, initial=self.opened_with)
        self.is_idea = offer.is_idea if offer else is_idea
        for column in ENTRY:
            self.fields[column] = field_for(column)
        if offer is None:
            self.fields["key"].required = False
        if not self.is_idea:
            del self.fields["effort"]
        self.fields["key"].required = offer is not None

    def texts(self) -> dict[str, str]:
        return {column: as_text(self.cleaned_data[column]) for column in self.fields}

    def opened(self) -> dict[str, str]:
        """What stood in each field when the page was opened, as the page itself sends it along."""
        return {column: self.data.get(f"opened-{column}", now) for column, now in self.opened_with.items()}

    def openings(self) -> list[tuple[str, str]]:
        """Name and value of the hidden fields; after a mistake still what the page was first opened with."""
        values = self.opened() if self.is_bound else self.opened_with
        return [(f"opened-{column}", text) for column, text in values.items()]

    def values(self) -> Values:
        found = values_of(self.texts())
        found["stage"] = Stage.IDEA if self.is_idea else Stage.OPEN
        return found


class OnDayForm(forms.Form):
    """The day of something."""

    def __init__(self, data: Any = None, *, label: Any, day: datetime.date, hint: Any = "") -> None:
        super().__init__(data, initial={"on": day})
        self.fields["on"] = field_for("valid_from")
        self.fields["on"].label = label
        self.fields["on"].help_text = hint
        self.fields["on"].required = True


class PlacesForm(forms.Form):
    """How many places a year, as known on a day."""

    places = forms.IntegerField(
        label=_("Places a year"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text=_("Empty means: nobody knows. Please write 0 only if there is none."),
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=300, help_text=_("For example: who said so")
    )

    def __init__(self, data: Any = None, *, day: datetime.date) -> None:
        super().__init__(data, initial={"as_of": day})
        self.fields["as_of"] = field_for("valid_from")
        self.fields["as_of"].label = _("As of")
        self.fields["as_of"].required = True
        self.order_fields(["places", "as_of", "note"])


def as_text(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if value is None or isinstance(value, str):
        return value or ""
    # 2.50 and 2.5 are the same number and must be the same text.
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
