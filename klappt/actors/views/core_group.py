from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.actors.extensions import core_group_page
from klappt.actors.policies import SEE_ACTORS
from klappt.alliances.requests import MemberRequest


@require_safe
def core_group(request: MemberRequest) -> HttpResponse:
    """Who sits there is told by whoever keeps the seats; the address is known and leads on, with its day."""
    require(request.member.may(SEE_ACTORS))
    return redirect(core_group_page(request.member.alliance, request.GET.get("tag", "")))
