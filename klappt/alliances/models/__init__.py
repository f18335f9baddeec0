from klappt.alliances.models.alliance import Alliance
from klappt.alliances.models.link import Link, LinkQuestion
from klappt.alliances.models.membership import Invitation, Membership
from klappt.alliances.models.municipality import Municipality
from klappt.alliances.models.office import CoordinationOffice, Lead, PlannedStep
from klappt.alliances.models.scoped import (
    Period,
    PeriodManager,
    PeriodQuerySet,
    Scoped,
    ScopedManager,
    ScopedQuerySet,
    refuse_far_days,
)
from klappt.alliances.models.second_text import KeptText
from klappt.alliances.models.upload import Upload

__all__ = [
    "Alliance",
    "CoordinationOffice",
    "Invitation",
    "KeptText",
    "Lead",
    "Link",
    "LinkQuestion",
    "Membership",
    "Municipality",
    "Period",
    "PeriodManager",
    "PeriodQuerySet",
    "PlannedStep",
    "Scoped",
    "ScopedManager",
    "ScopedQuerySet",
    "Upload",
    "refuse_far_days",
]
