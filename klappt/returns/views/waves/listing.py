"""All waves, and one of them: how it stands and what is next."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import PlatformRequest
from klappt.returns.enums import WaveStage
from klappt.returns.models import Wave
from klappt.returns.policies import RUN_WAVES, SEE_WAVES
from klappt.returns.selectors.waves import editions_to_send, standings


def wave_by(number: int) -> Wave:
    found: Wave = get_object_or_404(Wave.objects.select_related("edition__worksheet"), number=number)
    return found


def may_run(request: PlatformRequest) -> bool:
    return bool(RUN_WAVES.of(request.user.platform_role))


@require_safe
def listing(request: PlatformRequest) -> HttpResponse:
    require(SEE_WAVES.of(request.user.platform_role))
    found = standings(timezone.localdate())
    context: dict[str, Any] = {
        "standings": found,
        "may_run": may_run(request),
        "can_plan": may_run(request) and editions_to_send().exists(),
        "running": [each for each in found if each.stage == WaveStage.OPEN],
    }
    return render(request, "returns/waves/list.html", context)
