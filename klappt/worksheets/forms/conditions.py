"""One line of a condition: an earlier question, how its answer is compared, and with what."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klappt.core.questionnaire.conditions import Comparison, Operator
from klappt.core.questionnaire.model import Question, QuestionKind
from klappt.core.questionnaire.replies import RefusedReply, checked, from_german
from klappt.core.questionnaire.simple_conditions import Joined, fitting
from klappt.core.questionnaire.values import given
from klappt.fields.words import refusal_words
from klappt.worksheets.words.conditions import JOINED, operator_words

_NOT_NEEDED = gettext_lazy("Not needed where any answer will do.")


class LineForm(forms.Form):
    """About an earlier question; what it can be compared with depends on its kind."""

    def __init__(self, asked: Question, data: Any = None) -> None:
        self.asked = asked
        super().__init__(data)
        operators = fitting(asked)
        self.fields["operator"] = forms.ChoiceField(
            label=gettext_lazy("Its answer"),
            widget=forms.RadioSelect,
            choices=[(each.value, operator_words(asked.kind, each)) for each in operators],
            initial=operators[0].value,
        )
        if asked.options and operators != (Operator.ANSWERED,):
            self.fields["value"] = forms.ChoiceField(
                label=gettext_lazy("Which answer"),
                help_text=_NOT_NEEDED,
                required=False,
                choices=[
                    ("", gettext_lazy("please choose")),
                    *((each.key, each.label) for each in asked.options),
                ],
            )
        elif asked.kind in {QuestionKind.NUMBER, QuestionKind.DATE}:
            self.fields["value"] = forms.CharField(
                label=gettext_lazy("Compared with"), help_text=_NOT_NEEDED, required=False, max_length=40
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("operator") in {None, Operator.ANSWERED.value}:
            return {**said, "value": ""}
        try:
            said["value"] = self._value(said.get("value", ""))
        except RefusedReply as wrong:
            self.add_error("value", [refusal_words(each) for each in wrong.refusals])
        return said

    def _value(self, typed: str) -> str:
        if not typed.strip():
            self.add_error("value", _("Please say what the answer is compared with."))
            return ""
        if self.asked.options:
            return typed
        # Without the bounds of the question: a condition may well lie outside of them.
        free = Question(self.asked.key, self.asked.kind, self.asked.label, decimals=12)
        written = from_german(typed) if self.asked.kind is QuestionKind.NUMBER else typed
        return str(checked(free, given(written)).value)

    @property
    def line(self) -> Comparison:
        said = self.cleaned_data
        return Comparison(self.asked.key, Operator(said["operator"]), said["value"])


class JoinedForm(forms.Form):
    joined = forms.ChoiceField(
        label=gettext_lazy("The question is asked if"),
        choices=[(each.value, words) for each, words in JOINED.items()],
        widget=forms.RadioSelect,
    )

    @property
    def said(self) -> Joined:
        return Joined(self.cleaned_data["joined"])
