"""What became of the wish to open a worksheet once more."""

from typing import Any

from django import template

from klappt.alliances.policies import Member
from klappt.returns.models import Return
from klappt.returns.policies import HAND_IN

register = template.Library()


@register.inclusion_tag("returns/parts/reopening.html")
def reopening(row: Return, member: Member) -> dict[str, Any]:
    """On the page of a return that is handed in: the wish, the answer, or the way to ask."""
    newest = None if row.is_open else row.reopenings.filter(by_alliance=True).first()
    return {
        "row": row,
        "wish": newest if newest and newest.granted is not True else None,
        "may_ask": not row.is_open and bool(member.may(HAND_IN)),
        "alliance_key": member.alliance.key,
    }
