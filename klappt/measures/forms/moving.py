from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.meetings.enums import NEEDS_REASON, OutcomeState
from klappt.ui.forms import show_instead


class MoveForm(forms.Form):
    """How a measure stands now. The reason is asked for where there must be one."""

    reason = forms.CharField(
        label=_("Because"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    seen = forms.IntegerField(required=False, min_value=0, max_value=2**63 - 1, widget=forms.HiddenInput)
    # Where one came from: the way back must survive a page that asks once more.
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, to: OutcomeState, seen: int | None = None) -> None:
        super().__init__(data, initial={"seen": seen})
        self.to = to
        if to in NEEDS_REASON:
            self.fields["reason"].required = True
            self.fields["reason"].error_messages["required"] = _("Please say why.")
        if to == OutcomeState.STUCK:
            self.fields["reason"].label = _("What is it waiting for, who could help?")

    def look_again(self, seen: int) -> None:
        """Somebody was quicker: what was typed stays, and saving once more counts."""
        show_instead(self, "seen", str(seen))


class TakeBackForm(forms.Form):
    note = forms.CharField(
        label=_("Why it was wrong"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
