import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.actors.enums import Field
from klappt.actors.models import ContactPerson, Institution
from klappt.bodies.enums import Part
from klappt.bodies.forms.bodies import NOTHING_SAID
from klappt.bodies.models import Body, Seat
from klappt.ui.choices import let_choose_rows
from klappt.ui.days import DayField

AS_THE_INSTITUTION = ("", _("as the institution"))


def _note() -> forms.CharField:
    return forms.CharField(
        label=_("Note"),
        max_length=200,
        required=False,
        help_text=_("For example: sits here for the welfare organisations."),
    )


class _SeatForm(forms.Form):
    since = DayField(label=_("Since"), initial=timezone.localdate)
    until = DayField(label=_("Until"), required=False, help_text=_("Only if the seat is given for a time."))
    field = forms.ChoiceField(
        label=_("Stands for the field"), choices=[AS_THE_INSTITUTION, *Field.choices], required=False
    )
    note = _note()

    def clean(self) -> dict[str, Any]:
        good = super().clean() or {}
        good["field"] = good.get("field") or None
        return good


class GiveSeatForm(_SeatForm):
    """A seat in a body, for an institution."""

    field_order = ("institution", "since", "until", "field", "note")
    institution: forms.ModelChoiceField[Institution] = forms.ModelChoiceField(
        label=_("Institution"), queryset=None, widget=forms.Select(attrs={"data-combobox": True})
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        let_choose_rows(self, "institution", Institution.objects.order_by("search", "pk"))


class SeatForInstitutionForm(_SeatForm):
    """A seat for an institution, in a body that stands; with person and deputy from its contacts."""

    field_order = ("body", "since", "person", "deputy", "until", "field", "note")
    body: forms.ModelChoiceField[Body] = forms.ModelChoiceField(label=_("Body"), queryset=None)
    person: forms.ModelChoiceField[ContactPerson] = forms.ModelChoiceField(
        label=_("Who sits there"), queryset=None, required=False, empty_label=_("not yet known")
    )
    deputy: forms.ModelChoiceField[ContactPerson] = forms.ModelChoiceField(
        label=_("Deputy"), queryset=None, required=False, empty_label=_("none")
    )

    def __init__(self, data: Any = None, *, institution: Institution) -> None:
        super().__init__(data)
        people = ContactPerson.objects.filter(institution=institution)
        let_choose_rows(self, "body", Body.objects.active_on(timezone.localdate()))
        for name in ("person", "deputy"):
            let_choose_rows(self, name, people)


class SeatForm(forms.Form):
    """What can be put right about a seat."""

    field = forms.ChoiceField(
        label=_("Stands for the field"), choices=[NOTHING_SAID, *Field.choices], required=False
    )
    note = _note()


class FillForm(forms.Form):
    """Who holds the seat or stands in: a contact of the institution, or somebody else by name."""

    part = forms.ChoiceField(label=_("As"), choices=Part.choices, widget=forms.RadioSelect)
    contact: forms.ModelChoiceField[ContactPerson] = forms.ModelChoiceField(
        label=_("Contact of the institution"),
        queryset=None,
        required=False,
        empty_label=_("somebody else"),
    )
    name = forms.CharField(
        label=_("Name"), max_length=120, required=False, help_text=_("Only if it is somebody else.")
    )
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    since = DayField(label=_("Since"))

    def __init__(self, data: Any = None, *, seat: Seat, part: Part, since: datetime.date) -> None:
        super().__init__(data, initial={"part": part, "since": since})
        let_choose_rows(self, "contact", ContactPerson.objects.filter(institution=seat.institution_id))


class ChairForm(forms.Form):
    """Who chairs: somebody who sits there, or somebody from outside."""

    seat: forms.ModelChoiceField[Seat] = forms.ModelChoiceField(
        label=_("Seat"), queryset=None, required=False, empty_label=_("from outside, without a seat")
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        required=False,
        help_text=_("Left empty: whoever holds the chosen seat."),
    )
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    since = DayField(label=_("Since"), initial=timezone.localdate)

    def __init__(self, data: Any = None, *, body: Body) -> None:
        super().__init__(data)
        standing = Seat.objects.active_on(timezone.localdate()).filter(body=body)
        let_choose_rows(self, "seat", standing.select_related("institution"))
