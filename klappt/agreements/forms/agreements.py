from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from klappt.agreements.enums import AgreementKind
from klappt.agreements.forms.fields import PICK, fill, institution_field, long_field
from klappt.agreements.models import Agreement, Edition
from klappt.agreements.services.agreements import About, Signatory, Wording
from klappt.agreements.services.files import ACCEPTED, Paper, looked_through
from klappt.ui.opened import OpenedForm

ABOUT = ("kind", "name", "subject", "note")
WORDING = ("signed_on", "valid_from", "valid_until", "review_on", "remind_days", "what_changed")
MOST_PARTIES = 30
REMIND = [
    (14, _("two weeks before")),
    (30, _("a month before")),
    (60, _("two months before")),
    (90, _("three months before")),
]


class AgreementForm(OpenedForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=[PICK, *AgreementKind.choices])
    subject = long_field(_("What it settles"), _("Who does what by when, in a few sentences."))
    note = long_field(_("Note"), rows=2)

    @classmethod
    def of(cls, agreement: Agreement, data: Any = None) -> "AgreementForm":
        return cls(data, now={name: getattr(agreement, name) for name in ABOUT})

    def about(self) -> About:
        return About(**{name: self.cleaned_data[name] for name in ABOUT})


class EditionForm(OpenedForm):
    """What holds in one edition; the parties stand in a form set beside it."""

    signed_on = forms.DateField(label=_("Signed on"), required=False)
    valid_from = forms.DateField(label=_("Holds from"), required=False)
    valid_until = forms.DateField(
        label=_("Holds until"),
        required=False,
        help_text=_("Leave it empty if it holds until further notice."),
    )
    review_on = forms.DateField(
        label=_("Next review"),
        required=False,
        help_text=_("The day on which you look whether it still fits."),
    )
    remind_days = forms.TypedChoiceField(
        label=_("Remind by mail"),
        choices=REMIND,
        coerce=int,
        initial=30,
        help_text=_("The coordination gets one mail before the review, or before the end."),
    )
    what_changed = long_field(_("What is new in it"), rows=2)
    file = forms.FileField(
        label=_("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_("PDF, DOCX, ODT or a picture, up to 10 MB."),
    )

    def __init__(self, data: Any = None, files: Any = None, *, now: Any = None, initial: Any = None) -> None:
        super().__init__(data, now=now, initial=initial)
        self.files = files or MultiValueDict()
        self.paper: Paper | None = None

    @classmethod
    def of(cls, edition: Edition, data: Any = None, files: Any = None) -> "EditionForm":
        return cls(data, files, now={name: getattr(edition, name) for name in WORDING})

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file:
            try:
                self.paper = looked_through(file.name, file.read())
            except forms.ValidationError as wrong:
                raise forms.ValidationError(wrong.messages) from wrong
        return file

    def wording(self, parties: tuple[Signatory, ...]) -> Wording:
        good = {name: self.cleaned_data[name] for name in WORDING}
        return Wording(**good, parties=parties, paper=self.paper)


class PartyForm(forms.Form):
    institution = institution_field(_("Institution"))
    name = forms.CharField(label=_("or in words"), max_length=300, required=False)
    signed_by = forms.CharField(label=_("Signed by"), max_length=160, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fill(self, "institution")

    def clean(self) -> dict[str, Any]:
        good = super().clean() or {}
        if good.get("signed_by") and not (good.get("institution") or good.get("name")):
            self.add_error("institution", _("Please say for whom this person signed."))
        return good


def party_forms(data: Any = None, *, parties: list[dict[str, Any]] | None = None) -> Any:
    """The rows of parties: those that are there, and four empty ones."""
    made = forms.formset_factory(PartyForm, extra=4, max_num=MOST_PARTIES, absolute_max=MOST_PARTIES)
    return made(data, initial=parties or [], prefix="party")


def parties_of(edition: Edition | None) -> list[dict[str, Any]]:
    """What the rows begin with."""
    rows = edition.parties.select_related("institution") if edition else ()
    return [
        {
            "institution": row.institution_id,
            "name": "" if row.institution_id else row.name,
            "signed_by": row.signed_by,
        }
        for row in rows
    ]


def signatories(form_set: Any) -> tuple[Signatory, ...]:
    good = (each.cleaned_data for each in form_set if each.has_changed() or each.cleaned_data)
    return tuple(
        Signatory(row.get("institution"), row.get("name", ""), row.get("signed_by", ""))
        for row in good
        if row.get("institution") or row.get("name")
    )


class ReviewForm(forms.Form):
    """It was looked at and still holds."""

    next_on = forms.DateField(
        label=_("Next review"), required=False, help_text=_("Leave it empty if none is planned.")
    )


class EndForm(forms.Form):
    on = forms.DateField(label=_("It holds until"))
    because = long_field(_("Why it ends"))
