"""What other alliances have sent to all, question by question side by side."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.returns.forms.others import OthersForm
from klappt.returns.models import SentFile
from klappt.returns.policies import SEE_RETURNS
from klappt.returns.selectors.others import files_sent_to_all, questions_of, waves_to_read
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
    """A file that another alliance has sent to all."""
    require(request.member.may(SEE_RETURNS))
    found: SentFile = get_object_or_404(files_sent_to_all(request.member.alliance), pk=pk)
    return download(bytes(found.content), found.name, found.media_type)
