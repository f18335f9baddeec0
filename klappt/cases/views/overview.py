"""From the case to the structure: what many conferences show together."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.cases.policies import ENTER_CASES, FOLLOW_UP, SEE_PATTERNS
from klappt.cases.selectors.overview import overview


def rights(request: MemberRequest) -> dict[str, Any]:
    return {
        "may_enter": bool(request.member.may(ENTER_CASES)),
        "may_follow_up": bool(request.member.may(FOLLOW_UP)),
    }


@require_safe
def patterns(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_PATTERNS))
    found = overview(sees_single=bool(request.member.may(ENTER_CASES)))
    return render(request, "cases/overview.html", {**rights(request), "overview": found, "here": "overview"})
