"""Where everybody arrives: what is next, what comes up, whom to ask."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.accounts.policies import require
from klappt.alliances.extensions import Matter, Urgency, matters, tiles, week_parts
from klappt.alliances.policies import READ_TRAIL, RUN_ALLIANCE, SEE_ALLIANCE, SEE_PLATFORM
from klappt.alliances.requests import MemberRequest
from klappt.alliances.scope import one_look
from klappt.alliances.selectors.membership import alliances_of
from klappt.alliances.selectors.plan import Plan, plan_of
from klappt.alliances.selectors.running import running_on
from klappt.alliances.selectors.trail import told, trail
from klappt.alliances.selectors.week import week_of

_RECENT = 5
_TEMPLATES = {
    Role.COORDINATOR: "alliances/home/coordinator.html",
    Role.LEAD: "alliances/home/lead.html",
    Role.MEMBER: "alliances/home/member.html",
    Role.PRACTITIONER: "alliances/home/member.html",
}


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Straight to where one works; a choice only for those who work in several places."""
    user = request.user
    if not isinstance(user, User):
        return redirect("account_login")
    here = alliances_of(user, timezone.localdate())
    sees_platform = bool(SEE_PLATFORM.of(user.platform_role))
    if len(here) == 1 and not sees_platform:
        return redirect("alliances:home", here[0].alliance.key)
    if not here and sees_platform:
        return redirect("alliances:platform")
    return render(request, "alliances/start.html", {"members": here, "sees_platform": sees_platform})


@require_safe
@one_look()
def home(request: MemberRequest) -> HttpResponse:
    member, today = request.member, timezone.localdate()
    require(member.may(SEE_ALLIANCE))
    plan = plan_of(member, today)
    found = [*_late(plan, request), *matters(member)]
    context = {
        "plan": plan,
        "running": running_on(today),
        "tiles": [_drawn(request, tile.template, tile.context(member)) for tile in tiles(member.role)],
        "decide": [each for each in found if each.urgency is Urgency.DECIDE],
        "due": [each for each in found if each.urgency is Urgency.DUE],
        "waiting": [each for each in found if each.urgency is Urgency.WAITING],
        "runs_out": [each for each in found if each.urgency is Urgency.RUNS_OUT],
        "today": today,
    }
    if member.may(READ_TRAIL):
        context["recent"] = told(list(trail(member.alliance)[:_RECENT]))
    return render(request, _TEMPLATES[member.role], context)


@require_safe
@one_look()
def week(request: MemberRequest) -> HttpResponse:
    """What comes up, by day; who has not answered; what runs out; what the next meeting needs."""
    member, today = request.member, timezone.localdate()
    require(member.may(SEE_ALLIANCE))
    found = [*_late(plan_of(member, today), request), *matters(member)]
    context = {
        "parts": [_drawn(request, part.template, part.context(member)) for part in week_parts(member.role)],
        "week": week_of(found, today),
        "today": today,
    }
    return render(request, "alliances/week.html", context)


def _late(plan: Plan, request: MemberRequest) -> list[Matter]:
    if not request.member.may(RUN_ALLIANCE):
        return []
    return [
        Matter(
            Urgency.DUE,
            _("“%(step)s” was planned until then.") % {"step": line.step.label},
            line.standing.url,
            line.standing.action or _("Go on"),
            line.planned_until,
        )
        for line in plan.lines
        if line.is_overdue and line.standing.url
    ]


def _drawn(request: MemberRequest, template: str, context: dict[str, object]) -> SafeString:
    return render_to_string(template, context, request)
