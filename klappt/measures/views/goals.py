"""Shared goals with how far they are, and what was decided."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.measures.policies import SEE_MEASURES
from klappt.measures.selectors.board import cards
from klappt.measures.selectors.goals import goals as goals_of
from klappt.measures.selectors.table import results
from klappt.measures.views.board import tabs
from klappt.meetings.enums import OutcomeKind
from klappt.meetings.models import Outcome


@require_safe
def goals(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_MEASURES))
    found = goals_of(member=request.member, day=timezone.localdate())
    context = {
        **tabs(request, "goals"),
        "goals": found,
        "lacking": sum(1 for goal in found if goal.lacks_measures),
        "without_goal": Outcome.objects.measures().open().filter(goal=None).count(),
    }
    return render(request, "measures/goals.html", context)


@require_safe
def decisions(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_MEASURES))
    rows = results(OutcomeKind.DECISION).order_by("-item__meeting__starts_at", "-created_at", "-pk")
    context = {
        **tabs(request, "decisions"),
        "cards": cards(rows, member=request.member, day=timezone.localdate()),
    }
    return render(request, "measures/decisions.html", context)
