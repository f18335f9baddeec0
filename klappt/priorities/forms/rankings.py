import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Alliance
from klappt.priorities.forms.fields import PersonField, row_of
from klappt.priorities.models import Priority
from klappt.priorities.selectors.priorities import (
    held_items,
    item_words,
    items_to_agree_in,
    open_measures,
)
from klappt.ui.days import DayField

MOST_PLACES = 12


class OrderForm(forms.Form):
    """A place for each priority; without a place it is none for now."""

    why = forms.CharField(
        label=_("Why, and what changed"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stays with the order, so that one can still read it in two years."),
    )

    def __init__(self, data: Any, *, rows: Sequence[Priority], places: dict[int, int]) -> None:
        super().__init__(data)
        self.rows = list(rows)
        numbers = [(str(place), f"{place}.") for place in range(1, min(len(self.rows), MOST_PLACES) + 1)]
        for row in self.rows:
            self.fields[f"place-{row.pk}"] = forms.ChoiceField(
                label=str(row),
                required=False,
                choices=[("", _("no place")), *numbers],
                initial=str(places.get(row.pk, "")),
            )

    @property
    def places(self) -> list[tuple[Priority, forms.BoundField]]:
        return [(row, self[f"place-{row.pk}"]) for row in self.rows]

    @property
    def others(self) -> list[forms.BoundField]:
        return [field for field in self if not field.name.startswith("place-")]

    def clean(self) -> dict[str, Any]:
        good = super().clean() or {}
        given = [(good.get(f"place-{row.pk}"), row) for row in self.rows]
        taken = [int(place) for place, _row in given if place]
        if len(set(taken)) != len(taken):
            raise ValidationError(_("Two priorities have the same place. Please give each its own."))
        if not taken:
            raise ValidationError(_("Please give at least one priority a place."))
        return good

    def order(self) -> list[Priority]:
        """Those with a place, the first first; places left out close up."""
        given = [(self.cleaned_data[f"place-{row.pk}"], row) for row in self.rows]
        return [
            row for _place, row in sorted(((int(place), row) for place, row in given if place), key=_first)
        ]


def _first(pair: tuple[int, Priority]) -> int:
    return pair[0]


class DecisionForm(OrderForm):
    """What the group decided in a meeting."""

    def __init__(self, data: Any, *, alliance: Alliance, today: datetime.date, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["item"] = row_of(
            _("Decided in"),
            held_items(today),
            required=True,
            words=item_words,
            help_text=_("The agenda item of a meeting that has taken place. The order holds from its day."),
        )
        self.fields["person"] = PersonField(label=_("Who sees to it"), alliance=alliance, day=today)
        self.fields["look_again_on"] = DayField(
            label=_("Looked at again by"), initial=today + datetime.timedelta(days=365)
        )


class RecordForm(OrderForm):
    """What held before klappt."""

    def __init__(self, data: Any, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["valid_from"] = DayField(label=_("Since"), initial=timezone.localdate)
        self.fields["source"] = forms.CharField(
            label=_("Where it stands written"),
            max_length=300,
            help_text=_("For example: minutes of the core group of 12.03.2025."),
        )


class StepForm(forms.Form):
    text = forms.CharField(
        label=_("First step"), max_length=400, help_text=_("What somebody does next, so that one can see it.")
    )

    def __init__(self, data: Any = None, *, alliance: Alliance, today: datetime.date) -> None:
        super().__init__(data)
        self.fields["person"] = PersonField(label=_("Who does it"), alliance=alliance, day=today)
        self.fields["due_on"] = DayField(label=_("By when"))
        self.fields["item"] = row_of(
            _("Agreed in"), items_to_agree_in(today), required=True, words=item_words
        )


class KnownStepForm(forms.Form):
    def __init__(self, data: Any = None, **_more: Any) -> None:
        super().__init__(data)
        self.fields["outcome"] = row_of(_("Measure that was agreed"), open_measures(), required=True)
