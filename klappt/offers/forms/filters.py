from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from klappt.actors.models import Institution
from klappt.offers.enums import OfferKind
from klappt.offers.selectors.table import NONE, SORTED, Wanted
from klappt.ui.choices import let_choose
from klappt.ui.days import DayField

PER_PAGE = (100, 250, 500)
ANY = pgettext_lazy("filter", "all")
NAMES = ("kind", "stage", "carrier", "rule", "checked", "problem", "sort")


class FilterForm(forms.Form):
    """What stands in the address of the table; what does not fit there counts as not asked."""

    text = forms.CharField(label=_("Search"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", ANY), *OfferKind.choices])
    stage = forms.ChoiceField(
        label=_("Stage"),
        required=False,
        choices=[
            ("", ANY),
            ("now", _("there now")),
            ("later", _("there later")),
            ("ended", _("ended")),
            ("idea", _("idea")),
        ],
    )
    carrier = forms.ChoiceField(label=_("Who carries, funds, runs, assigns"), required=False)
    rule = forms.ChoiceField(
        label=_("Access rule"),
        required=False,
        choices=[("", ANY), ("yes", _("is written")), ("no", _("is missing"))],
    )
    checked = forms.ChoiceField(
        label=_("Checked"),
        required=False,
        choices=[
            ("", ANY),
            ("valid", _("checked within a year")),
            ("expired", _("longer than a year ago")),
            ("never", _("never")),
        ],
    )
    problem = forms.ChoiceField(
        label=_("To be cleared up"),
        required=False,
        choices=[
            ("", ANY),
            ("any", _("something to clear up")),
            ("no_rule", _("no access rule")),
            ("no_carrier", _("nobody carries it")),
            ("no_places", _("places unknown")),
            ("no_effect", _("leads to nothing yet")),
            ("two_texts", _("two texts in one field")),
        ],
    )
    tag = DayField(label=_("As of the day"), required=False)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)
    per = forms.TypedChoiceField(
        label=_("Rows per page"),
        required=False,
        choices=[(number, str(number)) for number in PER_PAGE],
        coerce=int,
    )

    def __init__(self, data: Any, *, carriers: Sequence[Institution]) -> None:
        super().__init__(data, auto_id="filter-%s")
        choices = [(str(each.pk), str(each)) for each in carriers]
        let_choose(self, "carrier", [("", ANY), *choices, (NONE, _("nobody carries it"))])

    def clean_sort(self) -> str:
        wanted: str = self.cleaned_data["sort"]
        return wanted if wanted.removeprefix("-") in SORTED else ""

    def wanted(self) -> Wanted:
        self.is_valid()
        good = self.cleaned_data
        return Wanted(words=good.get("text", ""), **{name: good.get(name, "") for name in NAMES})

    def per_page(self) -> int:
        self.is_valid()
        number: int = self.cleaned_data.get("per") or PER_PAGE[0]
        return number

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for beside the order."""
        wanted = self.wanted()
        return any(value for name, value in vars(wanted).items() if name != "sort")

    @property
    def more_are_set(self) -> bool:
        """Whether one of the rarer filters is set, so that they have to be visible."""
        wanted = self.wanted()
        return bool(wanted.carrier or wanted.rule or wanted.checked or wanted.problem or self["tag"].value())
