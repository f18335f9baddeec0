"""What other alliances have sent to all, question by question side by side."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.returns.forms.others import OthersForm
from klappt.returns.policies import SEE_RETURNS
from klappt.returns.selectors.others import questions_of, sent_to_all, waves_to_read
from klappt.returns.selectors.sent_files import file_at
from klappt.ui.downloads import download


@require_safe
def others(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_RETURNS))
    alliance = request.member.alliance
    waves = waves_to_read(alliance)
    form = OthersForm(request.GET, waves=waves)
    form.is_valid()
    wave = form.wave()
    everything = questions_of(wave, alliance, form.words()) if wave else []
    context: dict[str, Any] = {
        "form": form,
        "waves": waves,
        "wave": wave,
        "words": form.words(),
        "asked": everything,
        "number": sum(len(each.answers) for each in everything),
    }
    return render(request, "returns/others.html", context)


@require_safe
def file(request: MemberRequest, pk: int) -> HttpResponse:
    """A file that another alliance has sent to all; `pk` is the key of the answer that names it."""
    require(request.member.may(SEE_RETURNS))
    found = file_at(sent_to_all(request.member.alliance), pk)
    if found is None:
        raise Http404
    return download(bytes(found.file.content), found.name, found.file.media_type)
