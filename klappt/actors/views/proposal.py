"""The proposal for the core group: what is asked, the answer with its reasons, taking it over (A9, A15)."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from klappt.accounts.policies import require
from klappt.actors.enums import Criterion, Field, WishKind
from klappt.actors.forms.group import (
    AskForm,
    WishForm,
    name_of_criterion,
    name_of_field,
    query_of,
)
from klappt.actors.models import Institution, SelectionWish
from klappt.actors.policies import PLAN_CORE_GROUP, SEE_PLAN
from klappt.actors.selectors import reasons
from klappt.actors.selectors.core_group import lay_table, shares_by_criterion, shares_by_field
from klappt.actors.selectors.criteria import progress
from klappt.actors.selectors.proposal import Asked, Origin, Proposal, propose, stored_wishes
from klappt.actors.services.approach import propose_approaches
from klappt.actors.services.selection import keep_selection, remove_wish, set_wish
from klappt.alliances.enums import Part
from klappt.alliances.requests import MemberRequest
from klappt.core import selection as core
from klappt.core.keys import keys_in


@dataclass(frozen=True)
class Way:
    """A wish in conflict, and what one click changes about it: an address, or a wish to drop."""

    says: str
    action: str
    query: str = ""
    wish: int | None = None


@require_safe
def proposal(request: MemberRequest) -> HttpResponse:
    """With numbers in the address the proposal for them; without, what the alliance has stored."""
    require(request.member.may(SEE_PLAN))
    stored = stored_wishes()
    form = AskForm(request.GET if "seats" in request.GET else None, stored=stored)
    context = _beside(request, form)
    if not form.is_valid():
        return render(request, "actors/group/proposal.html", context, status=422 if form.is_bound else 200)
    asked = form.asked()
    found = propose(request.member.alliance, asked, request.GET.get("exchange", ""))
    context |= _shown(found, asked)
    context["is_stored"] = query_of(asked) == query_of(stored)
    return render(request, "actors/group/proposal.html", context)


@require_POST
def keep_numbers(request: MemberRequest) -> HttpResponse:
    """Remember the numbers of this address as those of the alliance."""
    require(request.member.may(PLAN_CORE_GROUP))
    form = AskForm(request.POST, stored=stored_wishes())
    if not form.is_valid():
        return render(request, "actors/group/proposal.html", _beside(request, form), status=422)
    asked = form.asked()
    keep_selection(
        alliance=request.member.alliance,
        size=asked.size,
        per_field={Field(key): number for key, number in asked.per_field.items()},
        per_criterion={Criterion(key): number for key, number in asked.per_criterion.items()},
        by=request.member.user,
    )
    messages.success(request, _("Remembered: the proposal begins with these numbers from now on."))
    return redirect(f"{_here(request)}?{query_of(asked)}")


@require_POST
def add_wish(request: MemberRequest) -> HttpResponse:
    require(request.member.may(PLAN_CORE_GROUP))
    form = WishForm(request.POST)
    if not form.is_valid():
        context = _beside(request, AskForm(stored=stored_wishes())) | {"wish_form": form}
        return render(request, "actors/group/proposal.html", context, status=422)
    good = form.cleaned_data
    set_wish(
        institution=good["institution"],
        kind=WishKind(good["kind"]),
        note=good["note"],
        by=request.member.user,
    )
    return _back(request)


@require_POST
def drop_wish(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(PLAN_CORE_GROUP))
    institution: Institution = get_object_or_404(Institution, pk=pk)
    remove_wish(institution=institution, by=request.member.user)
    return _back(request)


@require_POST
def adopt(request: MemberRequest) -> HttpResponse:
    """Propose the chosen institutions: from here on each of them is an approach."""
    require(request.member.may(PLAN_CORE_GROUP))
    keys = keys_in(request.POST.getlist("institution"))
    chosen = list(Institution.objects.filter(pk__in=keys).order_by("position", "pk"))
    try:
        made = propose_approaches(
            alliance=request.member.alliance, institutions=chosen, by=request.member.user
        )
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
        return _back(request)
    told = ngettext(
        "%(count)s institution proposed. Next: ask the lead to agree.",
        "%(count)s institutions proposed. Next: ask the lead to agree.",
        len(made),
    )
    messages.success(request, told % {"count": len(made)})
    return redirect("actors:approaches", request.member.alliance.key)


def _beside(request: MemberRequest, form: AskForm) -> dict[str, Any]:
    """What stands on the page with or without a proposal."""
    wishes = SelectionWish.objects.select_related("institution").order_by("institution__name", "pk")
    return {
        "core_group": request.member.alliance.name_of(Part.CORE_GROUP),
        "form": form,
        "wish_form": WishForm(),
        "wishes": list(wishes),
        "progress": progress(),
        "may_plan": bool(request.member.may(PLAN_CORE_GROUP)),
        "sees_plan": True,
        "found": None,
    }


def _shown(found: Proposal, asked: Asked) -> dict[str, Any]:
    group = [found.institutions[int(choice.key)] for choice in found.chosen]
    by_field = shares_by_field(group, dict(asked.per_field))
    return {
        "found": found,
        "picks": reasons.picks(found),
        "how_sure": reasons.how_sure(found),
        "is_proven": found.result.status is core.Status.OPTIMAL,
        "swaps": [(swap, query_of(asked, exchange=swap.name)) for swap in reasons.swaps(found)],
        "plain_query": query_of(asked),
        "missing": [reasons.say_missing(each) for each in found.coverage if each.missing],
        "conflict": [_way(found, wish) for wish in found.result.conflict],
        "conflict_is_smallest": found.result.conflict_proven_smallest,
        "compared": reasons.compared(found),
        "table": lay_table(group, size=asked.size, fields=by_field, new=frozenset(found.new)),
        "by_field": by_field,
        "by_criterion": shares_by_criterion(group, dict(asked.per_criterion)),
        "new": found.new,
    }


def _way(found: Proposal, wish: core.Wish) -> Way:
    says, asked = reasons.say_wish(found, wish), found.ground.asked
    if wish.kind is core.WishKind.SIZE:
        there = len(found.ground.candidates)
        seats = there if there < asked.size else asked.size + 1
        return Way(says, _("Ask for %(count)s seats") % {"count": seats}, query_of(asked, seats=seats))
    if wish.kind in (core.WishKind.FIELD, core.WishKind.CRITERION):
        return _lower(found, wish, says)
    key = int(wish.subject or 0)
    origin = (found.ground.why_in if wish.kind is core.WishKind.MUST else found.ground.why_out)[key]
    if origin in (Origin.WISHED, Origin.UNWANTED):
        return Way(says, _("Drop this wish"), wish=key)
    if origin is Origin.DECLINED:
        return Way(says, _("Let those who declined be proposed again"), query_of(asked, again=True))
    return Way(says, _("Put those who are there up for choice, too"), query_of(asked, keep=False))


def _lower(found: Proposal, wish: core.Wish, says: str) -> Way:
    subject = str(wish.subject)
    covered = next(each for each in found.coverage if each.wish == wish)
    number = min(covered.available, wish.at_least - 1)
    name = (name_of_field if wish.kind is core.WishKind.FIELD else name_of_criterion)(subject)
    label = _("Be content with %(count)s") if number else _("Do without")
    return Way(says, label % {"count": number}, query_of(found.ground.asked, **{name: number}))


def _here(request: MemberRequest) -> str:
    return reverse("actors:proposal", args=[request.member.alliance.key])


def _back(request: MemberRequest) -> HttpResponse:
    """To the proposal as it stood: only its numbers are taken over, never an address."""
    query = QueryDict(request.POST.get("query", ""))
    form = AskForm(query, stored=stored_wishes())
    return redirect(f"{_here(request)}?{query_of(form.asked())}" if form.is_valid() else _here(request))
