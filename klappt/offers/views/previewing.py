"""Looking through an uploaded file row by row, deciding what is doubtful, and then all of it or nothing."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.offers.imports.plan import Plan, PlannedRow, Verdict
from klappt.offers.imports.posted import read_decisions
from klappt.offers.imports.preview import carry_out, preview
from klappt.offers.models import Offer, OfferUpload
from klappt.offers.policies import EDIT_OFFERS
from klappt.offers.services.importing import decide_on_upload
from klappt.ui.excerpts import Tab, same_excerpt, tabs

PER_PAGE = 50
SHOWN = {
    "offen": (Verdict.OPEN,),
    "neu": (Verdict.CREATE,),
    "geaendert": (Verdict.CHANGE,),
    "gleich": (Verdict.LEAVE,),
    "aus": (Verdict.OUT,),
}


@require_http_methods(["GET", "HEAD", "POST"])
def preview_page(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_OFFERS))
    upload = get_object_or_404(OfferUpload, pk=pk)
    if not upload.is_open(timezone.now()):
        return redirect("offers:import_receipt", request.member.alliance.key, pk)
    if request.method == "POST":
        return _decide(request, upload)
    return _show(request, upload, _plan(upload))


def _plan(upload: OfferUpload) -> Plan:
    return preview(upload.alliance, bytes(upload.file), upload.name, upload)


def _show(request: MemberRequest, upload: OfferUpload, plan: Plan, *, stale: bool = False) -> HttpResponse:
    only = request.GET.get("nur", "offen" if plan.open_count else "alle")
    rows = [row for row in plan.rows if _is_shown(row, only)]
    context = {
        "upload": upload,
        "plan": plan,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "tabs": _tabs(plan, only),
        "stale": stale,
        "open_count": plan.open_count,
        "write_count": len(plan.changes),
    }
    return render(request, "offers/importing/preview.html", context, status=409 if stale else 200)


def _is_shown(row: PlannedRow, only: str) -> bool:
    return row.verdict in SHOWN.get(only, tuple(Verdict))


def _tabs(plan: Plan, only: str) -> list[Tab]:
    """What waits comes first."""
    counts = [
        ("offen", _("Needs a decision"), plan.open_count),
        ("alle", _("All rows"), len(plan.rows)),
        ("neu", _("New"), plan.count(Verdict.CREATE)),
        ("geaendert", _("Changed"), plan.count(Verdict.CHANGE)),
        ("gleich", _("Nothing to do"), plan.count(Verdict.LEAVE)),
        ("aus", _("Left out"), plan.count(Verdict.OUT)),
    ]
    return tabs(counts, only)


def _decide(request: MemberRequest, upload: OfferUpload) -> HttpResponse:
    before = _plan(upload)
    decisions = read_decisions(before, upload.decisions, request.POST)
    if decisions != upload.decisions:
        decide_on_upload(upload=upload, by=request.member.user, decisions=decisions)
    if request.POST.get("act") == "confirm":
        return _confirm(request, upload.pk, decisions, seen=request.POST.get("seen", ""), before=before)
    return redirect(same_excerpt(request, _address(request, upload)))


def _confirm(
    request: MemberRequest,
    pk: int,
    decisions: Mapping[str, Mapping[str, str]],
    *,
    seen: str,
    before: Plan,
) -> HttpResponse:
    """Carries out what was seen. If the offers have changed since then, it is shown anew instead."""
    alliance = request.member.alliance
    try:
        with transaction.atomic():
            upload = get_object_or_404(OfferUpload.objects.select_for_update(of=("self",)), pk=pk)
            if upload.carried_out_at:
                return redirect("offers:import_receipt", alliance.key, pk)
            list(Offer.objects.select_for_update(of=("self",)).values_list("pk", flat=True))
            upload.decisions = dict(decisions)
            plan = _plan(upload)
            if seen != before.fingerprint:
                return _show(request, upload, plan, stale=True)
            if not plan.is_settled:
                messages.warning(request, _("Some rows still need a decision. Nothing has been stored yet."))
                return redirect(f"{_address(request, upload)}?nur=offen")
            upload.result = {"unchanged": plan.count(Verdict.LEAVE), "out": plan.count(Verdict.OUT)}
            carry_out(plan, alliance=alliance, source=upload.name, by=request.member.user, upload=upload)
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
        return redirect("offers:import_preview", alliance.key, pk)
    return redirect("offers:import_receipt", alliance.key, pk)


def _address(request: MemberRequest, upload: OfferUpload) -> str:
    return reverse("offers:import_preview", args=[request.member.alliance.key, upload.pk])
