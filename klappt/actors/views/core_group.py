import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.actors.policies import PLAN_CORE_GROUP, SEE_ACTORS, SEE_PLAN
from klappt.actors.selectors.approaches import counts_by_state
from klappt.actors.selectors.core_group import composition
from klappt.actors.selectors.criteria import progress
from klappt.alliances.enums import Part
from klappt.alliances.requests import MemberRequest


@require_safe
def core_group(request: MemberRequest) -> HttpResponse:
    """Who sits there today, or on the day in the address; by field and question; what is missing."""
    require(request.member.may(SEE_ACTORS))
    today = timezone.localdate()
    day = _day(request.GET.get("tag", "")) or today
    sees_plan = bool(request.member.may(SEE_PLAN))
    context = {
        "group": composition(day),
        "is_today": day == today,
        "is_past": day < today,
        "core_group": request.member.alliance.name_of(Part.CORE_GROUP),
        "sees_plan": sees_plan,
        "may_plan": bool(request.member.may(PLAN_CORE_GROUP)),
        "states": counts_by_state() if sees_plan else {},
        "progress": progress() if sees_plan else None,
    }
    return render(request, "actors/group/core_group.html", context)


def _day(text: str) -> datetime.date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
