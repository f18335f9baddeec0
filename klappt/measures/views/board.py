"""All measures: as a board by state, and as a list. What is filtered stands in the address."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.measures.forms.filters import PER_PAGE, FilterForm
from klappt.measures.policies import CARRY_ON, SEE_MEASURES, SEE_REMINDERS
from klappt.measures.selectors.board import board as columns_of
from klappt.measures.selectors.board import cards
from klappt.measures.selectors.table import asked, choices, numbers, own_measures, results
from klappt.meetings.models import AgendaItem, Outcome
from klappt.meetings.policies import WRITE_MINUTES


def tabs(request: MemberRequest, here: str) -> dict[str, Any]:
    """What every page of this group needs for its tabs."""
    return {
        "here": here,
        "may_agree": bool(request.member.may(WRITE_MINUTES)),
        "may_carry": bool(request.member.may(CARRY_ON)),
        "sees_reminders": bool(request.member.may(SEE_REMINDERS)),
    }


def _all_together(request: MemberRequest, here: str) -> dict[str, Any]:
    filters = FilterForm(request.GET, choices=choices())
    wanted = filters.wanted()
    day = timezone.localdate()
    there_are = Outcome.objects.measures().exists()
    return {
        **tabs(request, here),
        "filters": filters,
        "wanted": wanted,
        "numbers": numbers(results(), day),
        "own": numbers(own_measures(request.member), day) if there_are else None,
        "there_are": there_are,
        "has_items": there_are or AgendaItem.objects.exists(),
        "day": day,
        "address": request.GET.urlencode(),
    }


@require_safe
def board(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_MEASURES))
    context = _all_together(request, "board")
    found = asked(context["wanted"], member=request.member, day=context["day"])
    columns = columns_of(found, member=request.member, day=context["day"])
    context |= {"columns": columns, "count": sum(column.total for column in columns)}
    return render(request, "measures/board.html", context)


@require_safe
def listed(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_MEASURES))
    context = _all_together(request, "list")
    found = asked(context["wanted"], member=request.member, day=context["day"])
    pages: Paginator[Outcome] = Paginator(found, PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context |= {
        "page": page,
        "cards": cards(page.object_list, member=request.member, day=context["day"]),
        "count": pages.count,
        "sort": context["wanted"].sort,
    }
    return render(request, "measures/list.html", context)
