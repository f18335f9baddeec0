"""Who gets through to research's pages of waves."""

from typing import Any

from klappt.accounts.tests.route import Route
from klappt.returns.models import Wave
from klappt.returns.tests.factories import make_return, make_wave

RESEARCH = frozenset({"doris"})
OVERVIEW = frozenset({"doris", "lars"})


def a_wave(cast: Any) -> dict[str, Any]:
    """An open one."""
    found = Wave.objects.filter(opened_at__isnull=False).order_by("pk").first()
    return {"number": (found or make_return(cast).wave).number}


def a_planned_wave(cast: Any) -> dict[str, Any]:
    found = Wave.objects.filter(opened_at=None).order_by("pk").first()
    return {"number": (found or make_return(cast, make_wave(cast, is_open=False)).wave).number}


WAVE_ROUTES: dict[str, Route] = {
    "waves:list": Route(get=OVERVIEW),
    "waves:plan": Route(get=RESEARCH, post=RESEARCH),
    "waves:wave": Route(get=OVERVIEW, kwargs=a_wave),
    "waves:edit": Route(get=RESEARCH, post=RESEARCH, kwargs=a_planned_wave),
    "waves:choose": Route(get=RESEARCH, kwargs=a_planned_wave),
    "waves:ask": Route(post=RESEARCH, kwargs=a_planned_wave),
    "waves:leave_out": Route(post=RESEARCH, kwargs=a_planned_wave),
    "waves:release": Route(post=RESEARCH, kwargs=a_planned_wave),
    "waves:open": Route(get=RESEARCH, post=RESEARCH, kwargs=a_planned_wave),
    "waves:drop": Route(get=RESEARCH, post=RESEARCH, kwargs=a_planned_wave),
}
