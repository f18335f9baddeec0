"""Form fields that other contexts reuse: a situation, and a condition."""

from klappt.profiles.fields.checks import exact_number
from klappt.profiles.fields.condition import ConditionField, ConditionInput
from klappt.profiles.fields.drafts import Draft, draft_of
from klappt.profiles.fields.edits import is_edit
from klappt.profiles.fields.situation import ProfileField, SituationInput

__all__ = [
    "ConditionField",
    "ConditionInput",
    "Draft",
    "ProfileField",
    "SituationInput",
    "draft_of",
    "exact_number",
    "is_edit",
]
