"""Reads that span rows, or hand plain values upward."""

from klappt.alliances.selectors.membership import (
    alliances_of,
    invitations_at,
    member_of,
    team_on,
)
from klappt.alliances.selectors.rights import rights_by_context
from klappt.alliances.selectors.trail import trail

__all__ = ["alliances_of", "invitations_at", "member_of", "rights_by_context", "team_on", "trail"]
