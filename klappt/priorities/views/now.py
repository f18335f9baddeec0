"""Our priorities: which hold, why, how their first steps stand, and what held before."""

import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.priorities.policies import SEE_PRIORITIES
from klappt.priorities.selectors.priorities import priorities, waiting_notes
from klappt.priorities.selectors.rankings import holds_on, rankings, story
from klappt.priorities.selectors.weighing import round_under_way
from klappt.priorities.views.pages import tabs


@require_safe
def now(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_PRIORITIES))
    today = timezone.localdate()
    day = _day(request.GET.get("am", "")) or today
    known = rankings()
    shown = holds_on(day, known)
    context = {
        **tabs(request, "now"),
        "day": day,
        "is_past": day != today,
        "today": today,
        "ranking": shown,
        "ranks": list(shown.ranks.all()) if shown else [],
        "story": [each for each in story(known) if each.ranking.valid_from <= day],
        "proposals": priorities().standing().count(),  # type: ignore[attr-defined] # our own queryset, typed by Django's
        "notes": waiting_notes().count(),
        "under_way": round_under_way(),
    }
    return render(request, "priorities/now.html", context)


def _day(text: str) -> datetime.date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
