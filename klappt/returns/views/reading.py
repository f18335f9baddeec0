"""What was handed in, in the wording of its edition, for ever."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.returns.enums import Sharing
from klappt.returns.models import HandIn, Return
from klappt.returns.policies import HAND_IN, SEE_RETURNS
from klappt.returns.selectors.frozen import Frozen, Way, differences, read_frozen
from klappt.returns.selectors.handing_in import at_number, numbers_of
from klappt.returns.selectors.late import late_of
from klappt.returns.selectors.receipt import receipt_of
from klappt.returns.selectors.returns import return_of
from klappt.ui.downloads import download


@require_safe
def handed_in(request: MemberRequest, wave: int, number: int) -> HttpResponse:
    """One hand-in; `?vergleich=1` also shows how it differs from that one."""
    require(request.member.may(SEE_RETURNS))
    row = return_of(request.member, wave)
    made = _found(row, number)
    frozen = read_frozen(made)
    numbers = numbers_of(row)
    context: dict[str, Any] = {
        "return": row,
        "wave": row.wave,
        "frozen": frozen,
        "hand_in": made,
        "numbers": numbers,
        "is_last": number == numbers[-1],
        "parts": [{"part": part, "goes": _goes(part.way, part.section.sharing)} for part in frozen.sections],
        "late": late_of(row),
        "may_hand_in": bool(request.member.may(HAND_IN)),
        **_compared(row, frozen, request.GET.get("vergleich", "")),
    }
    return render(request, "returns/hand_in/read.html", context)


@require_safe
def receipt(request: MemberRequest, wave: int, number: int) -> HttpResponse:
    require(request.member.may(SEE_RETURNS))
    row = return_of(request.member, wave)
    made = _found(row, number)
    name = _("receipt-%(alliance)s-wave-%(wave)s-%(number)s.pdf") % {
        "alliance": request.member.alliance.key,
        "wave": row.wave.number,
        "number": number,
    }
    return download(receipt_of(made), name, "application/pdf")


def _found(row: Return, number: int) -> HandIn:
    made = at_number(row, number)
    if made is None:
        raise Http404
    return made


def _goes(way: Way, sharing: str) -> str:
    return {Way.SENT: Sharing(sharing).value, Way.HELD_BACK: "held_back", Way.HERE: "here"}[way]


def _compared(row: Return, frozen: Frozen, wanted: str) -> dict[str, Any]:
    if not wanted.isdecimal() or len(wanted) > 4:
        return {"other": None, "differences": []}
    other = at_number(row, int(wanted))
    if other is None or other.pk == frozen.hand_in.pk:
        return {"other": None, "differences": []}
    before, after = sorted((read_frozen(other), frozen), key=lambda each: each.hand_in.number)
    return {"other": other, "before": before, "after": after, "differences": differences(before, after)}
