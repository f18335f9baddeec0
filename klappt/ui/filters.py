"""What a table's filter has in common: words, an order, how many rows; all of it stands in the address."""

from collections.abc import Collection
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ANY = ("", pgettext_lazy("filter", "all"))
PER_PAGE = (100, 250, 500)


class TableFilter(forms.Form):
    """What does not fit a field counts as not asked. `sorted_by`: the columns the table can be sorted by."""

    sorted_by: ClassVar[Collection[str]] = ()

    text = forms.CharField(label=_("Search"), required=False, max_length=200)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="filter-%s")

    def clean_sort(self) -> str:
        wanted: str = self.cleaned_data["sort"]
        return wanted if wanted.removeprefix("-") in self.sorted_by else ""

    def asked(self, *names: str) -> dict[str, str]:
        """What is asked for in these fields; empty where nothing is."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in names}


class PagedFilter(TableFilter):
    per = forms.TypedChoiceField(
        label=_("Rows per page"),
        required=False,
        choices=[(number, str(number)) for number in PER_PAGE],
        coerce=int,
    )

    def per_page(self) -> int:
        self.is_valid()
        number: int = self.cleaned_data.get("per") or PER_PAGE[0]
        return number
