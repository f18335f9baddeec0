"""The verbs of an alliance."""

from klappt.alliances.services.founding import found_alliance
from klappt.alliances.services.invitation import (
    accept,
    accept_as_new,
    invitation_for,
    invite,
    invite_again,
    withdraw_invitation,
)
from klappt.alliances.services.leaving import leave_everything
from klappt.alliances.services.team import admit, change_role, end_work

__all__ = [
    "accept",
    "accept_as_new",
    "admit",
    "change_role",
    "end_work",
    "found_alliance",
    "invitation_for",
    "invite",
    "invite_again",
    "leave_everything",
    "withdraw_invitation",
]
