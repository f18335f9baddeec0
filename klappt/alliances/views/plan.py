"""The process plan (A4): where each step stands, read from what is there, and what is next."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from klappt.accounts.policies import require
from klappt.alliances import services
from klappt.alliances.forms.settings import StepForm
from klappt.alliances.policies import RUN_ALLIANCE, SEE_ALLIANCE
from klappt.alliances.requests import MemberRequest
from klappt.alliances.selectors.plan import plan_of


@require_safe
def plan(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_ALLIANCE))
    context = {
        "plan": plan_of(request.member, timezone.localdate()),
        "may_plan": bool(request.member.may(RUN_ALLIANCE)),
    }
    return render(request, "alliances/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_step(request: MemberRequest, step: str) -> HttpResponse:
    require(request.member.may(RUN_ALLIANCE))
    plan = plan_of(request.member, timezone.localdate())
    line = next((each for each in plan.lines if each.step.key == step), None)
    if line is None:
        raise Http404
    form = StepForm(request.POST or None, initial={"planned_until": line.planned_until, "note": line.note})
    if request.method == "POST" and form.is_valid():
        services.plan_step(
            alliance=request.member.alliance, step=step, by=request.member.user, **form.cleaned_data
        )
        messages.success(request, _("Noted in the plan."))
        return redirect("alliances:plan", request.member.alliance.key)
    status = 422 if form.is_bound else 200
    return render(request, "alliances/plan_step.html", {"line": line, "form": form}, status=status)
