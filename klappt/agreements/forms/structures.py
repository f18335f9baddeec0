from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.actors.enums import Tick
from klappt.agreements.enums import Question, StructureKind
from klappt.agreements.forms.fields import PICK, fill, institution_field, long_field
from klappt.agreements.models import Agreement, MissingStructure, Structure
from klappt.agreements.services.structures import Answer, Said, Wanted
from klappt.ui.choices import let_choose_rows
from klappt.ui.opened import OpenedForm

SAID = (
    "name",
    "kind",
    "institution",
    "run_by",
    "about",
    "members",
    "rhythm",
    "contact",
    "valid_from",
    "valid_until",
    "source",
    "note",
)
WANTED = ("name", "kind", "why", "follows")


class StructureForm(OpenedForm):
    """What others run already."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=[PICK, *StructureKind.choices])
    institution = institution_field(
        _("Who runs it"), help_text=_("From your table of actors. Otherwise write it in words below.")
    )
    run_by = forms.CharField(label=_("Who runs it, in words"), max_length=200, required=False)
    about = long_field(_("What it is about"))
    members = long_field(_("Who takes part"))
    rhythm = forms.CharField(
        label=_("How often it meets"),
        max_length=160,
        required=False,
        help_text=_("For example: every three months, next on 12 March."),
    )
    contact = forms.CharField(
        label=_("Contact"),
        max_length=200,
        required=False,
        help_text=_("Business contact only: function, office phone or e-mail."),
    )
    valid_from = forms.DateField(label=_("There since"), required=False)
    valid_until = forms.DateField(label=_("There until"), required=False)
    source = forms.CharField(
        label=_("Source"), max_length=200, required=False, help_text=_("Who says so, or where it stands.")
    )
    note = long_field(_("Note"))

    def __init__(self, data: Any = None, *, now: Any = None, initial: Any = None) -> None:
        super().__init__(data, now=now, initial=initial)
        fill(self, "institution")

    @classmethod
    def of(cls, structure: Structure, data: Any = None) -> "StructureForm":
        return cls(data, now={name: getattr(structure, name) for name in SAID})

    def said(self) -> Said:
        return Said(**{name: self.cleaned_data[name] for name in SAID})


class QuestionsForm(OpenedForm):
    """The guiding questions that belong to this kind of structure, each with a note."""

    def __init__(self, structure: Structure, data: Any = None) -> None:
        self.structure = structure
        super().__init__(data, now=_answered(structure))
        for question in structure.questions:
            self.fields[question.value] = forms.ChoiceField(
                label=question.label,
                required=False,
                choices=[("", _("not asked")), *Tick.choices],
                widget=forms.RadioSelect,
            )
            if question is Question.FEED:
                self.fields["fed_by"] = forms.CharField(
                    label=_("Who brings the topic there"), max_length=160, required=False
                )
                self.fields["fed_since"] = forms.DateField(label=_("Since when"), required=False)
            self.fields[f"{question.value}_note"] = long_field(_("Why, and what follows"), rows=2)

    def parts(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """Each question with its fields, as the page lays them out."""
        for question in self.structure.questions:
            between = ["fed_by", "fed_since"] if question is Question.FEED else []
            names = [question.value, *between, f"{question.value}_note"]
            yield str(question.label), [self[name] for name in names]

    def answers(self) -> list[Answer]:
        good = self.cleaned_data
        return [
            Answer(
                question,
                good[question.value],
                good[f"{question.value}_note"],
                good["fed_by"] if question is Question.FEED else "",
                good["fed_since"] if question is Question.FEED else None,
            )
            for question in self.structure.questions
        ]


def _answered(structure: Structure) -> dict[str, Any]:
    known = {row.question: row for row in structure.answers.all()}
    now: dict[str, Any] = {}
    for question in structure.questions:
        row = known.get(question)
        now[question.value] = row.answer if row else ""
        now[f"{question.value}_note"] = row.note if row else ""
        if question is Question.FEED:
            now["fed_by"] = row.fed_by if row else ""
            now["fed_since"] = row.fed_since if row else None
    return now


class MissingForm(OpenedForm):
    name = forms.CharField(
        label=_("What is missing"),
        max_length=200,
        help_text=_("For example: an agreement of Jobcenter and Ausländerbehörde on working hours."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[PICK, *StructureKind.choices])
    why = long_field(_("What it would be needed for"))
    follows = long_field(_("What follows from it"), _("Who does what about it, or why it stays as it is."))

    @classmethod
    def of(cls, missing: MissingStructure, data: Any = None) -> "MissingForm":
        return cls(data, now={name: getattr(missing, name) for name in WANTED})

    def wanted(self) -> Wanted:
        return Wanted(**{name: self.cleaned_data[name] for name in WANTED})


class FillForm(forms.Form):
    """It exists now."""

    on = forms.DateField(label=_("It exists since"), initial=timezone.localdate)
    structure: forms.ModelChoiceField[Structure] = forms.ModelChoiceField(
        label=_("As this structure"), queryset=None, required=False, empty_label=_("none of these")
    )
    agreement: forms.ModelChoiceField[Agreement] = forms.ModelChoiceField(
        label=_("As this agreement"), queryset=None, required=False, empty_label=_("none of these")
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        let_choose_rows(self, "structure", Structure.objects.order_by("name", "pk"))
        let_choose_rows(self, "agreement", Agreement.objects.order_by("name", "pk"))
