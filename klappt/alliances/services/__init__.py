"""The verbs of an alliance."""

from klappt.alliances.services.founding import change_alliance, found_alliance
from klappt.alliances.services.invitation import (
    accept,
    accept_as_new,
    invitation_for,
    invite,
    invite_again,
    withdraw_invitation,
)
from klappt.alliances.services.leaving import leave_everything
from klappt.alliances.services.office import (
    correct_lead,
    correct_office,
    end_lead,
    name_lead,
    place_office,
)
from klappt.alliances.services.plan import plan_step
from klappt.alliances.services.team import admit, change_role, end_work

__all__ = [
    "accept",
    "accept_as_new",
    "admit",
    "change_alliance",
    "change_role",
    "correct_lead",
    "correct_office",
    "end_lead",
    "end_work",
    "found_alliance",
    "invitation_for",
    "invite",
    "invite_again",
    "leave_everything",
    "name_lead",
    "place_office",
    "plan_step",
    "withdraw_invitation",
]
