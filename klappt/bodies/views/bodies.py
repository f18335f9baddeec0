import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.actors.policies import PLAN_CORE_GROUP, SEE_PLAN
from klappt.actors.selectors.approaches import counts_by_state
from klappt.actors.selectors.criteria import progress
from klappt.alliances.enums import Part
from klappt.alliances.requests import MemberRequest
from klappt.bodies.enums import BodyKind
from klappt.bodies.extensions import sections
from klappt.bodies.models import Body
from klappt.bodies.policies import EDIT_BODIES, SEE_BODIES
from klappt.bodies.selectors.composition import composition, say_share
from klappt.bodies.selectors.history import beside
from klappt.bodies.selectors.overview import overview
from klappt.bodies.selectors.seats import chair_on, core_group_on


@require_safe
def body_list(request: MemberRequest) -> HttpResponse:
    """All bodies as they belong to each other; those that have ended stand apart."""
    require(request.member.may(SEE_BODIES))
    context = {
        "overview": overview(timezone.localdate()),
        "may_edit": bool(request.member.may(EDIT_BODIES)),
    }
    return render(request, "bodies/list.html", context)


@require_safe
def show(request: MemberRequest, pk: int) -> HttpResponse:
    """One body today, or on the day in the address."""
    require(request.member.may(SEE_BODIES))
    body = get_object_or_404(Body.objects.select_related("parent"), pk=pk)
    return _page(request, body, _day(request))


@require_safe
def core_group(request: MemberRequest) -> HttpResponse:
    """The core group of that day, under an address of its own; what is to be done while there is none."""
    require(request.member.may(SEE_BODIES))
    day = _day(request)
    body = core_group_on(day)
    if body is not None:
        return _page(request, body, day)
    nobody = {"missing": True}  # of the group there is nothing but what it lacks
    context = {**_plan(request), **_when(day), "group": nobody}
    return render(request, "bodies/no_core_group.html", context)


def _page(request: MemberRequest, body: Body, day: datetime.date) -> HttpResponse:
    group = composition(body, day)
    context = {
        "body": body,
        "group": group,
        "by_field": [(share, say_share(share)) for share in group.by_field],
        "chair": chair_on(body, day),
        "children": Body.objects.active_on(day).filter(parent=body),
        "beside": beside(body, day),
        "is_ended": body.valid_until is not None and body.valid_until < timezone.localdate(),
        # A day gone by is for reading; what starts later can be changed from its day.
        "may_edit": day >= timezone.localdate() and bool(request.member.may(EDIT_BODIES)),
        "sections": _sections(request, body, day),
        **_when(day),
        **(_plan(request) if body.kind == BodyKind.CORE_GROUP else {"sees_plan": False}),
    }
    return render(request, "bodies/body.html", context)


def _sections(request: MemberRequest, body: Body, day: datetime.date) -> list[str]:
    found = [(each.template, each.context(request.member, body, day)) for each in sections()]
    return [
        render_to_string(template, context, request) for template, context in found if context is not None
    ]


def _plan(request: MemberRequest) -> dict[str, Any]:
    """What belongs to putting the core group together, for those who may see it."""
    sees_plan = bool(request.member.may(SEE_PLAN))
    return {
        "core_group": request.member.alliance.name_of(Part.CORE_GROUP),
        "sees_plan": sees_plan,
        "may_plan": bool(request.member.may(PLAN_CORE_GROUP)),
        "states": counts_by_state() if sees_plan else {},
        "progress": progress() if sees_plan else None,
    }


def _when(day: datetime.date) -> dict[str, Any]:
    today = timezone.localdate()
    return {"day": day, "is_today": day == today, "is_past": day < today}


def _day(request: MemberRequest) -> datetime.date:
    """A day that is none is today."""
    try:
        found = parse_date(request.GET.get("am", ""))
    except ValueError:
        found = None
    return found or timezone.localdate()
