from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.actors.models import Institution
from klappt.actors.policies import SEE_ACTORS
from klappt.alliances.requests import MemberRequest


@require_safe
def institution_list(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_ACTORS))
    return render(request, "actors/list.html", {"institutions": Institution.objects.all()})
