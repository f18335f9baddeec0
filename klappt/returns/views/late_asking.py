"""Research asks a further question on worksheets that are handed in already, and sees how many answered."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import PlatformRequest
from klappt.returns.enums import Sharing
from klappt.returns.forms.late import AskLateForm
from klappt.returns.models import LateQuestion
from klappt.returns.policies import READ_SENT, RUN_WAVES
from klappt.returns.selectors.late import asked_in
from klappt.returns.selectors.sent_files import file_at, sent_to_research
from klappt.returns.services.late import ask_late, withdraw_late
from klappt.returns.views.waves.listing import wave_by
from klappt.ui.downloads import download
from klappt.ui.verbs import carried_out, done


@require_http_methods(["GET", "HEAD", "POST"])
def late(request: PlatformRequest, number: int) -> HttpResponse:
    require(RUN_WAVES.of(request.user.platform_role))
    wave = wave_by(number)
    form = AskLateForm(request.POST if request.method == "POST" else None, wave=wave)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        asked = carried_out(
            form,
            lambda: ask_late(
                wave=wave,
                of_return=said["of_return"],
                question=form.question(),
                sharing=Sharing(said["sharing"]),
                reason=said["reason"],
                by=request.user,
            ),
        )
        if asked:
            return done(request, _("Asked. The coordinations get a mail."), request.path)
    context = {"wave": wave, "form": form, "asked": asked_in(wave)}
    return render(request, "returns/late/ask.html", context, status=422 if form.is_bound else 200)


@require_POST
def withdraw(request: PlatformRequest, number: int, pk: int) -> HttpResponse:
    require(RUN_WAVES.of(request.user.platform_role))
    wave = wave_by(number)
    withdraw_late(late=get_object_or_404(LateQuestion.objects.filter(wave=wave), pk=pk), by=request.user)
    return done(request, _("Withdrawn. What was answered stays."), reverse("waves:late", args=[wave.number]))


@require_safe
def sent_file(request: PlatformRequest, number: int, pk: int) -> HttpResponse:
    """A file that an alliance has sent for research; `pk` is the key of the answer that names it."""
    require(READ_SENT.of(request.user.platform_role))
    found = file_at(sent_to_research(wave_by(number)), pk)
    if found is None:
        raise Http404
    return download(bytes(found.file.content), found.name, found.file.media_type)
