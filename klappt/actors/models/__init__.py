from klappt.actors.models.approach import Approach, GroupMembership, SelectionSettings, SelectionWish
from klappt.actors.models.cooperation import Assessment, Cooperation
from klappt.actors.models.institution import (
    ContactPerson,
    CriterionMark,
    Institution,
    InstitutionQuerySet,
    InstitutionType,
    SecondText,
)

__all__ = [
    "Approach",
    "Assessment",
    "ContactPerson",
    "Cooperation",
    "CriterionMark",
    "GroupMembership",
    "Institution",
    "InstitutionQuerySet",
    "InstitutionType",
    "SecondText",
    "SelectionSettings",
    "SelectionWish",
]
