"""Approaching institutions, step by step: the board, one approach, the steps (A3)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from klappt.accounts.policies import require
from klappt.actors.enums import ENDED_WITHOUT_SEAT, ApproachState
from klappt.actors.forms.group import AcceptForm, DeclineForm, PeopleForm, TalkForm, WithdrawForm
from klappt.actors.models import Approach
from klappt.actors.policies import AGREE, PLAN_CORE_GROUP, SEE_PLAN
from klappt.actors.selectors.approaches import (
    approaches_waiting_for_lead,
    board,
    latest_request,
    passages,
)
from klappt.actors.selectors.proposal import next_best
from klappt.actors.services import approach as steps
from klappt.actors.services.agreement import address_of, ask_lead
from klappt.alliances.enums import Part
from klappt.alliances.models import Lead
from klappt.alliances.requests import MemberRequest

STEP_FORMS: dict[str, type[forms.Form]] = {
    "talk": TalkForm,
    "accepted": AcceptForm,
    "declined": DeclineForm,
    "withdrawn": WithdrawForm,
}
OF_THE_LEAD = ("agreed", "talk")
OF_THE_COORDINATION = ("approached", "accepted", "declined", "withdrawn", "people")
TOLD: dict[str, str | Promise] = {
    "agreed": gettext_lazy("You agreed to approaching %(who)s."),
    "talk": gettext_lazy("Noted. The coordination will speak to you about %(who)s."),
    "approached": gettext_lazy("Noted: %(who)s has been asked."),
    "accepted": gettext_lazy("%(who)s sits in the core group now."),
    "declined": gettext_lazy("Noted: %(who)s has declined."),
    "withdrawn": gettext_lazy("The proposal %(who)s is withdrawn."),
    "people": gettext_lazy("Saved for %(who)s."),
}


@dataclass(frozen=True)
class Stage:
    """A stage of the way to the seat; `standing`: done | current | coming."""

    label: str
    standing: str


@require_safe
def approaches(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_PLAN))
    lead = Lead.objects.active_on(timezone.localdate()).select_related("user").first()
    columns = board()
    context = {
        **_common(request),
        "columns": columns,
        "total": sum(len(column.approaches) for column in columns),
        "waiting": len(columns[0].approaches),
        "lead": lead,
        "lead_address": address_of(lead),
        "request_sent": latest_request(),
        "now": timezone.now(),
    }
    return render(request, "actors/group/approaches.html", context)


@require_safe
def approach(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(SEE_PLAN))
    return _page(request, _found(pk))


@require_POST
def take_step(request: MemberRequest, pk: int, step: str) -> HttpResponse:
    """A step of the coordination."""
    require(request.member.may(PLAN_CORE_GROUP))
    if step not in OF_THE_COORDINATION:
        raise Http404
    return _stepped(request, pk, step)


@require_POST
def decide(request: MemberRequest, pk: int, step: str) -> HttpResponse:
    """The lead agrees, or wants to talk first."""
    require(request.member.may(AGREE))
    if step not in OF_THE_LEAD:
        raise Http404
    return _stepped(request, pk, step)


def _stepped(request: MemberRequest, pk: int, step: str) -> HttpResponse:
    """What is wrong is said on the approach's page, and what was typed stays."""
    row = _found(pk)
    form = _form_for(step, row, request.POST)
    if not form.is_valid():
        return _page(request, row, {step: form}, status=422)
    try:
        _take(step, row, form.cleaned_data, request)
    except ValidationError as wrong:
        _put_into(form, wrong)
        return _page(request, _found(pk), {step: form}, status=422)
    messages.success(request, str(TOLD[step]) % {"who": row.institution})
    if step == "declined":
        return redirect("actors:replacement", request.member.alliance.key, pk)
    if step == "people":
        return redirect("actors:approach", request.member.alliance.key, pk)
    return redirect("actors:approaches", request.member.alliance.key)


