"""A question as a form: what fits its kind, and nothing else."""

from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from klappt.core.questionnaire.editing import proposed_key
from klappt.core.questionnaire.lineage import KEY
from klappt.core.questionnaire.model import LivingSource, Question, QuestionKind
from klappt.ui.days import DayField
from klappt.ui.opened import OpenedForm
from klappt.worksheets.forms.rows import (
    RowsField,
    RowsWidget,
    as_columns,
    as_options,
    column_rows,
    option_rows,
)
from klappt.worksheets.words.kinds import SOURCES, Words

KIND = QuestionKind
NAME_TAKEN = gettext_lazy("Another question has this short name, or had it in an earlier edition.")
CHOOSING = frozenset({KIND.CHOICE, KIND.CHOICES, KIND.SCALE, KIND.RANKING, KIND.MATRIX})
COUNTED: dict[QuestionKind, tuple[Any, Any]] = {
    KIND.TEXT: ("", gettext_lazy("Most characters")),
    KIND.LONG_TEXT: ("", gettext_lazy("Most characters")),
    KIND.CHOICES: (gettext_lazy("Fewest answers"), gettext_lazy("Most answers")),
    KIND.RANKING: (gettext_lazy("Fewest answers"), gettext_lazy("Most answers")),
    KIND.TABLE: (gettext_lazy("Fewest lines"), gettext_lazy("Most lines")),
}


def rows_field(label: Any, add: Words, one: Words, *, columns: bool = False) -> RowsField:
    return RowsField(label=label, required=False, widget=RowsWidget(add=add, one=one, columns=columns))


