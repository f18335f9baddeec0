from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.returns.enums import ReturnState
from klappt.returns.forms.waves import ANY
from klappt.returns.selectors.board import EXTENDED, LATE, OVERDUE, SORTED, STILL_OUT, Asked
from klappt.returns.selectors.choosing import governments
from klappt.ui.choices import let_choose

STATES = [
    ANY,
    (STILL_OUT, _("not handed in yet")),
    (OVERDUE, _("overdue")),
    *ReturnState.choices,
    (LATE, _("handed in late")),
    (EXTENDED, _("with more time")),
]


class BoardForm(forms.Form):
    """What narrows and sorts the board; what does not fit counts as not asked."""

    use_required_attribute = False

    q = forms.CharField(label=_("Place or alliance"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)
    government = forms.ChoiceField(label=_("Regierungsbezirk"), required=False)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="board-%s")
        let_choose(self, "government", [ANY, *((each, each) for each in governments())])

    def clean_sort(self) -> str:
        wanted: str = self.cleaned_data["sort"]
        return wanted if wanted.removeprefix("-") in SORTED else ""

    def asked(self) -> Asked:
        self.is_valid()
        good = self.cleaned_data
        names = ("state", "government", "sort")
        return Asked(words=good.get("q", ""), **{name: good.get(name, "") for name in names})
