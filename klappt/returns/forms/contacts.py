"""What research says about a return: a contact, more time, a question back, opening it once more."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.core.questionnaire.model import Section
from klappt.core.working_hours import first_working_day
from klappt.returns.enums import ContactWay
from klappt.ui.choices import let_choose
from klappt.ui.days import DayField

A_WEEK = datetime.timedelta(days=7)


def in_two_weeks() -> datetime.date:
    """A day somebody is at work, to propose."""
    return first_working_day(timezone.localdate() + 2 * A_WEEK)


class ContactForm(forms.Form):
    on = DayField(label=_("On"))
    way = forms.ChoiceField(
        label=_("How"),
        choices=ContactWay.choices,
        widget=forms.RadioSelect,
        initial=ContactWay.CALL,
    )
    note = forms.CharField(
        label=_("What came of it"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only research sees it. Please nothing about people."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})


class RemindForm(forms.Form):
    words = forms.CharField(
        label=_("Your words to the coordination"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Stands in the mail, between what is asked and the button."),
    )


class UntilForm(forms.Form):
    """A new day and why."""

    due_on = DayField(label=_("New day"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands in the mail to the coordination."),
    )

    def __init__(self, data: Any = None, *, has_until: datetime.date | None = None) -> None:
        """`has_until` is the day that holds so far; a week more than that is proposed at least."""
        start = in_two_weeks()
        if has_until is not None:
            start = max(start, first_working_day(has_until + A_WEEK))
        super().__init__(data, initial={"due_on": start})


class QuestionForm(forms.Form):
    section = forms.ChoiceField(label=_("Section"), help_text=_("Only this one opens for the alliance."))
    text = forms.CharField(
        label=_("Your question"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
    due_on = DayField(label=_("Answer by"))

    def __init__(self, data: Any = None, *, sections: list[Section], chosen: str = "") -> None:
        start = {"due_on": in_two_weeks(), "section": chosen}
        super().__init__(data, initial=start)
        let_choose(self, "section", [(each.key, each.title) for each in sections])


class DecisionForm(forms.Form):
    """Open it once more, or say why not."""

    granted = forms.TypedChoiceField(
        label=_("Your decision"),
        choices=[("yes", _("Open the worksheet once more")), ("no", _("It stays as it was handed in"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    due_on = DayField(label=_("To be handed in again by"), required=False)
    answer = forms.CharField(
        label=_("Your answer to the alliance"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when it stays closed."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"due_on": in_two_weeks()})

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("granted") is True and not said.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("Please give the day by which it is handed in again."))
        return said
