"""Bringing in a table: upload, what the columns mean, what happened. Looking through it is in previewing."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.accounts.policies import require
from klappt.actors.imports.columns_form import ColumnsForm
from klappt.actors.imports.preview import Decided, preview
from klappt.actors.models import ImportDraft
from klappt.actors.policies import EDIT_ACTORS
from klappt.actors.services.importing import keep_draft, throw_away, upload_table
from klappt.alliances.requests import MemberRequest
from klappt.sheets import limits
from klappt.sheets.arriving import arrived
from klappt.sheets.refusals import Refused


@dataclass(frozen=True)
class OpenDraft:
    draft: ImportDraft
    answered: int


def open_draft(pk: int) -> ImportDraft:
    """An upload that can still be carried out. What has ended is no longer there."""
    draft: ImportDraft = get_object_or_404(ImportDraft.objects.defer("file"), pk=pk)
    return draft


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: MemberRequest) -> HttpResponse:
    require(request.member.may(EDIT_ACTORS))
    refusal = ""
    file = request.FILES.get("file")
    if request.method == "POST":
        try:
            return _take_in(request, file)
        except Refused as refused:
            refusal = refused.message
    now = timezone.now()
    drafts = [
        OpenDraft(draft, len(draft.decisions))
        for draft in ImportDraft.objects.filter(carried_out_at=None, thrown_away_at=None).defer("file")
        if draft.is_open(now)
    ]
    context = {"drafts": drafts, "refusal": refusal, "limit": limits}
    return render(request, "actors/importing/upload.html", context, status=422 if refusal else 200)


def _take_in(request: MemberRequest, file: UploadedFile[Any] | None) -> HttpResponse:
    data, name = arrived(file)
    plan = preview(data, name)
    draft = upload_table(alliance=request.member.alliance, name=name, data=data, by=request.member.user)
    page = "import_preview" if "klappt-worksheet" in plan.content.properties else "import_columns"
    return redirect(f"actors:{page}", request.member.alliance.key, draft.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: MemberRequest, pk: int) -> HttpResponse:
    """What klappt takes each sheet and column for; to change where it is mistaken."""
    require(request.member.may(EDIT_ACTORS))
    draft = get_object_or_404(ImportDraft, pk=pk)
    if not draft.is_open(timezone.now()):
        return redirect("actors:import_receipt", request.member.alliance.key, pk)
    plan = preview(bytes(draft.file), draft.name, Decided.of(draft.choices, {}))
    form = ColumnsForm(plan.content, request.POST or None)
    if request.method == "POST" and form.is_valid():
        keep_draft(draft=draft, by=request.member.user, choices=form.choices(draft.choices))
        if "again" in request.POST:
            return redirect("actors:import_columns", request.member.alliance.key, pk)
        return redirect("actors:import_preview", request.member.alliance.key, pk)
    context = {"draft": draft, "form": form, "plan": plan}
    return render(request, "actors/importing/columns.html", context, status=422 if form.is_bound else 200)


@require_POST
def throw_away_draft(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_ACTORS))
    draft = open_draft(pk)
    if draft.is_open(timezone.now()):
        throw_away(draft=draft, by=request.member.user)
    messages.success(request, _("The uploaded table was thrown away. Nothing of it was stored."))
    return redirect("actors:import", request.member.alliance.key)


@require_safe
def receipt(request: MemberRequest, pk: int) -> HttpResponse:
    """What came of an upload, and what is next."""
    require(request.member.may(EDIT_ACTORS))
    draft = open_draft(pk)
    if draft.is_open(timezone.now()):
        return redirect("actors:import_preview", request.member.alliance.key, pk)
    return render(request, "actors/importing/receipt.html", {"draft": draft})
