"""Questions asked after the hand-in: research asks, the coordination answers and sends."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.core.questionnaire.replies import RefusedReply
from klappt.core.questionnaire.values import Reply
from klappt.fields.forms import entered, is_act
from klappt.returns.forms.late import SendLateForm
from klappt.returns.models import LateQuestion, Return
from klappt.returns.policies import HAND_IN
from klappt.returns.selectors.frozen import Way
from klappt.returns.selectors.handing_in import last_hand_in
from klappt.returns.selectors.late import Late, late_of
from klappt.returns.selectors.returns import return_of
from klappt.returns.services.late import send_late


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: MemberRequest, wave: int, pk: int) -> HttpResponse:
    require(request.member.may(HAND_IN))
    row = return_of(request.member, wave)
    late = _asked(row, pk)
    last = last_hand_in(row)
    if last is None or not late.is_open:
        return redirect("returns:return", request.member.alliance.key, wave)
    form = SendLateForm(request.POST if request.method == "POST" else None, late=late.late)
    typed = entered(late.late.question, request.POST) if form.is_bound else None
    context: dict[str, Any] = {
        "return": row,
        "wave": row.wave,
        "late": late.late,
        "form": form,
        "typed": typed,
    }
    if typed is None or is_act(request.POST) or not form.is_valid():
        status = 422 if form.is_bound and not is_act(request.POST) else 200
        return render(request, "returns/late/answer.html", context, status=status)
    answers = form.cleaned_data["way"] == Way.SENT
    if answers and typed.reply is None:
        return render(request, "returns/late/answer.html", context, status=422)
    if not _sent(request, row, late.late, typed.reply if answers else None, form):
        return render(request, "returns/late/answer.html", context, status=422)
    messages.success(request, _("Sent as an addendum.") if answers else _("Noted: you do not answer this."))
    return redirect("returns:hand_in_read", request.member.alliance.key, wave, last.number)


def _asked(row: Return, pk: int) -> Late:
    found = next((each for each in late_of(row) if each.late.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _sent(
    request: MemberRequest, row: Return, late: LateQuestion, reply: Reply | None, form: SendLateForm
) -> bool:
    try:
        send_late(late=late, return_=row, reply=reply, by=request.member.user)
    except (RefusedReply, ValidationError) as refused:
        form.add_error(
            None, refused if isinstance(refused, ValidationError) else _("Please look at the answer.")
        )
        return False
    return True
