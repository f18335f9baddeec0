from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from klappt.alliances.models import Alliance
from klappt.needs.enums import SourceKind
from klappt.needs.forms.fields import PICK, CorrectionForm, subgroup_choices, theme_choices
from klappt.needs.models import Need
from klappt.needs.services.editing import NEED_COLUMNS
from klappt.needs.services.needs import Named
from klappt.ui.choices import let_choose
from klappt.ui.days import DayField

# The result of a survey is taken over where the result stands.
KINDS = [(key, label) for key, label in SourceKind.choices if key != SourceKind.SURVEY]


class NeedForm(CorrectionForm):
    columns = NEED_COLUMNS

    title = forms.CharField(
        label=_("What is needed"),
        max_length=200,
        help_text=_(
            "One sentence, seen from the young people: what they need, not yet the offer that helps."
        ),
    )
    theme = forms.ChoiceField(label=_("Theme"))
    subgroups = forms.MultipleChoiceField(
        label=_("Who needs it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Without a tick it holds for all young people."),
    )
    text = forms.CharField(label=_("Description"), required=False, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(
        self, data: Any = None, *, alliance: Alliance, row: Need | None = None, initial: Any = None
    ) -> None:
        super().__init__(data, row=row, initial=initial)
        let_choose(self, "theme", [PICK, *theme_choices(row)])
        known = subgroup_choices(alliance, row)
        let_choose(self, "subgroups", known)
        if not known:
            del self.fields["subgroups"]

    def shown(self, texts: Mapping[str, str]) -> dict[str, Any]:
        keys = [key for key in texts.get("subgroups", "").split(",") if key]
        return {**texts, "subgroups": keys} if texts else {}

    def as_text(self, column: str) -> str:
        if column != "subgroups":
            return super().as_text(column)
        return ",".join(sorted(self.cleaned_data.get("subgroups", []), key=int))


class SourceForm(forms.Form):
    kind = forms.ChoiceField(label=_("Who named it"), choices=[PICK, *KINDS])
    as_of = DayField(label=pgettext_lazy("day", "On"), initial=timezone.localdate)
    note = forms.CharField(
        label=_("What was said, and where it stands"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("No names of young people."),
    )

    def named(self) -> Named:
        good = self.cleaned_data
        return {"kind": good["kind"], "as_of": good["as_of"], "note": good["note"]}


class AsideForm(forms.Form):
    because = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: met since September by the new course."),
    )


class NeedFilterForm(forms.Form):
    """What stands in the address of the list; what does not fit there counts as not asked."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    subgroup = forms.ChoiceField(label=_("Subgroup"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("current")), ("aside", _("set aside"))]
    )

    def __init__(self, data: Any, *, alliance: Alliance) -> None:
        super().__init__(data)
        let_choose(self, "theme", [("", _("all")), *theme_choices()])
        let_choose(self, "subgroup", [("", _("all")), *subgroup_choices(alliance)])

    def wanted(self) -> Mapping[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class RoundForm(forms.Form):
    name = forms.CharField(label=_("Name of the round"), max_length=120)
    steering_weighs = forms.BooleanField(
        label=_("Coordination and lead weigh, too"),
        required=False,
        initial=True,
        help_text=_("Otherwise only the seats of the core group weigh, once somebody on them signs in."),
    )
