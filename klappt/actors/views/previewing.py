"""Looking through an upload row by row, deciding what is doubtful, and then all of it or nothing."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.actors.imports.plan import Plan, PlannedRow, Verdict
from klappt.actors.imports.posted import read_decisions
from klappt.actors.imports.preview import Decided, carry_out, preview
from klappt.actors.imports.suggestions import answered_alike
from klappt.actors.models import ImportDraft, Institution
from klappt.actors.policies import EDIT_ACTORS
from klappt.actors.services.importing import Author, keep_draft
from klappt.alliances.requests import MemberRequest
from klappt.ui.excerpts import Tab, same_excerpt, tabs

PER_PAGE = 50
SHOWN = {
    "offen": (Verdict.OPEN,),
    "neu": (Verdict.CREATE,),
    "geaendert": (Verdict.CHANGE,),
    "gleich": (Verdict.LEAVE, Verdict.MERGE),
    "aus": (Verdict.OUT,),
}


@require_http_methods(["GET", "HEAD", "POST"])
def preview_page(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_ACTORS))
    draft = get_object_or_404(ImportDraft, pk=pk)
    if not draft.is_open(timezone.now()):
        return redirect("actors:import_receipt", request.member.alliance.key, pk)
    if request.method == "POST":
        return _decide(request, draft)
    return _show(request, draft, _plan(draft, draft.decisions))


def _plan(draft: ImportDraft, decisions: Mapping[str, Mapping[str, str]]) -> Plan:
    return preview(bytes(draft.file), draft.name, Decided.of(draft.choices, decisions))


def _show(request: MemberRequest, draft: ImportDraft, plan: Plan, *, stale: bool = False) -> HttpResponse:
    only = request.GET.get("nur", "offen" if plan.count(Verdict.OPEN) else "alle")
    rows = [row for row in plan.rows if _is_shown(row, only)]
    page: Page[PlannedRow] = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "draft": draft,
        "plan": plan,
        "page": page,
        "only": only,
        "tabs": _tabs(plan, only),
        "open_kinds": _open_kinds(plan),
        "stale": stale,
        "open_count": plan.count(Verdict.OPEN),
        "write_count": len(plan.entries),
    }
    return render(request, "actors/importing/preview.html", context, status=409 if stale else 200)


def _is_shown(row: PlannedRow, only: str) -> bool:
    if only == "zweifel":
        return row.has_doubt
    return row.verdict in SHOWN.get(only, tuple(Verdict))


def _tabs(plan: Plan, only: str) -> list[Tab]:
    """What waits comes first."""
    doubts = sum(row.has_doubt for row in plan.rows)
    counts = [
        ("offen", _("Needs a decision"), plan.count(Verdict.OPEN)),
        ("alle", _("All rows"), len(plan.rows)),
        ("zweifel", _("All doubts"), doubts),
        ("neu", _("New"), plan.count(Verdict.CREATE)),
        ("geaendert", _("Changed"), plan.count(Verdict.CHANGE)),
        ("gleich", _("Nothing to do"), plan.count(Verdict.LEAVE) + plan.count(Verdict.MERGE)),
        ("aus", _("Left out"), plan.count(Verdict.OUT)),
    ]
    return tabs(counts, only)


def _open_kinds(plan: Plan) -> dict[str, int]:
    """How many rows wait for an answer of each kind, for answering them alike."""
    counts: dict[str, int] = {}
    for row in plan.rows:
        for question in row.questions:
            if question.is_open:
                counts[question.kind.value] = counts.get(question.kind.value, 0) + 1
    return counts


def _decide(request: MemberRequest, draft: ImportDraft) -> HttpResponse:
    before = _plan(draft, draft.decisions)
    decisions = read_decisions(before, draft.decisions, request.POST)
    kind, _sign, answer = request.POST.get("alike", "").partition("=")
    if kind:
        decisions = answered_alike(_plan(draft, decisions), decisions, kind, answer)
    if decisions != draft.decisions:
        keep_draft(draft=draft, by=request.member.user, decisions=decisions)
    if request.POST.get("act") == "confirm":
        return _confirm(request, draft.pk, decisions, seen=request.POST.get("seen", ""), before=before)
    return redirect(same_excerpt(request, _address(request, draft)))


def _confirm(
    request: MemberRequest,
    pk: int,
    decisions: Mapping[str, Mapping[str, str]],
    *,
    seen: str,
    before: Plan,
) -> HttpResponse:
    """Carries out what was seen. If the table has changed since then, it is shown anew instead."""
    with transaction.atomic():
        draft = get_object_or_404(ImportDraft.objects.select_for_update(of=("self",)), pk=pk)
        if draft.carried_out_at:
            return redirect("actors:import_receipt", request.member.alliance.key, pk)
        list(Institution.objects.select_for_update(of=("self",)).values_list("pk", flat=True))
        plan = _plan(draft, decisions)
        if seen != before.fingerprint:
            return _show(request, draft, plan, stale=True)
        if not plan.is_settled:
            messages.warning(request, _("Some rows still need a decision. Nothing has been stored yet."))
            return redirect(f"{_address(request, draft)}?nur=offen")
        draft.result = {
            "unchanged": plan.count(Verdict.LEAVE),
            "merged": plan.count(Verdict.MERGE),
            "out": plan.count(Verdict.OUT),
        }
        author = Author(by=request.member.user)
        carry_out(plan, alliance=request.member.alliance, source=draft.name, author=author, draft=draft)
    return redirect("actors:import_receipt", request.member.alliance.key, pk)


def _address(request: MemberRequest, draft: ImportDraft) -> str:
    return reverse("actors:import_preview", args=[request.member.alliance.key, draft.pk])
