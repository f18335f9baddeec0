"""Weighing the needs: one sheet for each person at the table; saved at once, need by need."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from klappt.accounts.policies import Allowed, Denied, require
from klappt.alliances.requests import MemberRequest
from klappt.bodies.selectors.voices import voices
from klappt.core.keys import key_in
from klappt.needs.forms.needs import RoundForm
from klappt.needs.models import Need, WeighingRound
from klappt.needs.policies import EDIT_NEEDS, WEIGH_NEEDS
from klappt.needs.selectors.needs import needs_with_all
from klappt.needs.selectors.weighing import (
    Participation,
    at_the_table,
    own_weights,
    participation,
    round_under_way,
    rounds,
)
from klappt.needs.services.weighing import NOT_YET, close_round, open_round, weigh, word_of
from klappt.needs.views.needs import tabs
from klappt.needs.words import SCALE, read_sheet
from klappt.ui.verbs import carried_out, done

NO_SEAT = gettext_lazy(
    "In this round the seats of the core group weigh, and none is noted for you. "
    "Please tell the coordination if that is wrong."
)


@dataclass(frozen=True)
class Sheet:
    need: Need
    word: str

    @property
    def said(self) -> str | Promise:
        return dict(SCALE)[self.word]


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: MemberRequest) -> HttpResponse:
    require(request.member.may(WEIGH_NEEDS))
    under_way = round_under_way()
    if request.method == "POST":
        return _weighed(request)
    weighs = under_way is not None and _weighs(request, under_way)
    needs = list(needs_with_all().current()) if weighs else []  # type: ignore[attr-defined] # our own queryset, typed by Django's
    own = own_weights(under_way, request.member.user) if under_way else {}
    sheets = [Sheet(need, word_of(own.get(need.pk))) for need in needs]
    context = {
        **tabs(request, "weigh"),
        "round": under_way,
        "weighs": weighs,
        "sheets": sheets,
        "scale": SCALE,
        "done": sum(1 for each in sheets if each.word != NOT_YET),
        "is_fragment": False,
        "saved": False,
    }
    return render(request, "needs/weighing/sheet.html", context)


def _weighs(request: MemberRequest, round: WeighingRound) -> bool:
    people = at_the_table(request.member.alliance, timezone.localdate(), round)
    return request.member.user.pk in people


def _weighed(request: MemberRequest) -> HttpResponse:
    """The whole sheet, or by htmx what has just been chosen."""
    number = key_in(request.POST.get("round", ""))
    chosen = WeighingRound.objects.select_related("alliance").filter(pk=number).first()
    if chosen is None:
        messages.warning(request, _("Please choose a weight from the list."))
        return redirect("needs:weigh", request.member.alliance.key)
    require(Allowed() if _weighs(request, chosen) else Denied(NO_SEAT))
    said = read_sheet(request.POST.dict())
    try:
        weigh(round=chosen, said=said, by=request.member.user)
    except ValidationError as wrong:
        messages.warning(request, " ".join(wrong.messages))
        return redirect("needs:weigh", request.member.alliance.key)
    if request.htmx and len(said) == 1:
        return _one(request, chosen, next(iter(said)))
    messages.success(request, _("Your weights are saved."))
    return redirect("needs:list", request.member.alliance.key)


def _one(request: MemberRequest, chosen: WeighingRound, key: int) -> HttpResponse:
    own = own_weights(chosen, request.member.user)
    current = set(Need.objects.current().order_by("pk").values_list("pk", flat=True))
    context = {
        "sheets": current,
        "done": len(current & own.keys()),
        "said": dict(SCALE)[word_of(own.get(key))],
        "saved": True,
        "is_fragment": True,
    }
    said = render(request, "needs/weighing/sheet.html#said", context)
    progress = render(request, "needs/weighing/sheet.html#progress", context)
    return HttpResponse(said.content + progress.content)


@require_http_methods(["GET", "HEAD", "POST"])
def all_rounds(request: MemberRequest) -> HttpResponse:
    """Rounds so far, and opening a new one."""
    require(request.member.may(EDIT_NEEDS))
    alliance, day = request.member.alliance, timezone.localdate()
    form = RoundForm(request.POST or None, initial={"name": _("Round of %(year)s") % {"year": day.year}})
    if carried_out(
        form, lambda: open_round(alliance=alliance, by=request.member.user, day=day, **form.cleaned_data)
    ):
        words = _("The round is open. Everybody at the table can weigh now.")
        return done(request, words, reverse("needs:rounds", args=[alliance.key]))
    current = list(Need.objects.current().order_by("pk"))
    people = at_the_table(alliance, day, round_under_way())
    known: list[tuple[WeighingRound, Participation]] = [
        (each, participation(each, people, current)) for each in rounds()
    ]
    context = {
        **tabs(request, "weigh"),
        "form": form,
        "rounds": known,
        "under_way": round_under_way(),
        "current": len(current),
        "seats_speak": bool(voices(day)),
    }
    return render(request, "needs/weighing/rounds.html", context, status=422 if form.is_bound else 200)


@require_POST
def close(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_NEEDS))
    found = get_object_or_404(WeighingRound.objects.select_related("alliance"), pk=pk)
    close_round(round=found, by=request.member.user, day=timezone.localdate())
    messages.success(request, _("The round is closed. Here is the result."))
    return redirect("needs:list", request.member.alliance.key)
