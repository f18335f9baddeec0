"""One wave: while it is planned to be looked through, then the board of its returns."""

import datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import PlatformRequest
from klappt.returns.enums import WaveStage
from klappt.returns.forms.board import BoardForm
from klappt.returns.models import Reopening, SectionQuestion, Wave
from klappt.returns.policies import SEE_WAVES
from klappt.returns.selectors.board import BoardRow, board
from klappt.returns.selectors.burden import burdens, same_worksheet
from klappt.returns.selectors.waves import Standing, standing_of
from klappt.returns.views.waves.listing import may_run, wave_by

PER_PAGE = 100


@require_safe
def wave(request: PlatformRequest, number: int) -> HttpResponse:
    require(SEE_WAVES.of(request.user.platform_role))
    found = wave_by(number)
    return _board(request, found) if found.is_open else _planned(request, found)


def _planned(request: PlatformRequest, wave: Wave) -> HttpResponse:
    day = timezone.localdate()
    asked = wave.returns.select_related("alliance", "edition__worksheet").order_by("alliance__name", "pk")
    context = {
        "wave": wave,
        "stage": wave.stage(day),
        "asked": list(asked),
        "may_run": may_run(request),
        "day_is_over": wave.opens_on < day,
        "is_over": wave.closes_on < day,
    }
    return render(request, "returns/waves/planned.html", context)


def _board(request: PlatformRequest, wave: Wave) -> HttpResponse:
    day, runs = timezone.localdate(), may_run(request)
    filters = BoardForm(request.GET)
    wanted = filters.asked()
    rows = board(wave, wanted, day, with_notes=runs)
    page: Any = Paginator[BoardRow](rows, PER_PAGE).get_page(request.GET.get("page"))
    standing = standing_of(wave, day)
    context = {
        "wave": wave,
        "standing": standing,
        "remind_all": runs and _is_reminding_due(standing, day),
        "filters": filters,
        "wanted": wanted,
        "page": page,
        "count": len(rows),
        "sort": wanted.sort,
        "address": request.GET.urlencode(),
        "may_run": runs,
        **(_waiting(wave) if runs else {}),
        **_burden(wave, day),
    }
    return render(request, "returns/waves/board.html", context)


def _is_reminding_due(standing: Standing, day: datetime.date) -> bool:
    """Somebody is still to come, and the wave did not go out only today."""
    opened = standing.wave.opened_at
    is_new = opened is None or timezone.localdate(opened) >= day
    return standing.stage == WaveStage.OPEN and standing.open > 0 and not is_new


def _waiting(wave: Wave) -> dict[str, Any]:
    """What alliances wait for: a decision, or that their answer is read."""
    wishes = Reopening.objects.filter(of_return__wave=wave, granted=None)
    answered = SectionQuestion.objects.filter(of_return__wave=wave, settled_at=None)
    return {
        "wishes": list(wishes.select_related("of_return__alliance").order_by("at", "pk")),
        "answered": list(
            answered.exclude(answered_at=None).select_related("of_return__alliance").order_by("pk")
        ),
    }


def _burden(wave: Wave, day: datetime.date) -> dict[str, Any]:
    known = burdens(same_worksheet(wave), day)
    of_this = next((each for each in known if each.wave.pk == wave.pk), None)
    return {"burden": of_this, "earlier": known, "minimum": settings.MINIMUM_N}
