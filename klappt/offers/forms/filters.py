from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.actors.models import Institution
from klappt.offers.enums import OfferKind
from klappt.offers.selectors.table import NONE, SORTED, Wanted
from klappt.ui.choices import let_choose
from klappt.ui.days import DayField
from klappt.ui.filters import ANY, PagedFilter

NAMES = ("kind", "stage", "carrier", "rule", "checked", "problem", "sort")


class FilterForm(PagedFilter):
    """What stands in the address of the table; what does not fit there counts as not asked."""

    sorted_by = SORTED

    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *OfferKind.choices])
    stage = forms.ChoiceField(
        label=_("Stage"),
        required=False,
        choices=[
            ANY,
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
        choices=[ANY, ("yes", _("is written")), ("no", _("is missing"))],
    )
    checked = forms.ChoiceField(
        label=_("Checked"),
        required=False,
        choices=[
            ANY,
            ("valid", _("checked within a year")),
            ("expired", _("longer than a year ago")),
            ("never", _("never")),
        ],
    )
    problem = forms.ChoiceField(
        label=_("To be cleared up"),
        required=False,
        choices=[
            ANY,
            ("any", _("something to clear up")),
            ("no_rule", _("no access rule")),
            ("no_carrier", _("nobody carries it")),
            ("no_places", _("places unknown")),
            ("no_effect", _("leads to nothing yet")),
            ("two_texts", _("two texts in one field")),
        ],
    )
    tag = DayField(label=_("As of the day"), required=False)

    def __init__(self, data: Any, *, carriers: Sequence[Institution]) -> None:
        super().__init__(data)
        choices = [(str(each.pk), str(each)) for each in carriers]
        let_choose(self, "carrier", [ANY, *choices, (NONE, _("nobody carries it"))])

    def wanted(self) -> Wanted:
        return Wanted(words=self.asked("text")["text"], **self.asked(*NAMES))

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