@require_POST
def agree_to_all(request: MemberRequest) -> HttpResponse:
    """The lead agrees to everything that waits, by one click."""
    require(request.member.may(AGREE))
    shown = set(request.POST.getlist("approach"))
    waiting = [row for row in approaches_waiting_for_lead(request.member) if str(row.pk) in shown]
    try:
        steps.agree(approaches=waiting, by=request.member.user)
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    else:
        told = ngettext(
            "You agreed to %(count)s proposal.", "You agreed to %(count)s proposals.", len(waiting)
        )
        messages.success(request, told % {"count": len(waiting)})
    return redirect("actors:approaches", request.member.alliance.key)


@require_POST
def ask_for_agreement(request: MemberRequest) -> HttpResponse:
    require(request.member.may(PLAN_CORE_GROUP))
    try:
        sent = ask_lead(alliance=request.member.alliance, by=request.member.user)
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    else:
        messages.success(
            request,
            _("The mail to %(name)s (%(email)s) is on its way.")
            % {"name": sent.lead.name, "email": sent.email},
        )
    return redirect("actors:approaches", request.member.alliance.key)


@require_safe
def replacement(request: MemberRequest, pk: int) -> HttpResponse:
    """Somebody declined: who is next best, and why is one click away."""
    require(request.member.may(SEE_PLAN))
    context = {**_common(request), "approach": _found(pk), "next_best": next_best(request.member.alliance)}
    return render(request, "actors/group/replacement.html", context)


def _take(step: str, row: Approach, good: dict[str, Any], request: MemberRequest) -> None:
    by = request.member.user
    verbs: dict[str, Callable[[], object]] = {
        "agreed": lambda: steps.agree(approaches=[row], by=by),
        "talk": lambda: steps.ask_to_talk(approaches=[row], comment=good["comment"], by=by),
        "approached": lambda: steps.note_approached(approach=row, by=by),
        "accepted": lambda: steps.accept(approach=row, on=good["on"], by=by),
        "declined": lambda: steps.decline(approach=row, reason=good["reason"], by=by),
        "withdrawn": lambda: steps.withdraw(approach=row, reason=good["reason"], by=by),
        "people": lambda: steps.name_people(
            approach=row, person=good["person"], deputy=good["deputy"], by=by
        ),
    }
    verbs[step]()


def _put_into(form: forms.Form, wrong: ValidationError) -> None:
    by_field = wrong.message_dict if hasattr(wrong, "error_dict") else {None: wrong.messages}
    for name, told in by_field.items():
        form.add_error(name if name in form.fields else None, told)


def _found(pk: int) -> Approach:
    rows = Approach.objects.select_related("institution", "person", "deputy", "by", "request", "alliance")
    row: Approach = get_object_or_404(rows, pk=pk)
    return row


def _form_for(step: str, row: Approach, data: Any = None) -> forms.Form:
    if step == "people":
        return PeopleForm(data, approach=row)
    return STEP_FORMS.get(step, forms.Form)(data, prefix=step)


def _page(
    request: MemberRequest, row: Approach, bound: dict[str, forms.Form] | None = None, status: int = 200
) -> HttpResponse:
    open_steps = steps.NEXT_STATES[ApproachState(row.state)]
    context = {
        **_common(request),
        "approach": row,
        "open_steps": [state.value for state in open_steps],
        "forms": {step: _form_for(step, row) for step in (*OF_THE_LEAD, *OF_THE_COORDINATION)}
        | (bound or {}),
        "bound": next(iter(bound.values()), None) if bound else None,
        "passages": passages(row),
        "way": _way(ApproachState(row.state)),
    }
    return render(request, "actors/group/approach.html", context, status=status)


def _way(state: ApproachState) -> list[Stage]:
    """The four stages of the way; who declined or was withdrawn has left it."""
    stages = [s for s in ApproachState if s not in ENDED_WITHOUT_SEAT]
    if state not in stages:
        return []
    reached = stages.index(state)
    finished = state is ApproachState.ACCEPTED
    return [
        Stage(str(each.label), "done" if n < reached or finished else "current" if n == reached else "coming")
        for n, each in enumerate(stages)
    ]


def _common(request: MemberRequest) -> dict[str, Any]:
    return {
        "core_group": request.member.alliance.name_of(Part.CORE_GROUP),
        "may_plan": bool(request.member.may(PLAN_CORE_GROUP)),
        "may_agree": bool(request.member.may(AGREE)),
        "sees_plan": True,
    }
