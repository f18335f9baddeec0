"""Bringing in offers from a file: upload, what the columns mean, what happened."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.offers.enums import UploadKind
from klappt.offers.imports.columns_form import ColumnsForm
from klappt.offers.imports.preview import kind_of, preview
from klappt.offers.imports.read_json import Unreadable
from klappt.offers.models import OfferUpload
from klappt.offers.policies import EDIT_OFFERS
from klappt.offers.services.importing import decide_on_upload, throw_away, upload_offers
from klappt.sheets.arriving import arrived
from klappt.sheets.refusals import Refused

_SHOWN_PROBLEMS = 30


def open_upload(pk: int) -> OfferUpload:
    upload: OfferUpload = get_object_or_404(OfferUpload.objects.defer("file"), pk=pk)
    return upload


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: MemberRequest) -> HttpResponse:
    require(request.member.may(EDIT_OFFERS))
    problems: list[str] = []
    if request.method == "POST":
        try:
            return _take_in(request, request.FILES.get("file"))
        except Refused as refused:
            problems = [refused.message]
        except Unreadable as unreadable:
            problems = unreadable.messages
    now = timezone.now()
    rows = OfferUpload.objects.filter(carried_out_at=None, thrown_away_at=None).defer("file")
    context = {
        "uploads": [row for row in rows if row.is_open(now)],
        "problems": problems[:_SHOWN_PROBLEMS],
        "more_problems": max(0, len(problems) - _SHOWN_PROBLEMS),
    }
    return render(request, "offers/importing/upload.html", context, status=422 if problems else 200)


def _take_in(request: MemberRequest, file: UploadedFile[Any] | None) -> HttpResponse:
    (data, name), alliance = arrived(file), request.member.alliance
    plan = preview(alliance, data, name)
    kind = kind_of(data)
    row = upload_offers(alliance=alliance, name=name, data=data, kind=kind, by=request.member.user)
    page = "import_columns" if kind is UploadKind.TABLE and not plan.content.is_own else "import_preview"
    return redirect(f"offers:{page}", alliance.key, row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: MemberRequest, pk: int) -> HttpResponse:
    """What klappt takes each column for; to change where it is mistaken."""
    require(request.member.may(EDIT_OFFERS))
    row = get_object_or_404(OfferUpload, pk=pk)
    if not row.is_open(timezone.now()) or row.kind != UploadKind.TABLE:
        return redirect("offers:import_preview", request.member.alliance.key, pk)
    plan = preview(request.member.alliance, bytes(row.file), row.name, row)
    form = ColumnsForm(plan.content, request.POST if request.method == "POST" else None)
    if form.is_valid():
        decide_on_upload(upload=row, by=request.member.user, choices={"columns": form.choices()})
        return redirect("offers:import_preview", request.member.alliance.key, pk)
    context = {"upload": row, "form": form, "plan": plan}
    return render(request, "offers/importing/columns.html", context, status=422 if form.is_bound else 200)


@require_POST
def throw_away_upload(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_OFFERS))
    row = open_upload(pk)
    if row.is_open(timezone.now()):
        throw_away(upload=row, by=request.member.user)
    messages.success(request, _("The uploaded file was thrown away. Nothing of it was stored."))
    return redirect("offers:import", request.member.alliance.key)


@require_safe
def receipt(request: MemberRequest, pk: int) -> HttpResponse:
    """What came of an upload, and what is next."""
    require(request.member.may(EDIT_OFFERS))
    row = open_upload(pk)
    if row.is_open(timezone.now()):
        return redirect("offers:import_preview", request.member.alliance.key, pk)
    return render(request, "offers/importing/receipt.html", {"upload": row})
