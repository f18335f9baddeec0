"""How the measures stand, on the start page of everybody and above all of the lead (A7)."""

from typing import Any

from django.utils import timezone

from klappt.alliances.extensions import Tile, add_tile
from klappt.alliances.policies import EVERYONE, Member
from klappt.measures.selectors.table import numbers, results
from klappt.meetings.enums import OutcomeState

MOST = 3


def register() -> None:
    add_tile(Tile("measures.standing", 16, EVERYONE, "measures/tiles/standing.html", standing))


def standing(member: Member) -> dict[str, Any]:
    rows = results()
    return {
        "member": member,
        "now": numbers(rows, timezone.localdate()),
        "stuck": list(rows.filter(state=OutcomeState.STUCK)[:MOST]),
    }
