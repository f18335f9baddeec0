from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.alliances.models import Alliance
from klappt.alliances.selectors.trail import Wanted, people_in, verbs_in
from klappt.ui.choices import let_choose, let_choose_rows


class TrailForm(forms.Form):
    """The filter stands in the address, so that a link shows what I see."""

    use_required_attribute = False

    text = forms.CharField(label=_("Contains"), required=False, max_length=100)
    person = forms.ModelChoiceField(
        User.objects.none(), label=_("Who"), required=False, empty_label=_("everybody")
    )
    was = forms.ChoiceField(label=_("What"), required=False)
    von = forms.DateField(label=_("From"), required=False)
    bis = forms.DateField(label=_("To"), required=False)
    objekt = forms.RegexField(r"^[a-z]+\.[a-z]+:\d{1,18}$", required=False, widget=forms.HiddenInput)

    def __init__(self, alliance: Alliance, data: Any) -> None:
        super().__init__(data)
        let_choose_rows(self, "person", people_in(alliance))
        let_choose(self, "was", [("", _("everything")), *verbs_in(alliance)])

    def wanted(self) -> Wanted:
        """What can be read of the filter; a field that says nonsense narrows nothing and is marked."""
        said = self.cleaned_data if self.is_valid() or hasattr(self, "cleaned_data") else {}
        person = said.get("person")
        return Wanted(
            by=person.pk if person else None,
            verb=said.get("was") or "",
            since=said.get("von"),
            until=said.get("bis"),
            text=said.get("text") or "",
            thing=said.get("objekt") or "",
        )
