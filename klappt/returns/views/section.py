"""One section of a worksheet: to be filled in while it is open, to be read afterwards."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.returns.policies import SEE_RETURNS
from klappt.returns.selectors.overview import overview_of
from klappt.returns.selectors.returns import return_of, section_of


@require_safe
def section(request: MemberRequest, wave: int, section: str) -> HttpResponse:
    require(request.member.may(SEE_RETURNS))
    row = return_of(request.member, wave)
    part = section_of(row, section)
    context = {"return": row, "section": part, "overview": overview_of(row)}
    return render(request, "returns/section.html", context)
