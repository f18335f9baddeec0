from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from klappt.accounts.models import User
from klappt.accounts.policies import require
from klappt.alliances.extensions import steps, tiles
from klappt.alliances.policies import SEE_ALLIANCE
from klappt.alliances.requests import MemberRequest
from klappt.alliances.selectors import alliances_of


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Straight to where one works; a choice only for those who work in several alliances."""
    user = request.user
    here = alliances_of(user, timezone.localdate()) if isinstance(user, User) else []
    if len(here) == 1:
        return redirect("alliances:home", here[0].alliance.key)
    return render(request, "alliances/start.html", {"members": here})


@require_safe
def home(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_ALLIANCE))
    plan = [(step, step.stands(request.member)) for step in steps()]
    return render(request, "alliances/home.html", {"plan": plan, "tiles": tiles(request.member.role)})
