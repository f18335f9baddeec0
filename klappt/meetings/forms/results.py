"""A result as it is noted in a meeting: what, who, by when; most by one tap."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klappt.meetings.enums import OutcomeKind
from klappt.meetings.models import Outcome
from klappt.meetings.selectors.people import Person, Responsible, person_by_key
from klappt.ui.choices import let_choose, let_choose_rows
from klappt.ui.days import DayField
from klappt.ui.opened import OpenedForm

NEXT, OTHER = "next", "other"
WEEKS = (2, 4)
ORDER = (OutcomeKind.MEASURE, OutcomeKind.DECISION, OutcomeKind.GOAL, OutcomeKind.INFORMATION)


def person_choices(present: Sequence[Person], others: Sequence[Person]) -> list[Any]:
    """Whoever is there stands first."""
    groups = ((_("Present"), present), (_("Further people"), others))
    known = [(label, [(each.key, each.label) for each in people]) for label, people in groups if people]
    return [("", _("Please choose")), *known]


class ResponsibleForm(OpenedForm):
    """Who does it: somebody from the list, or a name that is not in it."""

    who = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    other_name = forms.CharField(
        label=gettext_lazy("Or another name"), required=False, max_length=120, strip=True
    )

    def __init__(
        self,
        data: Any = None,
        *,
        present: Sequence[Person],
        others: Sequence[Person],
        now: Any = None,
        initial: Any = None,
    ) -> None:
        super().__init__(data, now=now, initial=initial)
        self.people = [*present, *others]
        let_choose(self, "who", person_choices(present, others))

    def responsible(self) -> Responsible:
        """A typed name holds over a choice; nobody at all is refused by the verb, with the field's name."""
        typed = self.cleaned_data.get("other_name", "")
        chosen = person_by_key(self.people, self.cleaned_data.get("who", ""))
        if typed:
            return Responsible(typed)
        return _plain(chosen) if chosen else Responsible("")


class ResultForm(ResponsibleForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What came of it?"),
        choices=[(kind.value, kind.label) for kind in ORDER],
        initial=OutcomeKind.MEASURE,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=gettext_lazy("What exactly"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    when = forms.ChoiceField(label=gettext_lazy("By when"), required=False, widget=forms.RadioSelect)
    day = DayField(label=gettext_lazy("On which day"), required=False)
    goal: forms.ModelChoiceField[Outcome] = forms.ModelChoiceField(
        label=gettext_lazy("For which goal"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("no goal"),
    )

    field_order = ("kind", "text", "who", "other_name", "when", "day", "goal")

    def __init__(
        self,
        data: Any = None,
        *,
        present: Sequence[Person],
        others: Sequence[Person],
        goals: Any,
        today: datetime.date,
        next_on: datetime.date | None,
    ) -> None:
        super().__init__(data, present=present, others=others)
        self.days = quick_days(today, next_on)
        choices = [(key, label) for key, label, _day in self.days]
        let_choose(self, "when", [*choices, (OTHER, _("another day"))])
        self.fields["when"].initial = choices[0][0]
        let_choose_rows(self, "goal", goals)
        if not goals:
            del self.fields["goal"]

    def due_on(self) -> datetime.date | None:
        """The day typed, or the one behind the quick choice; none for an information."""
        good = self.cleaned_data
        if good.get("kind") == OutcomeKind.INFORMATION:
            return None
        if good.get("day"):
            typed: datetime.date = good["day"]
            return typed
        return next((day for key, _label, day in self.days if key == good.get("when")), None)

    def result(self) -> dict[str, Any]:
        """For the verb `note_result`. An information has nobody and no day, whatever was left in the form."""
        kind = OutcomeKind(self.cleaned_data["kind"])
        is_told = kind == OutcomeKind.INFORMATION
        has_goal = kind in (OutcomeKind.MEASURE, OutcomeKind.DECISION)
        return {
            "kind": kind,
            "text": self.cleaned_data["text"],
            "responsible": Responsible("") if is_told else self.responsible(),
            "due_on": self.due_on(),
            "goal": self.cleaned_data.get("goal") if has_goal else None,
        }


class ChangeForm(ResponsibleForm):
    """Mending a result: what it says, who, by when."""

    text = forms.CharField(
        label=gettext_lazy("What exactly"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
    due_on = DayField(label=gettext_lazy("By when"), required=False)

    field_order = ("text", "who", "other_name", "due_on")

    def responsible(self) -> Responsible:
        """A choice holds over the name that stands there already."""
        chosen = person_by_key(self.people, self.cleaned_data.get("who", ""))
        return _plain(chosen) if chosen else super().responsible()

    def clean_due_on(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["due_on"]
        if day is not None and not 2000 <= day.year <= 2100:
            raise ValidationError(_("Please check the year."))
        return day


def quick_days(today: datetime.date, next_on: datetime.date | None) -> list[tuple[str, str, datetime.date]]:
    """The days one mostly means: by the next meeting, in two weeks, in four."""
    days = [
        (f"w{weeks}", _("in %(count)d weeks") % {"count": weeks}, today + datetime.timedelta(weeks=weeks))
        for weeks in WEEKS
    ]
    if next_on is not None and next_on > today:
        days.insert(0, (NEXT, _("by the next meeting"), next_on))
    return [(key, f"{label} ({formats.date_format(day, 'j.n.')})", day) for key, label, day in days]


def _plain(person: Person) -> Responsible:
    return Responsible(person.name, person.email, person.institution, person.user)
