"""How the measures stand, on the start page of everybody and above all of the lead (A7)."""

from typing import Any

from django.utils import timezone

from klappt.alliances.extensions import Tile, add_tile
from klappt.alliances.policies import EVERYONE, Member
from klappt.measures.selectors.table import all_numbers, results
from klappt.meetings.enums import OutcomeState

MOST = 3


def register() -> None:
    add_tile(Tile("measures.standing", 16, EVERYONE, "measures/tiles/standing.html", standing))


def standing(member: Member) -> dict[str, Any]:
    now = all_numbers(timezone.localdate())
    stuck = results().filter(state=OutcomeState.STUCK)[:MOST] if now.stuck else []
    return {"member": member, "now": now, "stuck": list(stuck)}
