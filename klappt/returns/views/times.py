"""What a browser has measured of the work at a section."""

from django.http import HttpResponse, HttpResponseBadRequest
from django.views.decorators.http import require_POST

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.returns.policies import SEE_RETURNS
from klappt.returns.selectors.returns import return_of, section_of
from klappt.returns.services.times import add_time

A_DAY = 24 * 3600


@require_POST
def time(request: MemberRequest, wave: int, section: str) -> HttpResponse:
    """Called while somebody works and when the page is left; nobody waits for the answer."""
    require(request.member.may(SEE_RETURNS))
    row = return_of(request.member, wave)
    part = section_of(row, section)
    told = request.POST.get("seconds", "")
    if not (told.isdecimal() and len(told) < 6 and 0 < int(told) <= A_DAY):
        return HttpResponseBadRequest()
    add_time(return_=row, section=part.key, seconds=int(told), by=request.member.user)
    return HttpResponse(status=204)
