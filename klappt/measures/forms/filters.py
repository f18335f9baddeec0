from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klappt.measures.selectors.table import NONE, OPEN, OVERDUE, SORTED, Choices, Wanted
from klappt.meetings.enums import OutcomeState
from klappt.ui.choices import let_choose
from klappt.ui.filters import ANY, TableFilter

Words = str | Promise
PER_PAGE = 100
STATES = [ANY, (OPEN, _("open")), (OVERDUE, _("overdue")), *OutcomeState.choices]


class FilterForm(TableFilter):
    """What stands in the address of board and list; what does not fit there counts as not asked."""

    sorted_by = SORTED

    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)
    goal = forms.ChoiceField(label=_("Goal"), required=False)
    body = forms.ChoiceField(label=_("Body"), required=False)
    institution = forms.ChoiceField(label=_("Institution"), required=False)
    person = forms.ChoiceField(label=_("Person"), required=False)
    mine = forms.BooleanField(label=_("only mine"), required=False)

    def __init__(self, data: Any, *, choices: Choices) -> None:
        super().__init__(data)
        offers: dict[str, list[tuple[str, Words]]] = {
            "goal": [*((str(each.pk), _short(each.text)) for each in choices.goals), (NONE, _("no goal"))],
            "body": [(str(each.pk), str(each)) for each in choices.bodies],
            "institution": [(str(each.pk), str(each)) for each in choices.institutions],
            "person": [(name, name) for name in choices.people],
        }
        for name, offered in offers.items():
            let_choose(self, name, [ANY, *offered])

    def wanted(self) -> Wanted:
        names = ("state", "goal", "body", "institution", "person", "sort")
        asked = self.asked(*names)
        return Wanted(words=self.asked("text")["text"], mine=bool(self.cleaned_data.get("mine")), **asked)

    @property
    def more_are_set(self) -> bool:
        """Whether one of the rarer filters is set, so that they have to be visible."""
        wanted = self.wanted()
        return any((wanted.goal, wanted.body, wanted.institution, wanted.person))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
