"""Writing down what the group decided, or what held before klappt."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.needs.selectors.weighing import at_the_table, by_weight
from klappt.priorities.forms.rankings import DecisionForm, OrderForm, RecordForm
from klappt.priorities.models import Priority, Ranking
from klappt.priorities.policies import RUN_PRIORITIES
from klappt.priorities.selectors.priorities import held_items, priorities
from klappt.priorities.selectors.rankings import holds_on, rankings
from klappt.priorities.selectors.weighing import round_to_show, rounds, weighed
from klappt.priorities.services.rankings import decide, record
from klappt.ui.verbs import ask, carried_out, done

NAMES = {"responsible": "person", "due_on": "look_again_on"}


@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: MemberRequest) -> HttpResponse:
    require(request.member.may(RUN_PRIORITIES))
    today, by = timezone.localdate(), request.member.user
    rows, found, places = _candidates(request)
    data = request.POST if request.method == "POST" else None
    form = DecisionForm(data, alliance=request.member.alliance, today=today, rows=rows, places=places)

    def carry_out() -> Ranking:
        good = form.cleaned_data
        return decide(
            item=good["item"],
            order=form.order(),
            responsible=good["person"],
            look_again_on=good["look_again_on"],
            why=good["why"],
            by=by,
        )

    return _page(
        request,
        form,
        carry_out,
        found,
        title=_("Write down the decision"),
        intro=_("The group decides in a meeting. Here you note what it decided; weights only help."),
        has_meeting=held_items(today).exists(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def recorded(request: MemberRequest) -> HttpResponse:
    require(request.member.may(RUN_PRIORITIES))
    rows, found, places = _candidates(request)
    form = RecordForm(request.POST if request.method == "POST" else None, rows=rows, places=places)

    def carry_out() -> Ranking:
        good = form.cleaned_data
        return record(
            alliance=request.member.alliance,
            order=form.order(),
            valid_from=good["valid_from"],
            source=good["source"],
            why=good["why"],
            by=request.member.user,
        )

    return _page(
        request,
        form,
        carry_out,
        found,
        title=_("Record existing priorities"),
        intro=_("What held already before you worked with klappt: since when, and where it stands written."),
        has_meeting=True,
    )


def _page(
    request: MemberRequest,
    form: OrderForm,
    carry_out: Callable[[], Ranking],
    found: dict[int, Any],
    *,
    title: str,
    intro: str,
    has_meeting: bool,
) -> HttpResponse:
    now = reverse("priorities:now", args=[request.member.alliance.key])
    if carried_out(form, carry_out, NAMES):
        return done(request, _("The order is noted. Now please plan the first steps."), now)
    return ask(
        request,
        form,
        title=title,
        intro=intro,
        submit=_("Note the order"),
        icon="check",
        back=now,
        trail=[(now, _("Priorities"))],
        template="priorities/order.html",
        weighed=[(row, field, found.get(row.pk)) for row, field in form.places],
        has_meeting=has_meeting,
    )


def _candidates(request: MemberRequest) -> tuple[list[Priority], dict[int, Any], dict[int, int]]:
    """What can get a place, in the order of the last round; what a round says; the places of today."""
    today, shown = timezone.localdate(), round_to_show(rounds())
    found = weighed(shown, at_the_table(request.member.alliance, today)) if shown else {}
    rows = by_weight(list(priorities().filter(withdrawn_on=None)), found)
    current = holds_on(today, rankings())
    places = {rank.priority_id: rank.place for rank in current.ranks.all()} if current else {}
    return rows, found, places
