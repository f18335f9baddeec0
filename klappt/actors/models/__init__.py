from klappt.actors.models.approach import (
    AgreementRequest,
    Approach,
    SelectionSettings,
    SelectionWish,
)
from klappt.actors.models.confirmation import ConfirmationRequest
from klappt.actors.models.cooperation import Assessment, Cooperation
from klappt.actors.models.duplicate import DismissedPair
from klappt.actors.models.importing import HeadingMemory, ImportDraft, ImportedNote
from klappt.actors.models.institution import (
    ContactPerson,
    CriterionMark,
    Institution,
    InstitutionQuerySet,
    InstitutionType,
    SecondText,
)

__all__ = [
    "AgreementRequest",
    "Approach",
    "Assessment",
    "ConfirmationRequest",
    "ContactPerson",
    "Cooperation",
    "CriterionMark",
    "DismissedPair",
    "HeadingMemory",
    "ImportDraft",
    "ImportedNote",
    "Institution",
    "InstitutionQuerySet",
    "InstitutionType",
    "SecondText",
    "SelectionSettings",
    "SelectionWish",
]
