import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.actors.forms.fields import field_for
from klappt.actors.models import ContactPerson, Institution, InstitutionType
from klappt.actors.services.cells import PERSON, read_cell, value_of
from klappt.actors.services.contacts import Contact
from klappt.actors.services.institutions import Values

ENTRY = (
    "name",
    "short_name",
    "department",
    "type",
    "field",
    "address",
    "website",
    "cooperation",
    "core_group_planned",
    "forum_planned",
    "contributions",
    "note",
    "checked_on",
)


class CellForm(forms.Form):
    """One cell, with what stood in it when it was opened."""

    opened = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, column: str, types: Sequence[InstitutionType], text: str = "", prefix: str
    ) -> None:
        super().__init__(data, initial={"text": text, "opened": text}, prefix=prefix)
        self.fields["text"] = field_for(column, types)

    def text(self) -> str:
        return as_text(self.cleaned_data["text"])


class EntryForm(forms.Form):
    """The entry itself, for adding and for editing; remembers what each field was opened with."""

    def __init__(
        self, data: Any = None, *, types: Sequence[InstitutionType], institution: Institution | None = None
    ) -> None:
        self.opened_with = {column: read_cell(institution, column) if institution else "" for column in ENTRY}
        super().__init__(data, initial=self.opened_with)
        for column in ENTRY:
            self.fields[column] = field_for(column, types)

    def texts(self) -> dict[str, str]:
        return {column: as_text(self.cleaned_data[column]) for column in ENTRY}

    def opened(self) -> dict[str, str]:
        """What stood in each field when the page was opened, as the page itself sends it along."""
        return {column: self.data.get(f"opened-{column}", now) for column, now in self.opened_with.items()}

    def openings(self) -> list[tuple[str, str]]:
        """Name and value of the hidden fields; after a mistake still what the page was first opened with."""
        values = self.opened() if self.is_bound else self.opened_with
        return [(f"opened-{column}", text) for column, text in values.items()]

    def values(self) -> Values:
        found: Values = {column: value_of(column, text) for column, text in self.texts().items()}  # type: ignore[assignment] # ENTRY are the keys of Values
        return found


class ContactForm(forms.Form):
    """A business contact. Nothing private belongs here."""

    key = forms.IntegerField(required=False, widget=forms.HiddenInput)
    function = forms.CharField(label=_("Function"), max_length=160, required=False)
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=80, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    remove = forms.BooleanField(label=_("Remove this contact"), required=False)

    def contact(self) -> Contact:
        good = self.cleaned_data
        return Contact(**{name: good[name] for name in PERSON}, key=good["key"])

    def openings(self) -> list[tuple[str, str]]:
        """Name and value of the hidden fields that say what the contact was opened with."""
        return [
            (f"opened-{self.add_prefix(name)}", self._opened(name))
            for name in PERSON
            if self["key"].value() not in (None, "")
        ]

    def _opened(self, name: str) -> str:
        sent = self.data.get(f"opened-{self.add_prefix(name)}") if self.is_bound else None
        return str(sent if sent is not None else self.get_initial_for_field(self.fields[name], name) or "")

    def cells(self) -> dict[str, tuple[str, str]]:
        """By cell: what it was opened with and what stands there now. Empty for a new contact."""
        key = self.cleaned_data["key"]
        return {
            f"contact.{key}.{name}": (self._opened(name), self.cleaned_data[name])
            for name in PERSON
            if key is not None
        }


_ContactFormSet = forms.formset_factory(ContactForm, extra=1, max_num=50, absolute_max=60)


class ContactFormSet(_ContactFormSet):  # type: ignore[misc, valid-type] # made at run time
    def __init__(self, data: Any = None, *, people: Sequence[ContactPerson] = ()) -> None:
        initial = [{"key": row.pk, **{name: getattr(row, name) for name in PERSON}} for row in people]
        super().__init__(data, initial=initial, prefix="contacts")

    def kept(self) -> list[ContactForm]:
        return [form for form in self.forms if not form.cleaned_data.get("remove") and form.cleaned_data]

    def removed(self) -> list[int]:
        return [
            form.cleaned_data["key"]
            for form in self.forms
            if form.cleaned_data.get("remove") and form.cleaned_data["key"] is not None
        ]


def as_text(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value or "")


def base_column(column: str) -> str:
    """`contact.12.phone` is written with the same field as `contact_phone`."""
    return f"contact_{column.rsplit('.', 1)[1]}" if column.startswith("contact.") else column
