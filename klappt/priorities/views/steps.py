"""First steps of a priority."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.priorities.forms.rankings import KnownStepForm, StepForm
from klappt.priorities.models import FirstStep, Priority
from klappt.priorities.policies import RUN_PRIORITIES
from klappt.priorities.selectors.priorities import items_to_agree_in, priorities
from klappt.priorities.services.steps import agree_step, tie_step, untie_step
from klappt.priorities.views.proposals import url_of
from klappt.ui.verbs import ask, carried_out, done

NAMES = {"responsible": "person"}


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_PRIORITIES))
    row, today = _find(pk), timezone.localdate()
    data = request.POST if request.method == "POST" else None
    form = StepForm(data, alliance=request.member.alliance, today=today)

    def carry_out() -> FirstStep:
        good = form.cleaned_data
        return agree_step(
            priority=row,
            item=good["item"],
            text=good["text"],
            responsible=good["person"],
            due_on=good["due_on"],
            by=request.member.user,
        )

    if carried_out(form, carry_out, NAMES):
        return done(request, _("The first step is agreed."), url_of(request, row))
    return ask(
        request,
        form,
        title=_("Plan a first step"),
        intro=str(row),
        submit=_("Agree on it"),
        icon="check",
        back=url_of(request, row),
        trail=[(url_of(request, row), str(row))],
        template="priorities/step.html",
        priority=row,
        has_meeting=items_to_agree_in(today).exists(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def tie(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_PRIORITIES))
    row = _find(pk)
    form = KnownStepForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        outcome, by = form.cleaned_data["outcome"], request.member.user
        if carried_out(form, lambda: tie_step(priority=row, outcome=outcome, by=by)):
            return done(request, _("The measure is a first step now."), url_of(request, row))
    return ask(
        request,
        form,
        title=_("Choose a measure as a first step"),
        intro=str(row),
        submit=_("Choose it"),
        icon="check",
        back=url_of(request, row),
        trail=[(url_of(request, row), str(row))],
    )


@require_POST
def untie(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_PRIORITIES))
    step: FirstStep = get_object_or_404(FirstStep.objects.select_related("priority", "alliance"), pk=pk)
    untie_step(step=step, by=request.member.user)
    return done(
        request, _("No longer a step of this priority. The measure stays."), url_of(request, step.priority)
    )


def _find(pk: int) -> Priority:
    found: Priority = get_object_or_404(priorities(), pk=pk)
    return found
