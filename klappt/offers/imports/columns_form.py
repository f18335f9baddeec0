from typing import Any

from django import forms
from django.utils.translation import gettext as _

from klappt.offers.imports.columns import OTHER, SheetColumns
from klappt.offers.imports.rows import FileContent
from klappt.offers.selectors.sheet import HEADINGS


class ColumnsForm(forms.Form):
    """What each column of each sheet means."""

    def __init__(self, content: FileContent, data: Any = None) -> None:
        super().__init__(data)
        self.sheets: list[tuple[SheetColumns, list[tuple[forms.BoundField, str, tuple[str, ...]]]]] = []
        self._names: dict[str, tuple[str, str]] = {}
        for sheet_number, sheet in enumerate(content.columns):
            self._add(sheet_number, sheet)

    def _add(self, sheet_number: int, sheet: SheetColumns) -> None:
        rows = []
        for index, heading in sorted(sheet.headings.items()):
            name = f"s{sheet_number}-c{index}"
            self._names[name] = (str(sheet.index), str(index))
            self.fields[name] = forms.ChoiceField(
                label=heading,
                required=False,
                choices=[(OTHER, _("leave aside")), *HEADINGS.items()],
                initial=sheet.meanings.get(index, OTHER),
            )
            rows.append((self[name], heading, sheet.samples.get(index, ())))
        self.sheets.append((sheet, rows))

    def clean(self) -> dict[str, Any]:
        good = super().clean() or {}
        for sheet, rows in self.sheets:
            chosen = [good.get(field.name) for field, _heading, _samples in rows if good.get(field.name)]
            twice = {key for key in chosen if key and chosen.count(key) > 1}
            if twice:
                words = _("Sheet “%(sheet)s”: %(column)s is chosen twice. Please choose it once.")
                names = ", ".join(HEADINGS[key] for key in sorted(twice))
                self.add_error(None, words % {"sheet": sheet.sheet, "column": names})
        return good

    def choices(self) -> dict[str, dict[str, str]]:
        """By number of the sheet and of the column."""
        found: dict[str, dict[str, str]] = {}
        for name, (sheet, column) in self._names.items():
            found.setdefault(sheet, {})[column] = self.cleaned_data[name]
        return found
