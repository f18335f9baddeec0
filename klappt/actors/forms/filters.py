from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from klappt.actors.enums import Field, Tick
from klappt.actors.models import InstitutionType
from klappt.actors.selectors.table import MEMBER, NONE, SORTED, Wanted
from klappt.ui.choices import let_choose

PER_PAGE = (100, 250, 500)
ANY = pgettext_lazy("filter", "all")


class FilterForm(forms.Form):
    """What stands in the address of the table; what does not fit there counts as not asked."""

    text = forms.CharField(label=_("Search"), required=False, max_length=200)
    field = forms.ChoiceField(
        label=_("Field"), required=False, choices=[("", ANY), *Field.choices, (NONE, _("without a field"))]
    )
    type = forms.ChoiceField(label=_("Type"), required=False)
    cooperation = forms.ChoiceField(
        label=_("Cooperation"),
        required=False,
        choices=[("", ANY), *Tick.choices, (NONE, _("nothing said"))],
    )
    core_group = forms.ChoiceField(
        label=_("Core group"),
        required=False,
        choices=[
            ("", ANY),
            (MEMBER, _("sits in it")),
            (Tick.YES, _("planned")),
            (Tick.UNCERTAIN, _("uncertain")),
            (Tick.NO, _("not planned")),
            (NONE, _("nothing said")),
        ],
    )
    forum = forms.ChoiceField(label=_("Forum"), required=False, choices=core_group.choices)
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
            ("no_field", _("field is missing")),
            ("no_contact", _("no phone and no e-mail")),
            ("uncertain", _("uncertain tick")),
            ("two_texts", _("two texts in one cell")),
        ],
    )
    sort = forms.CharField(required=False, widget=forms.HiddenInput)
    per = forms.TypedChoiceField(
        label=_("Rows per page"),
        required=False,
        choices=[(number, str(number)) for number in PER_PAGE],
        coerce=int,
    )

    def __init__(self, data: Any, *, types: Sequence[InstitutionType]) -> None:
        super().__init__(data, auto_id="filter-%s")
        choices = [(str(each.pk), str(each)) for each in types]
        let_choose(self, "type", [("", ANY), *choices, (NONE, _("without a type"))])

    def clean_sort(self) -> str:
        wanted: str = self.cleaned_data["sort"]
        return wanted if wanted.removeprefix("-") in SORTED else ""

    def wanted(self) -> Wanted:
        self.is_valid()
        good = self.cleaned_data
        return Wanted(
            words=good.get("text", ""),
            **{
                name: good.get(name, "")
                for name in (
                    "field",
                    "type",
                    "cooperation",
                    "core_group",
                    "forum",
                    "checked",
                    "problem",
                    "sort",
                )
            },
        )

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
        return any((wanted.forum, wanted.checked, wanted.problem, wanted.cooperation, wanted.core_group))
