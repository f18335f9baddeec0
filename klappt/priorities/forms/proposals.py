from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Alliance
from klappt.chains.models import Lever
from klappt.meetings.models import Outcome
from klappt.needs.models import Need
from klappt.priorities.forms.fields import row_of
from klappt.priorities.models import Priority
from klappt.priorities.services.proposals import LONGEST_TITLE
from klappt.profiles.selectors.subgroups import subgroups
from klappt.ui.opened import OpenedForm

COLUMNS = ("title", "why", "need", "subgroup", "lever", "goal")


class ProposalForm(OpenedForm):
    title = forms.CharField(
        label=_("What comes first"),
        max_length=LONGEST_TITLE,
        help_text=_("One sentence: what is to be different in a year?"),
    )
    why = forms.CharField(
        label=_("Why"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What makes it urgent, and what the group can move itself."),
    )

    def __init__(self, data: Any = None, *, alliance: Alliance, now: Any = None, initial: Any = None) -> None:
        super().__init__(data, now=now, initial=initial)
        self.fields["need"] = row_of(_("Need behind it"), Need.objects.current().order_by("position", "pk"))
        self.fields["subgroup"] = row_of(
            _("Gap for the subgroup"),
            subgroups(alliance),
            help_text=_("Only together with a need: the gap it is to close."),
        )
        self.fields["lever"] = row_of(_("Lever"), Lever.objects.order_by("due_on", "pk"))
        self.fields["goal"] = row_of(_("Shared goal"), Outcome.objects.goals().order_by("pk"))

    @classmethod
    def of(cls, row: Priority, alliance: Alliance, data: Any = None) -> "ProposalForm":
        return cls(data, alliance=alliance, now={name: getattr(row, name) for name in COLUMNS})

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in COLUMNS}


class BecauseForm(forms.Form):
    because = forms.CharField(
        label=_("Why"), max_length=300, help_text=_("For example: done since the new course began.")
    )


class RoundForm(forms.Form):
    name = forms.CharField(label=_("Name of the round"), max_length=120)
