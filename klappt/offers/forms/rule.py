from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.offers.models import AccessRule
from klappt.profiles.fields import ConditionField
from klappt.profiles.selectors.vocabulary import Asked
from klappt.ui.days import DayField


class RuleForm(forms.Form):
    """An access rule; `opened` is the rule that held when the page was opened."""

    source = forms.CharField(
        label=_("Source"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Where the rule comes from: law, notice, who said so."),
    )
    as_of = DayField(label=_("As of"), required=False, help_text=_("On which day this was right."))
    doubt = forms.CharField(
        label=_("Doubt"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What one should know before relying on it."),
    )
    since = DayField(label=_("Holds from"), help_text=_("The rule before ends the day before and stays."))
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any, *, asked: Sequence[Asked], rule: AccessRule | None, now: AccessRule | None, day: Any
    ) -> None:
        initial = {name: getattr(rule, name) for name in ("condition", "source", "as_of", "doubt") if rule}
        super().__init__(data, initial={**initial, "since": day, "opened": str(now.pk) if now else ""})
        self.fields["condition"] = ConditionField(
            asked, look=True, label=_("Open to people for whom this holds")
        )
        self.order_fields(["condition", "source", "as_of", "doubt", "since"])
