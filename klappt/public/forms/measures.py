from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.measures.services.letters import ANSWERS
from klappt.meetings.enums import NEEDS_REASON, OutcomeState
from klappt.meetings.models import Outcome
from klappt.ui.choices import let_choose


class AnswerForm(forms.Form):
    """How one measure of the mail stands; the button pressed says it."""

    measure = forms.ChoiceField()
    answer = forms.TypedChoiceField(
        choices=[(each.value, each.label) for each in ANSWERS], coerce=OutcomeState
    )
    reason = forms.CharField(label=_("Because"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, outcomes: Mapping[str, Outcome]) -> None:
        super().__init__(data)
        self.outcomes = outcomes
        let_choose(self, "measure", [(key, key) for key in outcomes])

    def clean(self) -> dict[str, Any]:
        good = super().clean() or {}
        if good.get("answer") in NEEDS_REASON and not good.get("reason"):
            self.add_error("reason", _("Please say in a few words why it is stuck."))
        return good

    def outcome(self) -> Outcome:
        return self.outcomes[self.cleaned_data["measure"]]
