"""One return as research sees it: what was sent, what happened, and what can be done."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import PlatformRequest
from klappt.returns.enums import ReturnState
from klappt.returns.models import Return
from klappt.returns.policies import READ_SENT
from klappt.returns.selectors.board import silent_since, state_of
from klappt.returns.selectors.history import history
from klappt.returns.selectors.sent import sent_return


def return_by(number: int, alliance: str) -> Return:
    rows = Return.objects.select_related("wave", "alliance", "edition__worksheet")
    found: Return = get_object_or_404(rows, wave__number=number, alliance__key=alliance)
    if found.wave.opened_at is None:
        raise Http404
    return found


@require_safe
def one(request: PlatformRequest, number: int, alliance: str) -> HttpResponse:
    require(READ_SENT.of(request.user.platform_role))
    row = return_by(number, alliance)
    wanted = request.GET.get("abgabe", "")
    sent = sent_return(row, int(wanted) if wanted.isdecimal() and len(wanted) < 6 else None)
    questions = list(row.questions_back.filter(settled_at=None).order_by("asked_at", "pk"))
    titles = {each.key: each.title for each in row.edition.questionnaire.sections}
    context = {
        "row": row,
        "state": state_of(row),
        "silent_since": silent_since(row),
        "is_overdue": row.is_overdue(),
        "sent": sent,
        "happened": history(row, sent.hand_ins),
        "questions": [(each, titles.get(each.section, each.section)) for each in questions],
        "wish": row.reopenings.filter(granted=None).first(),
        "may_ask_back": row.state in {ReturnState.HANDED_IN, ReturnState.ASKED_BACK},
        "day": timezone.localdate(),
    }
    return render(request, "returns/waves/return.html", context)
