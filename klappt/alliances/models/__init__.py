from klappt.alliances.models.alliance import Alliance
from klappt.alliances.models.membership import Invitation, Membership
from klappt.alliances.models.municipality import Municipality
from klappt.alliances.models.office import CoordinationOffice, Lead, PlannedStep
from klappt.alliances.models.scoped import Period, PeriodQuerySet, Scoped, ScopedManager, ScopedQuerySet

__all__ = [
    "Alliance",
    "CoordinationOffice",
    "Invitation",
    "Lead",
    "Membership",
    "Municipality",
    "Period",
    "PeriodQuerySet",
    "PlannedStep",
    "Scoped",
    "ScopedManager",
    "ScopedQuerySet",
]
