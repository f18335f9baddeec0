"""The worksheet that is due next, on the start page."""

from typing import Any

from django.utils import timezone

from klappt.alliances.extensions import Tile, add_tile
from klappt.alliances.policies import EVERYONE, Member
from klappt.returns.selectors.overview import overview_of
from klappt.returns.selectors.returns import listed


def register() -> None:
    add_tile(Tile("returns.due", 18, EVERYONE, "returns/tiles/due.html", due))


def due(member: Member) -> dict[str, Any]:
    found = listed(member)
    first = found.open[0] if found.open else None
    return {
        "member": member,
        "found": found,
        "first": first,
        "overview": overview_of(first) if first else None,
        "today": timezone.localdate(),
    }
