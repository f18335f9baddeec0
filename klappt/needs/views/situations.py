"""What is known of the young people's lives: the matrix with its white spots, a page for each subgroup."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.accounts.policies import require
from klappt.alliances.policies import READ_TRAIL
from klappt.alliances.requests import MemberRequest
from klappt.alliances.selectors.trail import Told, Wanted, told, trail
from klappt.needs.forms.situations import NewerForm, SituationForm
from klappt.needs.models import LivingSituation
from klappt.needs.policies import EDIT_NEEDS, SEE_NEEDS
from klappt.needs.selectors.situations import matrix, parts_of
from klappt.needs.selectors.themes import themes
from klappt.needs.services.editing import correct, subgroup_by_key
from klappt.needs.services.situations import note_situation, replace_situation, retire_situation
from klappt.profiles.models import Subgroup
from klappt.ui.verbs import made_with, say_saved

LATEST = 8


@require_safe
def situations(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_NEEDS))
    rows = matrix(request.member.alliance, timezone.localdate())
    cells = [cell for row in rows for cell in row.cells]
    context = {
        "rows": rows,
        "themes": themes(),
        "fields": len(cells),
        "known": sum(row.known for row in rows),
        "white": sum(len(row.white_spots) for row in rows),
        "has_entries": LivingSituation.objects.exists(),
        "has_subgroups": len(rows) > 1,
        "may_edit": bool(request.member.may(EDIT_NEEDS)),
    }
    return render(request, "needs/situations/matrix.html", context)


@require_safe
def subgroup(request: MemberRequest, pk: int) -> HttpResponse:
    """One subgroup; 0 is the whole target group."""
    require(request.member.may(SEE_NEEDS))
    chosen = get_object_or_404(Subgroup, pk=pk) if pk else None
    parts = parts_of(chosen)
    context = {
        "subgroup": chosen,
        "key": pk,
        "parts": parts,
        "known": sum(1 for part in parts if part.entries),
        **history_of(request, f"profiles.subgroup:{pk}" if pk else ""),
        "may_edit": bool(request.member.may(EDIT_NEEDS)),
    }
    return render(request, "needs/situations/subgroup.html", context)


def history_of(request: MemberRequest, thing: str) -> dict[str, Any]:
    """The latest events around a row, for those who may read the trail."""
    events: list[Told] = []
    if thing and request.member.may(READ_TRAIL):
        events = told(list(trail(request.member.alliance, Wanted(thing=thing))[:LATEST]))
    return {"history": events, "thing": thing}


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: MemberRequest) -> HttpResponse:
    require(request.member.may(EDIT_NEEDS))
    alliance = request.member.alliance
    initial = {name: request.GET.get(name, "") for name in ("subgroup", "theme") if request.GET.get(name)}
    form = SituationForm(request.POST or None, alliance=alliance, initial=initial)
    if request.method == "POST" and form.is_valid():
        good = form.cleaned_data
        entry = made_with(
            form,
            lambda: note_situation(
                alliance=alliance,
                subgroup=subgroup_by_key(good["subgroup"]),
                theme=good["theme"],
                text=good["text"],
                voice=good["voice"],
                source=good["source"],
                as_of=good["as_of"],
                by=request.member.user,
            ),
        )
        if entry is not None:
            messages.success(request, _("Noted."))
            return _to_subgroup(request, entry)
    return _page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Correct an entry: a slip of the pen. What has changed in life is a newer entry."""
    require(request.member.may(EDIT_NEEDS))
    entry = _entry(pk)
    form = SituationForm(request.POST or None, alliance=request.member.alliance, row=entry)
    seconds = made_with(
        form, lambda: correct(row=entry, texts=form.texts(), opened=form.opened(), by=request.member.user)
    )
    if seconds is not None:
        say_saved(request, both_kept=bool(seconds))
        return _to_subgroup(request, _entry(pk))
    return _page(request, form, entry)


@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: MemberRequest, pk: int) -> HttpResponse:
    """Something newer is known; the old entry stays behind it."""
    require(request.member.may(EDIT_NEEDS))
    entry = _entry(pk)
    initial = {"text": entry.text, "voice": entry.voice, "source": entry.source}
    form = NewerForm(request.POST or None, initial=initial)
    newer = made_with(
        form,
        lambda: replace_situation(
            situation=entry, by=request.member.user, day=timezone.localdate(), **form.cleaned_data
        ),
    )
    if newer is not None:
        messages.success(request, _("Brought up to date. The earlier entry can still be read."))
        return _to_subgroup(request, newer)
    context = {"form": form, "entry": entry, "back": _subgroup_url(request, entry)}
    return render(request, "needs/situations/replace.html", context, status=422 if form.is_bound else 200)


@require_POST
def retire(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_NEEDS))
    entry = _entry(pk)
    try:
        retire_situation(situation=entry, by=request.member.user, day=timezone.localdate())
    except ValidationError as wrong:
        messages.warning(request, " ".join(wrong.messages))
    else:
        messages.success(request, _("Marked as no longer right. The entry can still be read."))
    return _to_subgroup(request, entry)


def _entry(pk: int) -> LivingSituation:
    rows = LivingSituation.objects.select_related("theme", "subgroup", "alliance")
    found: LivingSituation = get_object_or_404(rows, pk=pk)
    return found


def _page(request: MemberRequest, form: SituationForm, entry: LivingSituation | None) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "entry": entry,
        "back": _subgroup_url(request, entry)
        if entry
        else reverse("needs:situations", args=[request.member.alliance.key]),
    }
    return render(request, "needs/situations/edit.html", context, status=422 if form.is_bound else 200)


def _subgroup_url(request: MemberRequest, entry: LivingSituation) -> str:
    return reverse("needs:subgroup", args=[request.member.alliance.key, entry.subgroup_id or 0])


def _to_subgroup(request: MemberRequest, entry: LivingSituation) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{_subgroup_url(request, entry)}#{entry.theme.code}")