class QuestionForm(OpenedForm):
    """`question` as it stands, or blank for a new one; `is_lasting` where its short name was published."""

    label = forms.CharField(
        label=pgettext_lazy("worksheet", "Question"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    hint = forms.CharField(
        label=gettext_lazy("Hint"),
        help_text=gettext_lazy("Stands below the question in small letters."),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        question: Question,
        data: Any = None,
        *,
        taken: Collection[str] = (),
        is_lasting: bool = False,
        is_redrawn: bool = False,
    ) -> None:
        self.question, self.taken = question, taken
        self.is_lasting, self.is_redrawn = is_lasting, is_redrawn
        now = _now(question)
        super().__init__(data, now=now)
        self.fields.update({**_by_kind(question.kind), **_for_all(question.kind)})
        if not is_lasting:
            self.fields["key"] = _key_field()
            self.initial["key"] = question.key
        self.now = {name: value for name, value in self.now.items() if name in self.fields}
        for name, rows in (
            ("options", option_rows(question.options)),
            ("rows", option_rows(question.rows)),
            ("columns", column_rows(question.columns)),
        ):
            if name in self.fields:
                self.initial[name] = list(rows.rows)

    def full_clean(self) -> None:
        # A button added a row or moved one: the page is drawn again, and nothing is complained of yet.
        if self.is_redrawn:
            self._errors = ErrorDict()
            self.cleaned_data = {}
            return
        super().full_clean()

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"].strip()
        if key and not KEY.fullmatch(key):
            raise forms.ValidationError(_("Please use only small letters, digits and underscores."))
        if key and key != self.question.key and key in self.taken:
            raise forms.ValidationError(
                _("Another question has this short name, or had it in an earlier edition.")
            )
        return key

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        for low, high in (("least", "most"), ("earliest", "latest")):
            if said.get(low) is not None and said.get(high) is not None and said[low] > said[high]:
                self.add_error(high, _("This lies below the lower bound."))
        return said

    def to_question(self) -> Question:
        """The question as the form says it; what the form does not know stays."""
        said = self.cleaned_data
        key = self.question.key if self.is_lasting else said["key"]
        changed: dict[str, Any] = {
            name: said[name]
            for name in ("label", "hint", "required", "may_not_apply", "unit", "earliest", "latest")
            if name in said
        }
        if "options" in said:
            changed["options"] = as_options(said["options"])
        if "rows" in said:
            changed["rows"] = as_options(said["rows"])
        if "columns" in said:
            changed["columns"] = as_columns(said["columns"], self.question.columns)
        if "source" in said:
            changed["source"] = LivingSource(said["source"]) if said["source"] else None
        for name in ("least", "most"):
            if name in said:
                changed[name] = None if said[name] is None else Decimal(said[name]).normalize() + 0
        if "decimals" in said:
            changed["decimals"] = said["decimals"] or 0
        key = key or proposed_key(said["label"], self.taken)
        return replace(self.question, key=key, **changed)


def _now(question: Question) -> dict[str, Any]:
    return {
        "label": question.label,
        "hint": question.hint,
        "required": question.required,
        "may_not_apply": question.may_not_apply,
        "unit": question.unit,
        "decimals": question.decimals,
        "least": _whole(question.least, question.kind),
        "most": _whole(question.most, question.kind),
        "earliest": question.earliest,
        "latest": question.latest,
        "source": question.source.value if question.source else "",
        "options": option_rows(question.options),
        "rows": option_rows(question.rows),
        "columns": column_rows(question.columns),
    }


def _whole(bound: Decimal | None, kind: QuestionKind) -> Decimal | int | None:
    return bound if bound is None or kind is KIND.NUMBER else int(bound)


def _by_kind(kind: QuestionKind) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    if kind is KIND.MATRIX:
        fields["rows"] = rows_field(
            pgettext_lazy("worksheet", "Lines"), gettext_lazy("Add a line"), gettext_lazy("Line")
        )
    if kind in CHOOSING:
        fields["options"] = rows_field(
            gettext_lazy("Answers to choose from"),
            gettext_lazy("Add an answer"),
            pgettext_lazy("worksheet", "Answer"),
        )
    if kind is KIND.TABLE:
        fields["columns"] = rows_field(
            gettext_lazy("Columns"), gettext_lazy("Add a column"), gettext_lazy("Column"), columns=True
        )
    if kind is KIND.NUMBER:
        fields |= _of_number()
    if kind is KIND.DATE:
        fields["earliest"] = DayField(label=gettext_lazy("Not before"), required=False)
        fields["latest"] = DayField(label=gettext_lazy("Not after"), required=False)
    if kind is KIND.LIVING:
        fields["source"] = forms.ChoiceField(
            label=gettext_lazy("What is shown"),
            required=False,
            choices=[
                ("", gettext_lazy("please choose")),
                *((each.value, SOURCES[each]) for each in LivingSource),
            ],
        )
    low, high = COUNTED.get(kind, ("", ""))
    for name, label in (("least", low), ("most", high)):
        if label:
            fields[name] = forms.IntegerField(label=label, required=False, min_value=1, max_value=20_000)
    return fields


def _of_number() -> dict[str, forms.Field]:
    bound: dict[str, Any] = {"required": False, "max_digits": 20, "decimal_places": 6, "localize": True}
    return {
        "unit": forms.CharField(
            label=pgettext_lazy("number", "Unit"),
            help_text=gettext_lazy("For example people, Euro, percent."),
            required=False,
            max_length=40,
        ),
        "least": forms.DecimalField(label=gettext_lazy("At least"), **bound),
        "most": forms.DecimalField(label=gettext_lazy("At most"), **bound),
        "decimals": forms.IntegerField(
            label=gettext_lazy("Places behind the comma"), required=False, min_value=0, max_value=6
        ),
    }


def _for_all(kind: QuestionKind) -> dict[str, forms.Field]:
    if kind is KIND.LIVING:
        return {}
    return {
        "required": forms.BooleanField(label=gettext_lazy("Has to be answered"), required=False),
        "may_not_apply": forms.BooleanField(
            label=gettext_lazy("May be marked “does not apply”"),
            help_text=gettext_lazy("That is an answer, too, and is told apart from “not answered”."),
            required=False,
        ),
    }


def _key_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Short name"),
        help_text=gettext_lazy(
            "Names the question in tables, across all editions. Leave empty to have it made "
            "from the question. Once published it stays."
        ),
        required=False,
        max_length=60,
    )


class RewordedForm(OpenedForm):
    """Whether answers before and after a change of wording may stand in one series."""

    comparable = forms.ChoiceField(
        label=gettext_lazy("Are the answers still comparable?"),
        choices=[
            ("yes", gettext_lazy("Yes: the same is asked, only in other words")),
            ("no", gettext_lazy("No: something else is asked, a new series begins")),
        ],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=gettext_lazy("Why was it changed?"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 2})
    )


class WhyForm(OpenedForm):
    why = forms.CharField(
        label=gettext_lazy("Why is it asked no longer?"),
        help_text=gettext_lazy("Stands in the edition, for everybody who compares the years."),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
