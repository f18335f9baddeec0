"""The subgroups of the target group: listed, described, put aside."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.alliances.selectors.trail import Wanted, trail
from klappt.profiles.forms.subgroup import SubgroupForm, stamp
from klappt.profiles.models import Subgroup
from klappt.profiles.policies import EDIT_SUBGROUPS, SEE_SUBGROUPS
from klappt.profiles.selectors.situation import situation
from klappt.profiles.selectors.vocabulary import attributes, vocabulary
from klappt.profiles.services.subgroups import (
    add_subgroup,
    change_subgroup,
    retire_subgroup,
    revive_subgroup,
    take_suggestions,
)
from klappt.profiles.suggestions import SUGGESTIONS
from klappt.profiles.words import situation_words


@dataclass(frozen=True)
class Row:
    subgroup: Subgroup
    situation: list[str]


@require_safe
def subgroup_list(request: MemberRequest) -> HttpResponse:
    """Of whom the alliance speaks: the subgroups with their situation and their number."""
    require(request.member.may(SEE_SUBGROUPS))
    known = attributes(request.member.alliance)
    everything = [
        Row(each, situation_words(situation(each.profile, known), known))
        for each in Subgroup.objects.order_by("position", "pk")
    ]
    rows = [row for row in everything if row.subgroup.retired_on is None]
    counts = [row.subgroup.head_count for row in rows if row.subgroup.head_count is not None]
    context = {
        "rows": rows,
        "retired": [row for row in everything if row.subgroup.retired_on],
        "total": sum(counts),
        "counted": len(counts),
        "uncounted": len(rows) - len(counts),
        "may_edit": bool(request.member.may(EDIT_SUBGROUPS)),
    }
    return render(request, "profiles/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: MemberRequest) -> HttpResponse:
    require(request.member.may(EDIT_SUBGROUPS))
    alliance = request.member.alliance
    form = SubgroupForm(request.POST or None, asked=vocabulary(alliance))
    if request.method == "POST" and form.is_valid():
        try:
            added = add_subgroup(alliance=alliance, by=request.member.user, **form.values())
        except ValidationError as wrong:
            refuse(form, wrong)
        else:
            messages.success(request, _("“%(name)s” is a subgroup now.") % {"name": added})
            return redirect("profiles:list", alliance.key)
    context = {"form": form, "subgroup": None, "theirs": None}
    return render(request, "profiles/edit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Whoever saves second sees what the first one wrote, and loses nothing of their own."""
    require(request.member.may(EDIT_SUBGROUPS))
    subgroup = get_object_or_404(Subgroup, pk=pk)
    asked = vocabulary(request.member.alliance)
    form = SubgroupForm(request.POST or None, asked=asked, subgroup=subgroup)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["opened"] != stamp(subgroup):
            return _both(request, subgroup, form)
        try:
            change_subgroup(subgroup=subgroup, by=request.member.user, **form.values())
        except ValidationError as wrong:
            refuse(form, wrong)
        else:
            messages.success(request, _("Saved."))
            return redirect("profiles:list", request.member.alliance.key)
    context = {"form": form, "subgroup": subgroup, "theirs": None}
    return render(request, "profiles/edit.html", context, status=422 if form.is_bound else 200)


def _both(request: MemberRequest, subgroup: Subgroup, form: SubgroupForm) -> HttpResponse:
    """What stands there now, beside what was typed here."""
    known = attributes(request.member.alliance)
    latest = trail(request.member.alliance, Wanted(thing=f"profiles.subgroup:{subgroup.pk}")).first()
    theirs = {
        "row": Row(subgroup, situation_words(situation(subgroup.profile, known), known)),
        "who": latest.who if latest else "",
        "stamp": stamp(subgroup),
    }
    context = {"form": form, "subgroup": subgroup, "theirs": theirs}
    return render(request, "profiles/edit.html", context, status=409)


@require_POST
def retire(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_SUBGROUPS))
    subgroup = get_object_or_404(Subgroup.objects.in_use(), pk=pk)
    retire_subgroup(subgroup=subgroup, by=request.member.user)
    messages.success(request, _("“%(name)s” is put aside. You find it below the list.") % {"name": subgroup})
    return redirect("profiles:list", request.member.alliance.key)


@require_POST
def revive(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_SUBGROUPS))
    subgroup = get_object_or_404(Subgroup, pk=pk)
    try:
        revive_subgroup(subgroup=subgroup, by=request.member.user)
    except ValidationError:
        messages.warning(request, _("Another subgroup is called “%(name)s” by now.") % {"name": subgroup})
    else:
        messages.success(request, _("“%(name)s” is in use again.") % {"name": subgroup})
    return redirect("profiles:list", request.member.alliance.key)


@require_http_methods(["GET", "HEAD", "POST"])
def suggestions(request: MemberRequest) -> HttpResponse:
    """Subgroups to begin with: taken over by ticks, then the alliance's own."""
    require(request.member.may(EDIT_SUBGROUPS))
    alliance = request.member.alliance
    if request.method == "POST":
        ticked = set(request.POST.getlist("chosen"))
        chosen = [
            {"name": name, "description": why, "profile": profile}
            for name, why, profile in SUGGESTIONS
            if name in ticked
        ]
        taken = take_suggestions(alliance=alliance, suggestions=chosen, by=request.member.user)  # type: ignore[arg-type] # the keys are those of Values
        messages.success(
            request,
            ngettext("%(count)d subgroup taken over.", "%(count)d subgroups taken over.", len(taken))
            % {"count": len(taken)},
        )
        return redirect("profiles:list", alliance.key)
    known = attributes(alliance)
    there = set(Subgroup.objects.in_use().values_list("name", flat=True))
    rows = [
        (name, why, situation_words(situation(profile, known), known), name in there)
        for name, why, profile in SUGGESTIONS
    ]
    return render(request, "profiles/suggestions.html", {"rows": rows})


def refuse(form: Form, wrong: ValidationError) -> None:
    """What the service refuses stands at the field it is about."""
    found = wrong.message_dict if hasattr(wrong, "error_dict") else {"": wrong.messages}
    for name, texts in found.items():
        place = "name" if name == "__all__" and "name" in form.fields else name
        form.add_error(place if place in form.fields else None, ValidationError(texts))
