"""The day a result is due lies within reach, as every day that is typed; a result may serve no goal."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from klappt.meetings.forms.correcting import CorrectionForm
from klappt.meetings.forms.results import ResultForm


@pytest.mark.parametrize("typed", ["9999-12-31", "0001-01-01"])
@pytest.mark.parametrize(
    "field",
    [ResultForm.base_fields["day"], CorrectionForm(values={"due_on": "2026-12-03"}).fields["due_on"]],
    ids=["result", "correction"],
)
def test_a_year_out_of_reach_is_said(field: forms.Field, typed: str) -> None:
    with pytest.raises(ValidationError, match="zwischen 1900 und 2100"):
        field.clean(typed)


def test_no_goal_is_said_in_words() -> None:
    goal = ResultForm.base_fields["goal"]
    assert isinstance(goal, forms.ModelChoiceField)
    assert goal.empty_label == "kein Ziel"
