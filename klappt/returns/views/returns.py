"""All worksheets of the alliance, and how one of them stands."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.returns.policies import HAND_IN, SEE_RETURNS
from klappt.returns.selectors.agreement import stands
from klappt.returns.selectors.handing_in import last_hand_in
from klappt.returns.selectors.late import late_of
from klappt.returns.selectors.next_step import next_step
from klappt.returns.selectors.overview import overview_of
from klappt.returns.selectors.questions_back import answered_in_words, questions_back
from klappt.returns.selectors.returns import listed, return_of


@require_safe
def listing(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_RETURNS))
    context = {"found": listed(request.member), "today": timezone.localdate()}
    return render(request, "returns/list.html", context)


@require_safe
def overview(request: MemberRequest, wave: int) -> HttpResponse:
    require(request.member.may(SEE_RETURNS))
    row = return_of(request.member, wave)
    found, word, back = overview_of(row), stands(row), questions_back(row)
    context = {
        "return": row,
        "overview": found,
        "word": word,
        "questions_back": back,
        "answered_in_words": answered_in_words(row),
        "next": next_step(request.member, row, found, word, back),
        "today": timezone.localdate(),
        "may_hand_in": bool(request.member.may(HAND_IN)),
        "last": last_hand_in(row) if row.first_handed_in_at else None,
        "late": late_of(row) if row.first_handed_in_at else [],
    }
    return render(request, "returns/return.html", context)
