from collections.abc import Sequence
from typing import Any, TypedDict

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.meetings.enums import OutcomeKind
from klappt.meetings.models import AgendaItem, Outcome
from klappt.meetings.selectors.people import Person, person_by_key
from klappt.meetings.services.outcomes import NOBODY, Responsible, Wanted
from klappt.ui.choices import let_choose, let_choose_rows
from klappt.ui.days import DayField
from klappt.ui.opened import OpenedForm

PICK = ("", _("please choose"))
KINDS = [(kind.value, kind.label) for kind in OutcomeKind if kind != OutcomeKind.INFORMATION]


class Agreed(TypedDict):
    item: AgendaItem
    kind: OutcomeKind
    text: str
    responsible: Responsible
    due_on: Any
    goal: Outcome | None


def _text() -> forms.CharField:
    return forms.CharField(label=_("What"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))


def _person() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Who"), widget=forms.Select(attrs={"data-combobox": True}))


def _goal() -> "forms.ModelChoiceField[Outcome]":
    return forms.ModelChoiceField(
        label=_("For the goal"), queryset=None, required=False, empty_label=_("no goal")
    )


class ChangeForm(OpenedForm):
    """Two who change the same see one another: what stood there when the page was opened goes along."""

    text = _text()
    person = _person()
    due_on = DayField(label=_("By when"))
    goal = _goal()
    note = forms.CharField(
        label=_("Why it is changed"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Any = None, *, outcome: Outcome, people: Sequence[Person]) -> None:
        self.people = [_as_it_stands(outcome), *people]
        now = {
            "text": outcome.text,
            "person": self.people[0].key,
            "due_on": outcome.due_on,
            "goal": outcome.goal,
        }
        super().__init__(data, now=now)
        names = {each.key: each.label for each in self.people}
        let_choose(self, "person", list(names.items()))
        let_choose_rows(self, "goal", Outcome.objects.goals().order_by("text", "pk"))
        if outcome.kind == OutcomeKind.GOAL:
            del self.fields["goal"]

    def wanted(self) -> Wanted:
        good = self.cleaned_data
        wanted: Wanted = {
            "text": good["text"],
            "responsible": person_by_key(self.people, good["person"]) or NOBODY,
            "due_on": good["due_on"],
        }
        if "goal" in self.fields:
            wanted["goal"] = good["goal"]
        return wanted


class AgreeForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    text = _text()
    person = _person()
    due_on = DayField(label=_("By when"))
    goal = _goal()
    item: forms.ModelChoiceField[AgendaItem] = forms.ModelChoiceField(
        label=_("Agreed under"),
        queryset=None,
        empty_label=_("please choose"),
        help_text=_("Meeting and agenda item in which it was agreed."),
    )

    def __init__(self, data: Any = None, *, people: Sequence[Person], item: str = "", kind: str = "") -> None:
        super().__init__(data, initial={"item": item, "kind": kind or OutcomeKind.MEASURE})
        self.people = people
        let_choose(self, "person", [PICK, *((each.key, each.label) for each in people)])
        let_choose_rows(self, "goal", Outcome.objects.goals().order_by("text", "pk"))
        items = AgendaItem.objects.select_related("meeting", "alliance")
        let_choose_rows(
            self,
            "item",
            items.order_by("-meeting__starts_at", "-meeting", "position", "pk"),
            called=AgendaItem.called,
        )

    def agreed(self) -> Agreed:
        good = self.cleaned_data
        return {
            "item": good["item"],
            "kind": OutcomeKind(good["kind"]),
            "text": good["text"],
            "responsible": person_by_key(self.people, good["person"]) or NOBODY,
            "due_on": good["due_on"],
            "goal": good["goal"],
        }


def _as_it_stands(outcome: Outcome) -> Person:
    """Whoever is responsible stays choosable when they are no longer among the contacts."""
    return Person(outcome.person, outcome.email, outcome.institution, outcome.user)
