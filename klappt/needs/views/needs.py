"""The needs in the order the core group gave them, and the page of one need."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.needs.forms.needs import AsideForm, NeedFilterForm, NeedForm, SourceForm
from klappt.needs.models import Need, NeedSource, WeighingRound
from klappt.needs.policies import EDIT_NEEDS, SEE_NEEDS, SEE_RESULTS, WEIGH_NEEDS
from klappt.needs.selectors.needs import lines, matching, narrowed, needs_with_all
from klappt.needs.selectors.weighing import (
    at_the_table,
    by_weight,
    origin_of,
    own_weights,
    participation,
    round_to_show,
    round_under_way,
    rounds,
    weighed,
)
from klappt.needs.services.editing import correct
from klappt.needs.services.needs import (
    add_need,
    add_source,
    remove_source,
    set_need_aside,
    take_need_up_again,
)
from klappt.needs.views.situations import history_of
from klappt.ui.verbs import made_with, say_saved


def tabs(request: MemberRequest, here: str) -> dict[str, Any]:
    """What every page of this group needs for its tabs."""
    return {
        "here": here,
        "may_edit": bool(request.member.may(EDIT_NEEDS)),
        "may_weigh": bool(request.member.may(WEIGH_NEEDS)),
        "sees_results": bool(request.member.may(SEE_RESULTS)),
    }


@require_safe
def needs(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_NEEDS))
    alliance, day = request.member.alliance, timezone.localdate()
    filters = NeedFilterForm(request.GET, alliance=alliance)
    wanted = filters.wanted()
    shown = round_to_show(request.GET.get("runde", ""))
    under_way = round_under_way()
    people = at_the_table(alliance, day, under_way)
    found = weighed(shown, people) if shown else {}
    rows = matching(narrowed(needs_with_all(), wanted), wanted["q"])
    current = list(Need.objects.current().order_by("pk"))
    context = {
        **tabs(request, "needs"),
        "lines": lines(by_weight(rows, found), found),
        "filters": filters,
        "is_filtered": any(wanted.values()),
        "all": len(current),
        "round": shown,
        "rounds": rounds(),
        "under_way": under_way,
        "taking_part": participation(under_way, people, current) if under_way else None,
        "origin": origin_of(shown) if shown else None,
        "own_left": _own_left(request, current, under_way, people),
    }
    return render(request, "needs/list.html", context)


def _own_left(
    request: MemberRequest, current: list[Need], under_way: WeighingRound | None, people: list[int]
) -> int:
    """How many needs this person has yet to weigh in the round under way."""
    if under_way is None or request.member.user.pk not in people:
        return 0
    own = own_weights(under_way, request.member.user)
    return sum(1 for need in current if need.pk not in own)


@require_safe
def need(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(SEE_NEEDS))
    found = get_object_or_404(needs_with_all(), pk=pk)
    people = at_the_table(request.member.alliance, timezone.localdate())
    by_round = [(each, weighed(each, people).get(pk)) for each in rounds()]
    context = {
        **tabs(request, "needs"),
        "need": found,
        "subgroups": [link.subgroup for link in found.subgroup_links.all()],
        "sources": found.sources.select_related("survey", "by").order_by("-as_of", "-pk"),
        "by_round": by_round,
        "second_texts": found.second_texts.filter(settled_at=None).select_related("by"),
        **history_of(request, f"needs.need:{pk}"),
    }
    return render(request, "needs/need.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: MemberRequest) -> HttpResponse:
    """A need with its first source: what nobody has named is no need."""
    require(request.member.may(EDIT_NEEDS))
    alliance, by = request.member.alliance, request.member.user
    data = request.POST if request.method == "POST" else None
    form, source = NeedForm(data, alliance=alliance, row=None), SourceForm(data, prefix="source")
    if data is not None and form.is_valid() and source.is_valid():
        added = made_with(
            form, lambda: add_need(alliance=alliance, by=by, source=source.named(), **form.texts())
        )
        if added is not None:
            messages.success(request, _("“%(need)s” is in the list now.") % {"need": added})
            return redirect("needs:need", alliance.key, added.pk)
    context = {**tabs(request, "needs"), "form": form, "source": source, "need": None}
    return render(request, "needs/edit.html", context, status=200 if data is None else 422)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_NEEDS))
    found = _need(pk)
    form = NeedForm(request.POST or None, alliance=request.member.alliance, row=found)
    seconds = made_with(
        form, lambda: correct(row=found, texts=form.texts(), opened=form.opened(), by=request.member.user)
    )
    if seconds is not None:
        say_saved(request, both_kept=bool(seconds))
        return redirect("needs:need", request.member.alliance.key, pk)
    context = {**tabs(request, "needs"), "form": form, "source": None, "need": found}
    return render(request, "needs/edit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def set_aside(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_NEEDS))
    found, form = _need(pk), AsideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        set_need_aside(
            need=found,
            because=form.cleaned_data["because"],
            by=request.member.user,
            day=timezone.localdate(),
        )
        messages.success(request, _("Set aside. It can be taken up again at any time."))
        return redirect("needs:need", request.member.alliance.key, pk)
    context = {**tabs(request, "needs"), "form": form, "need": found}
    return render(request, "needs/aside.html", context, status=422 if form.is_bound else 200)


@require_POST
def take_up(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_NEEDS))
    take_need_up_again(need=_need(pk), by=request.member.user)
    messages.success(request, _("Back in the list."))
    return redirect("needs:need", request.member.alliance.key, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def source(request: MemberRequest, pk: int) -> HttpResponse:
    """One more who named this need."""
    require(request.member.may(EDIT_NEEDS))
    found, form = _need(pk), SourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        add_source(need=found, by=request.member.user, **form.named())
        messages.success(request, _("Source added."))
        return redirect("needs:need", request.member.alliance.key, pk)
    context = {**tabs(request, "needs"), "form": form, "need": found}
    return render(request, "needs/source.html", context, status=422 if form.is_bound else 200)


@require_POST
def source_remove(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_NEEDS))
    found: NeedSource = get_object_or_404(NeedSource.objects.select_related("alliance", "need"), pk=pk)
    remove_source(source=found, by=request.member.user)
    messages.success(request, _("Source removed. The history keeps it."))
    return redirect("needs:need", request.member.alliance.key, found.need_id)


def _need(pk: int) -> Need:
    found: Need = get_object_or_404(Need.objects.select_related("theme", "alliance"), pk=pk)
    return found
