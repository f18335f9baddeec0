from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from klappt.chains.selectors.goals import Shown
from klappt.profiles.fields import ConditionField
from klappt.profiles.models import Subgroup
from klappt.profiles.selectors.vocabulary import Asked
from klappt.ui.choices import let_choose

ALL = "alle"


class GoalForm(forms.Form):
    label = forms.CharField(label=_("Name of the goal"), max_length=120)

    def __init__(self, data: Any = None, *, asked: Sequence[Asked], goal: Shown | None = None) -> None:
        initial = {"label": goal.label, "condition": goal.condition} if goal else {}
        super().__init__(data, initial=initial)
        self.fields["condition"] = ConditionField(
            asked,
            label=_("When is it reached?"),
            intro=_("What must hold for somebody so that the goal is reached. Unknown does not count."),
        )


class PictureForm(forms.Form):
    """For which goals and which subgroups the chains are shown; stands in the address."""

    goal = forms.ChoiceField(label=_("Goal"), required=False)
    subgroup = forms.ChoiceField(label=_("Subgroup"), required=False)

    def __init__(self, data: Any, *, goals: Sequence[Shown], subgroups: Iterable[Subgroup]) -> None:
        super().__init__(data, auto_id="filter-%s")
        self.goals = [goal.key for goal in goals]
        let_choose(
            self,
            "goal",
            [
                *((goal.key, goal.label) for goal in goals),
                (ALL, _("all goals")),
            ],
        )
        let_choose(
            self,
            "subgroup",
            [
                ("", pgettext_lazy("filter", "all")),
                *((str(group.pk), str(group)) for group in subgroups),
            ],
        )

    def wanted_goals(self) -> list[str]:
        """The first goal unless another one is asked for."""
        self.is_valid()
        asked = self.cleaned_data.get("goal", "")
        if asked == ALL:
            return self.goals
        return [asked] if asked in self.goals else self.goals[:1]

    def wanted_subgroup(self) -> int | None:
        self.is_valid()
        asked = self.cleaned_data.get("subgroup", "")
        return int(asked) if asked else None
