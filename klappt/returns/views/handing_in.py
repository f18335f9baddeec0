"""Handing in: the very content that goes out, section by section, and the decision about each."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.core.questionnaire.model import Question, Sharing
from klappt.core.questionnaire.progress import is_too_little
from klappt.returns.enums import Sharing as SharingWords
from klappt.returns.forms.handing_in import HandInForm
from klappt.returns.models import Return
from klappt.returns.policies import HAND_IN
from klappt.returns.selectors.agreement import stands
from klappt.returns.selectors.handing_in import decided, last_hand_in, lines_of, places, without
from klappt.returns.selectors.returns import return_of
from klappt.returns.selectors.whole import Whole, whole
from klappt.returns.services.handing_in import ChangedMeanwhile, hand_in


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: MemberRequest, wave: int) -> HttpResponse:
    require(request.member.may(HAND_IN))
    row = return_of(request.member, wave)
    if not row.is_open:
        return _to_what_was_handed_in(request, row)
    now = whole(row, timezone.localdate())
    if request.method != "POST":
        return _shown(request, now, HandInForm(now=now, decided=decided(now)))
    form = HandInForm(request.POST, now=now)
    if not form.is_valid():
        return _shown(request, now, form, status=422)
    try:
        made = hand_in(return_=row, by=request.member.user, held_back=form.held_back(), seen=form.was_seen())
    except ChangedMeanwhile as changed:
        return _shown_anew(request, row, form, changed.questions)
    except ValidationError as refused:
        form.add_error(None, refused)
        return _shown(request, now, form, status=422)
    messages.success(request, _("Handed in. What you see here is what was handed in, and it stays so."))
    return redirect("returns:hand_in_read", request.member.alliance.key, wave, made.number)


def _to_what_was_handed_in(request: MemberRequest, row: Return) -> HttpResponse:
    last = last_hand_in(row)
    key, wave = request.member.alliance.key, row.wave.number
    if last is None:
        return redirect("returns:return", key, wave)
    return redirect("returns:hand_in_read", key, wave, last.number)


def _shown_anew(
    request: MemberRequest, row: Return, form: HandInForm, changed: tuple[Question, ...]
) -> HttpResponse:
    """The page as it stands now. What was decided about sections that are still the same stays decided."""
    now = whole(row, timezone.localdate())
    there = tuple(question for question in changed if question in now.questionnaire.questions)
    fresh = HandInForm(now=now, decided=without(form.chosen(), now, there))
    return _shown(request, now, fresh, changed=there, status=409)


def _shown(
    request: MemberRequest,
    now: Whole,
    form: HandInForm,
    *,
    changed: tuple[Question, ...] = (),
    status: int = 200,
) -> HttpResponse:
    lead = stands(now.row)
    scant = tuple(each for each in now.missing if is_too_little(each, now.reply(each.key)))
    in_the_way = bool(now.missing or now.clashes or not lead.may_be_handed_in)
    context: dict[str, Any] = {
        "return": now.row,
        "wave": now.row.wave,
        "form": form,
        "changed": places(now, changed),
        "missing": places(now, tuple(each for each in now.missing if each not in scant)),
        "scant": places(now, scant),
        "clashes": places(now, now.clashes),
        "lead": lead,
        "in_the_way": in_the_way,
        "parts": [
            {
                "section": section,
                "sharing": SharingWords(section.sharing),
                "lines": lines_of(now, section),
                "choice": None if in_the_way else form.choice(section),
            }
            for section in now.goes_out()
        ],
        "local": [s for s in now.questionnaire.sections if s.sharing is Sharing.HERE],
    }
    return render(request, "returns/hand_in/page.html", context, status=status)
