from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.actors.models import Institution
from klappt.matters.enums import Answer, MatterKind
from klappt.matters.models import InternalMatter
from klappt.matters.services.matters import Content
from klappt.meetings.models import Outcome
from klappt.ui.choices import RowsField, let_choose_rows
from klappt.ui.opened import OpenedForm

OF_CONFLICTS = {
    "title": _("What it is about"),
    "text": _("What happened, and what it stops"),
    "institution": _("With which office"),
    "wanted_by": _("To be solved by"),
    "bases": _("Results that hang on it"),
}


class OutcomesField(RowsField[Outcome]):
    def label_from_instance(self, outcome: Outcome) -> str:
        return f"{outcome.get_kind_display()}: {outcome.text} ({outcome.item.meeting})"


class ContentForm(OpenedForm):
    """What is written of a submission or a conflict."""

    title = forms.CharField(label=_("What is asked for"), max_length=160)
    bases = OutcomesField(
        label=_("Results it is to carry out"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        help_text=_("No names of young people and nothing about a single one, please."),
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    institution: forms.ModelChoiceField[Institution] = forms.ModelChoiceField(
        label=_("To which office"),
        queryset=None,
        required=False,
        empty_label=_("not yet settled, or to the lead"),
        widget=forms.Select(attrs={"data-combobox": True}),
    )
    wanted_by = forms.DateField(label=_("Answer wanted by"), required=False)

    def __init__(
        self, data: Any = None, *, kind: str, outcomes: Any, now: Any = None, initial: Any = None
    ) -> None:
        super().__init__(data, now=now, initial=initial)
        let_choose_rows(self, "institution", Institution.objects.order_by("position", "pk"))
        let_choose_rows(self, "bases", outcomes)
        if kind == MatterKind.CONFLICT:
            for name, label in OF_CONFLICTS.items():
                self.fields[name].label = label

    @classmethod
    def of(cls, matter: InternalMatter, data: Any = None, *, outcomes: Any) -> "ContentForm":
        now = {
            "title": matter.title,
            "text": matter.text,
            "institution": matter.institution,
            "wanted_by": matter.wanted_by,
            "bases": [each.outcome for each in matter.bases.all()],
        }
        return cls(data, kind=matter.kind, outcomes=outcomes, now=now)

    def chosen(self) -> Sequence[Outcome]:
        """The results ticked so far, also while the rest of the form is not right yet."""
        field = self.fields["bases"]
        try:
            found: Sequence[Outcome] = list(field.clean(self["bases"].value()))
        except forms.ValidationError:
            found = []
        return found

    def content(self) -> Content:
        good = self.cleaned_data
        return Content(
            title=good["title"],
            text=good["text"],
            institution=good["institution"],
            wanted_by=good["wanted_by"],
            bases=tuple(good["bases"]),
        )


class ToOfficeForm(forms.Form):
    """Whom a submission goes to."""

    name = forms.CharField(
        label=_("To whom"), max_length=160, help_text=_("Person or office, as in the address line.")
    )
    email = forms.EmailField(label=_("E-mail (office)"))


class ToLeadForm(forms.Form):
    text = forms.CharField(
        label=_("What the lead is to do"),
        help_text=_("One clear question is answered soonest."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class StepForm(forms.Form):
    text = forms.CharField(label=_("What happened"), widget=forms.Textarea(attrs={"rows": 4}))


class WithdrawForm(forms.Form):
    text = forms.CharField(label=_("Why"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerForm(forms.Form):
    """What an office or the lead says. Nothing is chosen beforehand unless the link of the mail says so."""

    answer = forms.ChoiceField(label=_("Your answer"), choices=Answer.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What you want to say about it"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def said(self) -> Answer:
        return Answer(self.cleaned_data["answer"])
