from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.profiles.fields import ProfileField
from klappt.profiles.models import Subgroup
from klappt.profiles.selectors.vocabulary import Asked
from klappt.profiles.services.subgroups import Values
from klappt.ui.days import DayField

FIELDS = ("name", "description", "head_count", "head_count_source", "head_count_as_of", "profile")


class SubgroupForm(forms.Form):
    """A subgroup; `opened` is when it had last changed as the page was opened."""

    name = forms.CharField(label=_("Name"), max_length=120)
    description = forms.CharField(
        label=_("Description"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    head_count = forms.IntegerField(
        label=_("How many people"),
        required=False,
        min_value=0,
        max_value=10_000_000,
        help_text=_("Empty means: nobody knows. Please write 0 only if there is nobody."),
    )
    head_count_source = forms.CharField(
        label=_("Where the number comes from"), required=False, max_length=200
    )
    head_count_as_of = DayField(label=_("Number as of"), required=False)
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, asked: Sequence[Asked], subgroup: Subgroup | None = None) -> None:
        initial = {name: getattr(subgroup, name) for name in FIELDS} if subgroup else {}
        super().__init__(data, initial={**initial, "opened": stamp(subgroup)})
        keys = {each.attribute.key for each in asked}
        before = subgroup.profile if subgroup else {}
        # What is no longer asked has no control here: it stays as it was said.
        self.kept = {key: value for key, value in before.items() if key not in keys}
        self.fields["profile"] = ProfileField(asked, label=_("The situation of this subgroup"))
        self.fields["profile"].help_text = _(
            "What is the same for all of them. What differs or what nobody knows stays open."
        )

    def clean(self) -> dict[str, Any]:
        good = super().clean() or {}
        if good.get("head_count") is None and good.get("head_count_as_of"):
            self.add_error("head_count", _("There is a date but no number. Please fill in both or neither."))
        return good

    def values(self) -> Values:
        good = self.cleaned_data
        return Values(
            name=good["name"],
            description=good["description"],
            head_count=good["head_count"],
            head_count_source=good["head_count_source"],
            head_count_as_of=good["head_count_as_of"],
            profile={**self.kept, **good["profile"]},
        )


def stamp(subgroup: Subgroup | None) -> str:
    """When the subgroup last changed, as the page sends it along."""
    return subgroup.changed_at.isoformat() if subgroup else ""
