"""What the offers bring to the start page."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from klappt.alliances.extensions import Tile, add_tile
from klappt.alliances.policies import EVERYONE, Member
from klappt.offers.policies import EDIT_OFFERS
from klappt.offers.selectors.standing import standing


def register() -> None:
    add_tile(Tile("offers.offers", 40, EVERYONE, "offers/tiles/offers.html", offers))


def offers(member: Member) -> dict[str, Any]:
    return {
        "now": standing(timezone.localdate()),
        "may_edit": bool(member.may(EDIT_OFFERS)),
        "url": reverse("offers:list", args=[member.alliance.key]),
    }
