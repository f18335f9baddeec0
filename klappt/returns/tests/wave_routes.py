"""Who gets through to research's pages of waves."""

from typing import Any

from django.utils import timezone

from klappt.accounts.tests.route import Route
from klappt.returns.models import Return, Wave
from klappt.returns.services.asking_back import ask_back, ask_to_reopen
from klappt.returns.tests.factories import make_handed_in, make_return, make_wave

RESEARCH = frozenset({"doris"})
OVERVIEW = frozenset({"doris", "lars"})


def a_wave(cast: Any) -> dict[str, Any]:
    """An open one."""
    found = Wave.objects.filter(opened_at__isnull=False).order_by("pk").first()
    return {"number": (found or make_return(cast).wave).number}


def a_planned_wave(cast: Any) -> dict[str, Any]:
    found = Wave.objects.filter(opened_at=None).order_by("pk").first()
    return {"number": (found or make_return(cast, make_wave(cast, is_open=False)).wave).number}


def a_return_of_it(cast: Any) -> dict[str, Any]:
    return {**a_wave(cast), "alliance": cast.alliance.key}


def a_sent_return(cast: Any) -> dict[str, Any]:
    row = Return.objects.filter(handed_in_at__isnull=False).order_by("pk").first()
    row = row or make_handed_in(cast).of_return
    return {"number": row.wave.number, "alliance": row.alliance.key}


def a_handed_in(cast: Any) -> dict[str, Any]:
    """As the alliance itself calls it."""
    return {"wave": a_sent_return(cast)["number"]}


def a_question(cast: Any) -> dict[str, Any]:
    found = a_sent_return(cast)
    row = Return.objects.get(wave__number=found["number"], alliance=cast.alliance)
    asked = row.questions_back.first() or ask_back(
        return_=row, section="building", text="Wie?", due_on=timezone.localdate(), by=cast.doris
    )
    return {**found, "pk": asked.pk}


def asked_back_here(cast: Any) -> dict[str, Any]:
    found = a_question(cast)
    return {"wave": found["number"], "pk": found["pk"]}


def a_wish(cast: Any) -> dict[str, Any]:
    found = a_sent_return(cast)
    row = Return.objects.get(wave__number=found["number"], alliance=cast.alliance)
    wish = row.reopenings.first() or ask_to_reopen(return_=row, reason="Fehler", by=cast.alma)
    return {**found, "pk": wish.pk}


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
    "waves:remind": Route(get=RESEARCH, post=RESEARCH, kwargs=a_wave),
    "waves:extend": Route(get=RESEARCH, post=RESEARCH, kwargs=a_wave),
    "waves:download": Route(get=OVERVIEW, kwargs=lambda cast: {**a_wave(cast), "suffix": "csv"}),
    "waves:return": Route(get=RESEARCH, kwargs=a_return_of_it),
    "waves:contact": Route(get=RESEARCH, post=RESEARCH, kwargs=a_return_of_it),
    "waves:ask_back": Route(get=RESEARCH, post=RESEARCH, kwargs=a_sent_return),
    "waves:settle": Route(post=RESEARCH, kwargs=a_question),
    "waves:reopen": Route(get=RESEARCH, post=RESEARCH, kwargs=a_sent_return),
    "waves:decide": Route(get=RESEARCH, post=RESEARCH, kwargs=a_wish),
}
