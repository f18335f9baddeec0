from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.actors.forms.fields import name_of_column
from klappt.actors.forms.institution import ENTRY
from klappt.actors.models import Institution
from klappt.actors.selectors.wording import words
from klappt.actors.services.cells import read_cell, value_of
from klappt.actors.services.institutions import Values
from klappt.actors.services.merging import JOINED, joined

KEPT, DROPPED, BOTH = "kept", "dropped", "both"


@dataclass(frozen=True)
class Line:
    """One field of both entries. `choice` is None where there is nothing to choose."""

    label: str
    kept: str
    dropped: str
    choice: forms.BoundField | None


class MergeForm(forms.Form):
    """Side by side: for each field that differs, which of the two texts stays."""

    def __init__(self, data: Any, *, kept: Institution, dropped: Institution) -> None:
        super().__init__(data)
        self.texts = {column: (read_cell(kept, column), read_cell(dropped, column)) for column in ENTRY}
        for column, (one, other) in self.texts.items():
            if one != other:
                self.fields[column] = self._choice(column, one)

    def _choice(self, column: str, one: str) -> forms.ChoiceField:
        choices = [(KEPT, _("left")), (DROPPED, _("right"))]
        if column in JOINED:
            choices.insert(0, (BOTH, _("both")))
        label = name_of_column(column)
        initial = BOTH if column in JOINED else KEPT if one else DROPPED
        return forms.ChoiceField(label=label, choices=choices, initial=initial, widget=forms.RadioSelect)

    def lines(self) -> list[Line]:
        """What differs first, then what both say alike; what neither says is left out."""
        found = [
            Line(
                name_of_column(column),
                words(column, one),
                words(column, other),
                self[column] if column in self.fields else None,
            )
            for column, (one, other) in self.texts.items()
            if one or other
        ]
        return sorted(found, key=lambda line: line.choice is None)

    def values(self) -> Values:
        chosen = {column: self._text(column) for column in self.cleaned_data}
        values: Values = {column: value_of(column, text) for column, text in chosen.items()}  # type: ignore[assignment] # ENTRY are the keys of Values
        return values

    def _text(self, column: str) -> str:
        one, other = self.texts[column]
        return {KEPT: one, DROPPED: other, BOTH: joined(one, other)}[self.cleaned_data[column]]
