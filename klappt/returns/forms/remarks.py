from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.ui.choices import let_choose


class RemarkForm(forms.Form):
    """A remark, and whom it is meant for: then it stands in that person's week."""

    text = forms.CharField(
        label=_("Remark"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "data-guard": True})
    )
    to = forms.ChoiceField(label=_("For"), required=False)

    def __init__(self, data: Any = None, *, team: Sequence[User]) -> None:
        self.team = {str(each.pk): each for each in team}
        super().__init__(data)
        everybody = ("", _("everybody who fills in"))
        let_choose(self, "to", [everybody, *((key, str(each)) for key, each in self.team.items())])

    def addressee(self) -> User | None:
        return self.team.get(self.cleaned_data["to"])
