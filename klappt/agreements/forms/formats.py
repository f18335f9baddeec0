from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.actors.enums import CooperationFormat
from klappt.actors.models import ContactPerson, Cooperation
from klappt.agreements.enums import ContinuationState
from klappt.agreements.forms.fields import PICK, UNSAID, fill, institution_field, long_field
from klappt.agreements.models import Agreement, CentralFormat, Continuation
from klappt.agreements.services.formats import About, Standing
from klappt.bodies.enums import Rhythm
from klappt.bodies.models import Body
from klappt.core.traces import traces
from klappt.ui.choices import RowsField, let_choose_rows
from klappt.ui.opened import OpenedForm

ABOUT = ("kind", "name", "about", "rhythm", "body", "agreement", "valid_from", "note")
STANDING = ("state", "carrier", "carrier_words", "funds", "funded_until", "into", "note")


class FormatForm(OpenedForm):
    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("As people here call it: Jour fixe with the ABH.")
    )
    kind = forms.ChoiceField(label=_("Format"), choices=[PICK, *CooperationFormat.choices])
    about = long_field(_("What it is about"))
    rhythm = forms.ChoiceField(
        label=_("How often it takes place"), choices=[UNSAID, *Rhythm.choices], required=False
    )
    valid_from = forms.DateField(label=_("Since"), required=False)
    body: forms.ModelChoiceField[Body] = forms.ModelChoiceField(
        label=_("Body behind it"), queryset=None, required=False, empty_label=_("none")
    )
    agreement: forms.ModelChoiceField[Agreement] = forms.ModelChoiceField(
        label=_("Agreement behind it"), queryset=None, required=False, empty_label=_("none")
    )
    note = long_field(_("Note"), rows=2)

    def __init__(self, data: Any = None, *, now: Any = None, initial: Any = None) -> None:
        super().__init__(data, now=now, initial=initial)
        let_choose_rows(self, "body", Body.objects.order_by("position", "pk"))
        let_choose_rows(self, "agreement", Agreement.objects.order_by("position", "pk"))

    @classmethod
    def of(cls, row: CentralFormat, data: Any = None) -> "FormatForm":
        return cls(data, now={name: getattr(row, name) for name in ABOUT})

    def about_it(self) -> About:
        return About(**{name: self.cleaned_data[name] for name in ABOUT})


class PartnerForm(forms.Form):
    institution = institution_field(_("Institution"), required=True)
    since = forms.DateField(label=_("Since"), required=False)
    note = long_field(_("Note"), rows=2)

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        fill(self, "institution")


class TakeOverForm(forms.Form):
    """Cooperations noted on the pages of institutions that belong to no format yet."""

    cooperations: RowsField[Cooperation] = RowsField(
        label=_("Which of these take part"), queryset=None, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, rows: Any, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        let_choose_rows(self, "cooperations", rows, called=_told)


def _told(row: Cooperation) -> str:
    told = f"{row.institution}: {row}"
    return f"{told} ({row.note})" if row.note else told


class WhoseContactForm(forms.Form):
    """Only then its contacts can be offered."""

    institution = institution_field(_("At which institution?"), required=True)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        fill(self, "institution")


class ContactForm(forms.Form):
    contact: forms.ModelChoiceField[ContactPerson] = forms.ModelChoiceField(
        label=_("Contact from the table of actors"),
        queryset=None,
        required=False,
        empty_label=_("none of these"),
    )
    name = forms.CharField(
        label=_("or name or function"),
        max_length=200,
        required=False,
        help_text=_("For example: team residence, service phone of the ABH."),
    )
    about = forms.CharField(label=_("For what"), max_length=200, required=False)
    format: forms.ModelChoiceField[CentralFormat] = forms.ModelChoiceField(
        label=_("In which format"), queryset=None, required=False, empty_label=_("in none")
    )
    since = forms.DateField(label=_("Since"), required=False, initial=timezone.localdate)

    def __init__(self, data: Any = None, *, contacts: Any, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        formats = CentralFormat.objects.order_by("position", "pk")
        let_choose_rows(self, "contact", contacts, called=_reached)
        let_choose_rows(self, "format", formats)


def _reached(contact: ContactPerson) -> str:
    return " · ".join(filter(None, (contact.name, contact.function, contact.phone, contact.email)))


class ProspectForm(forms.Form):
    text = long_field(
        _("What was agreed"),
        _("In general, never about one person: by which steps a prospect of staying comes about."),
        required=True,
        rows=4,
    )
    agreed_on = forms.DateField(label=_("Agreed on"), initial=timezone.localdate)
    source = forms.CharField(
        label=_("Where it stands"), max_length=200, required=False, help_text=_("Minutes, agreement, letter.")
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if traces(text):
            raise forms.ValidationError(
                _("This looks like a name, an address or a file number. Please write about nobody.")
            )
        return text


class ContinuationForm(OpenedForm):
    state = forms.ChoiceField(label=_("How far it is"), choices=[PICK, *ContinuationState.choices])
    since = forms.DateField(label=_("Since when"), initial=timezone.localdate)
    carrier = institution_field(_("Who carries it"))
    carrier_words = forms.CharField(label=_("Who carries it, in words"), max_length=200, required=False)
    funds = forms.CharField(label=_("From which funds"), max_length=200, required=False)
    funded_until = forms.DateField(label=_("Funded until"), required=False)
    into = forms.CharField(
        label=_("Into which regular structure"),
        max_length=200,
        required=False,
        help_text=_("For example: Kommunales Integrationsmanagement (KIM)."),
    )
    note = long_field(_("Note"), rows=2)

    def __init__(self, data: Any = None, *, now: Any = None, initial: Any = None) -> None:
        super().__init__(data, now=now, initial=initial)
        fill(self, "carrier")

    @classmethod
    def of(cls, row: Continuation | None, data: Any = None) -> "ContinuationForm":
        return cls(data, now={name: getattr(row, name) for name in STANDING} if row else None)

    def standing(self) -> Standing:
        return Standing(**{name: self.cleaned_data[name] for name in STANDING})
