"""What the forms of this context share: choices of themes and subgroups, and what a page was opened with."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Alliance
from klappt.needs.models import LivingSituation, Need
from klappt.needs.selectors.themes import themes
from klappt.needs.services.editing import read_column
from klappt.profiles.selectors.subgroups import subgroups

PICK = ("", _("please choose"))


def theme_choices(row: LivingSituation | Need | None = None) -> list[tuple[str, str]]:
    """Themes in use; the one the row has stays choosable when it is retired."""
    known = [(theme.code, str(theme)) for theme in themes()]
    if row is not None and row.theme.code not in dict(known):
        known.append((row.theme.code, str(row.theme)))
    return known


def subgroup_choices(alliance: Alliance, row: LivingSituation | Need | None = None) -> list[tuple[str, str]]:
    """Subgroups in use, and those the row is tied to."""
    known = [(str(each.pk), each.name) for each in subgroups(alliance)]
    tied: Sequence[Any] = ()
    if isinstance(row, LivingSituation):
        tied = [row.subgroup] if row.subgroup else []
    elif row is not None:
        tied = [link.subgroup for link in row.subgroup_links.select_related("subgroup").order_by("pk")]
    return known + [(str(each.pk), each.name) for each in tied if str(each.pk) not in dict(known)]


class CorrectionForm(forms.Form):
    """A form over a row that remembers what each of its columns was opened with."""

    columns: Sequence[str] = ()

    def __init__(self, data: Any = None, *, row: LivingSituation | Need | None, initial: Any = None) -> None:
        self.row = row
        read = {column: read_column(row, column) for column in self.columns} if row else {}
        super().__init__(data, initial={**self.shown(read), **(initial or {})})
        self.read = read

    def shown(self, texts: Mapping[str, str]) -> dict[str, Any]:
        """What the fields show for these texts."""
        return dict(texts)

    def texts(self) -> dict[str, str]:
        return {column: self.as_text(column) for column in self.columns}

    def as_text(self, column: str) -> str:
        value = self.cleaned_data[column]
        return value.isoformat() if hasattr(value, "isoformat") else str(value or "")

    def opened(self) -> dict[str, str]:
        """As the page itself sends it along."""
        return {column: self.data.get(f"opened-{column}", now) for column, now in self.read.items()}

    def openings(self) -> list[tuple[str, str]]:
        """Name and value of the hidden fields; after a mistake still what the page was first opened with."""
        values = self.opened() if self.is_bound else self.read
        return [(f"opened-{column}", text) for column, text in values.items()]
