"""Weighing: one sheet for each person at the table, and the rounds."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.core.keys import key_in
from klappt.needs.selectors.weighing import at_the_table
from klappt.needs.services.weighing import NOT_YET, word_of
from klappt.needs.words import SCALE, read_sheet
from klappt.priorities.forms.proposals import RoundForm
from klappt.priorities.models import Priority, Round
from klappt.priorities.policies import PROPOSE, RUN_PRIORITIES
from klappt.priorities.selectors.priorities import priorities
from klappt.priorities.selectors.weighing import own_weights, participation, round_under_way, rounds
from klappt.priorities.services.weighing import close_round, open_round, weigh
from klappt.priorities.views.pages import tabs
from klappt.ui.verbs import carried_out, done


@dataclass(frozen=True)
class Sheet:
    priority: Priority
    word: str


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: MemberRequest) -> HttpResponse:
    require(request.member.may(PROPOSE))
    if request.method == "POST":
        return _weighed(request)
    under_way = round_under_way()
    rows = _standing() if under_way else []
    own = own_weights(under_way, request.member.user) if under_way else {}
    sheets = [Sheet(row, word_of(own.get(row.pk))) for row in rows]
    context = {
        **tabs(request, "weigh"),
        "round": under_way,
        "sheets": sheets,
        "scale": SCALE,
        "done": sum(1 for each in sheets if each.word != NOT_YET),
        "is_fragment": False,
        "saved": False,
    }
    return render(request, "priorities/weighing/sheet.html", context)


def _weighed(request: MemberRequest) -> HttpResponse:
    """The whole sheet, or by htmx what has just been chosen."""
    chosen = Round.objects.select_related("alliance").filter(pk=key_in(request.POST.get("round", ""))).first()
    said = read_sheet(request.POST.dict())
    back = redirect("priorities:weigh", request.member.alliance.key)
    if chosen is None:
        messages.warning(request, _("Please choose a weight from the list."))
        return back
    try:
        weigh(round=chosen, said=said, by=request.member.user)
    except ValidationError as wrong:
        messages.warning(request, " ".join(wrong.messages))
        return back
    if request.htmx and len(said) == 1:
        return _one(request, chosen, next(iter(said)))
    messages.success(request, _("Your weights are saved."))
    return redirect("priorities:proposals", request.member.alliance.key)


def _one(request: MemberRequest, chosen: Round, key: int) -> HttpResponse:
    own = own_weights(chosen, request.member.user)
    keys = {row.pk for row in _standing()}
    context = {
        "sheets": keys,
        "done": len(keys & own.keys()),
        "said": dict(SCALE)[word_of(own.get(key))],
        "saved": True,
        "is_fragment": True,
    }
    said = render(request, "priorities/weighing/sheet.html#said", context)
    progress = render(request, "priorities/weighing/sheet.html#progress", context)
    return HttpResponse(said.content + progress.content)


@require_http_methods(["GET", "HEAD", "POST"])
def all_rounds(request: MemberRequest) -> HttpResponse:
    """Rounds so far, and opening a new one."""
    require(request.member.may(RUN_PRIORITIES))
    alliance, day = request.member.alliance, timezone.localdate()
    form = RoundForm(
        request.POST if request.method == "POST" else None,
        initial={"name": _("Priorities %(year)s") % {"year": day.year}},
    )
    if carried_out(
        form, lambda: open_round(alliance=alliance, by=request.member.user, day=day, **form.cleaned_data)
    ):
        words = _("The round is open. Everybody at the table can weigh now.")
        return done(request, words, reverse("priorities:rounds", args=[alliance.key]))
    people, rows = at_the_table(alliance, day), _standing()
    context = {
        **tabs(request, "weigh"),
        "form": form,
        "rounds": [(each, participation(each, people, rows)) for each in rounds()],
        "under_way": round_under_way(),
        "current": len(rows),
    }
    return render(request, "priorities/weighing/rounds.html", context, status=422 if form.is_bound else 200)


@require_POST
def close(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_PRIORITIES))
    found = get_object_or_404(Round.objects.select_related("alliance"), pk=pk)
    close_round(round=found, by=request.member.user, day=timezone.localdate())
    messages.success(request, _("The round is closed. Here is the result."))
    return redirect("priorities:proposals", request.member.alliance.key)


def _standing() -> list[Priority]:
    return list(priorities().filter(withdrawn_on=None))
