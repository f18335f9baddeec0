from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from klappt.measures.selectors.table import NONE, OPEN, OVERDUE, SORTED, Choices, Wanted
from klappt.meetings.enums import OutcomeState
from klappt.ui.choices import let_choose

Words = str | Promise
PER_PAGE = 100
ANY = ("", pgettext_lazy("filter", "all"))
STATES = [ANY, (OPEN, _("open")), (OVERDUE, _("overdue")), *OutcomeState.choices]


class FilterForm(forms.Form):
    """What stands in the address of board and list; what does not fit there counts as not asked."""

    text = forms.CharField(label=_("Search"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)
    goal = forms.ChoiceField(label=_("Goal"), required=False)
    body = forms.ChoiceField(label=_("Body"), required=False)
    institution = forms.ChoiceField(label=_("Institution"), required=False)
    person = forms.ChoiceField(label=_("Person"), required=False)
    mine = forms.BooleanField(label=_("only mine"), required=False)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, choices: Choices) -> None:
        super().__init__(data, auto_id="filter-%s")
        offers: dict[str, list[tuple[str, Words]]] = {
            "goal": [*((str(each.pk), _short(each.text)) for each in choices.goals), (NONE, _("no goal"))],
            "body": [(str(each.pk), str(each)) for each in choices.bodies],
            "institution": [(str(each.pk), str(each)) for each in choices.institutions],
            "person": [(name, name) for name in choices.people],
        }
        for name, offered in offers.items():
            let_choose(self, name, [ANY, *offered])

    def clean_sort(self) -> str:
        wanted: str = self.cleaned_data["sort"]
        return wanted if wanted.removeprefix("-") in SORTED else ""

    def wanted(self) -> Wanted:
        self.is_valid()
        good = self.cleaned_data
        names = ("state", "goal", "body", "institution", "person", "sort")
        return Wanted(
            words=good.get("text", ""),
            mine=bool(good.get("mine")),
            **{name: good.get(name, "") for name in names},
        )

    @property
    def more_are_set(self) -> bool:
        """Whether one of the rarer filters is set, so that they have to be visible."""
        wanted = self.wanted()
        return any((wanted.goal, wanted.body, wanted.institution, wanted.person))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
