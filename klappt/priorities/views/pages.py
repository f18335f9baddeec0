from typing import Any

from klappt.alliances.requests import MemberRequest
from klappt.priorities.policies import PROPOSE, RUN_PRIORITIES


def tabs(request: MemberRequest, here: str) -> dict[str, Any]:
    """What every page of this group needs for its tabs and buttons."""
    return {
        "here": here,
        "may_propose": bool(request.member.may(PROPOSE)),
        "may_run": bool(request.member.may(RUN_PRIORITIES)),
    }
