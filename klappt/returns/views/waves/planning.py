"""A wave is planned: its worksheet, letter and days; then who is asked; then it is looked through."""

import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from klappt.accounts.policies import require
from klappt.alliances.requests import PlatformRequest
from klappt.core.keys import key_in
from klappt.core.working_hours import first_working_day
from klappt.returns.forms.waves import WaveForm
from klappt.returns.models import Wave
from klappt.returns.policies import RUN_WAVES
from klappt.returns.services.waves import change_wave, drop_wave, open_wave, plan_wave, release_wave
from klappt.returns.views.waves.listing import wave_by
from klappt.ui.verbs import carried_out, done, made_with

_WEEK = datetime.timedelta(days=7)


def _trail(wave: Wave | None = None) -> list[tuple[str, str]]:
    above = [(reverse("waves:list"), _("Waves"))]
    return [*above, (reverse("waves:wave", args=[wave.number]), str(wave))] if wave else above


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: PlatformRequest) -> HttpResponse:
    require(RUN_WAVES.of(request.user.platform_role))
    start = timezone.localdate() + _WEEK
    initial = {
        "edition": key_in(request.GET.get("ausgabe", "")),
        "opens_on": first_working_day(start),
        "reminds_on": first_working_day(start + 3 * _WEEK),
        "closes_on": first_working_day(start + 4 * _WEEK),
    }
    form = WaveForm(request.POST if request.method == "POST" else None, initial=initial)
    made = made_with(form, lambda: plan_wave(by=request.user, **form.said()))
    if made is not None:
        words = _("The wave is noted. Now choose which alliances are asked.")
        return done(request, words, reverse("waves:choose", args=[made.number]))
    return _ask(request, form, _("Plan a wave"), _("Choose the alliances"), None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PlatformRequest, number: int) -> HttpResponse:
    require(RUN_WAVES.of(request.user.platform_role))
    wave = wave_by(number)
    if wave.is_open:
        messages.warning(request, _("The wave is open: what the alliances have before them stays as it is."))
        return redirect("waves:wave", wave.number)
    form = WaveForm(request.POST if request.method == "POST" else None, wave=wave)
    if carried_out(form, lambda: change_wave(wave=wave, by=request.user, **form.said())):
        return done(request, _("Saved."), reverse("waves:wave", args=[wave.number]))
    return _ask(request, form, _("Change the wave"), _("Save"), wave)


def _ask(
    request: PlatformRequest, form: WaveForm, title: str, submit: str, wave: Wave | None
) -> HttpResponse:
    back = reverse("waves:wave", args=[wave.number]) if wave else reverse("waves:list")
    context = {"form": form, "title": title, "submit": submit, "back": back, "trail": _trail(wave)}
    return render(request, "returns/waves/plan.html", context, status=422 if form.is_bound else 200)


@require_POST
def release(request: PlatformRequest, number: int) -> HttpResponse:
    require(RUN_WAVES.of(request.user.platform_role))
    wave = wave_by(number)
    try:
        release_wave(wave=wave, by=request.user)
    except ValidationError as wrong:
        messages.warning(request, wrong.messages[0])
    else:
        day = date_format(wave.opens_on, "SHORT_DATE_FORMAT")
        messages.success(request, _("The wave is planned. It opens by itself on %(day)s.") % {"day": day})
    return redirect("waves:wave", wave.number)


@require_http_methods(["GET", "HEAD", "POST"])
def open_now(request: PlatformRequest, number: int) -> HttpResponse:
    require(RUN_WAVES.of(request.user.platform_role))
    wave = wave_by(number)
    asked = wave.returns.count()
    if wave.is_open or not asked:
        said = _("The wave is open already.") if wave.is_open else _("No alliance is asked yet.")
        messages.warning(request, said)
        return redirect("waves:wave", wave.number)
    if request.method == "POST":
        try:
            open_wave(wave=wave, by=request.user)
        except ValidationError as wrong:
            messages.warning(request, wrong.messages[0])
            return redirect("waves:wave", wave.number)
        words = _("The wave is open. The coordinations get their mails within minutes, in working hours.")
        return done(request, words, reverse("waves:wave", args=[wave.number]))
    context = {"wave": wave, "asked": asked, "trail": _trail(wave)}
    return render(request, "returns/waves/open.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: PlatformRequest, number: int) -> HttpResponse:
    require(RUN_WAVES.of(request.user.platform_role))
    wave = wave_by(number)
    if wave.is_open:
        messages.warning(request, _("The wave is open: it stays."))
        return redirect("waves:wave", wave.number)
    if request.method == "POST":
        try:
            drop_wave(wave=wave, by=request.user)
        except ValidationError as wrong:
            messages.warning(request, wrong.messages[0])
            return redirect("waves:wave", wave.number)
        return done(request, _("The wave is dropped. Nobody was asked."), reverse("waves:list"))
    context = {"wave": wave, "asked": wave.returns.count(), "trail": _trail(wave)}
    return render(request, "returns/waves/drop.html", context)
