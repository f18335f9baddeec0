"""A file somebody put at a question: only for the alliance itself."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.returns.policies import SEE_RETURNS
from klappt.returns.selectors.filling import file_of
from klappt.returns.selectors.returns import return_of
from klappt.ui.downloads import download


@require_safe
def file(request: MemberRequest, wave: int, pk: int) -> HttpResponse:
    require(request.member.may(SEE_RETURNS))
    found = file_of(return_of(request.member, wave), pk)
    if found is None:
        raise Http404
    return download(bytes(found.content), found.name, found.media_type)
