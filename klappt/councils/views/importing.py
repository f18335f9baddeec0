"""Bringing in a file of the council's system: upload it, choose bodies, see what came."""

import datetime
from collections.abc import Iterable
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
from klappt.actors.models import Institution
from klappt.alliances.requests import MemberRequest
from klappt.core.names import normalise
from klappt.councils.imports.kept_rows import kept, to_keep
from klappt.councils.imports.reading import read_bytes
from klappt.councils.models import CouncilUpload, Origin
from klappt.councils.policies import IMPORT_COUNCIL, SEE_COUNCIL
from klappt.councils.selectors.taken import papers, taken_bodies
from klappt.councils.services import importing
from klappt.councils.services.work import Choice
from klappt.councils.vocabulary import Content, CouncilBody, Note
from klappt.sheets.arriving import arrived
from klappt.sheets.refusals import Refused

_SHOWN_NOTES = 200


@dataclass(frozen=True)
class Offered:
    """A body of the file that can be chosen."""

    body: CouncilBody
    council: str
    members: int
    meetings: int
    notes: tuple[Note, ...]
    is_here: bool


@require_safe
def home(request: MemberRequest) -> HttpResponse:
    """What came from the council's system so far."""
    require(request.member.may(SEE_COUNCIL))
    context = {
        "bodies": taken_bodies(),
        "papers": papers(),
        "may_import": request.member.may(IMPORT_COUNCIL),
    }
    return render(request, "councils/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: MemberRequest) -> HttpResponse:
    require(request.member.may(IMPORT_COUNCIL))
    problem = ""
    if request.method == "POST":
        try:
            return _take_in(request, request.FILES.get("file"))
        except Refused as refused:
            problem = refused.message
    now = timezone.now()
    rows = CouncilUpload.objects.filter(carried_out_at=None, thrown_away_at=None).defer("file")
    context = {"uploads": [row for row in rows if row.is_open(now)], "problem": problem}
    return render(request, "councils/upload.html", context, status=422 if problem else 200)


def _take_in(request: MemberRequest, file: UploadedFile[Any] | None) -> HttpResponse:
    (data, name), alliance = arrived(file), request.member.alliance
    read_bytes(data, name, timezone.localdate())
    row = importing.upload_council(alliance=alliance, name=name, data=data, by=request.member.user)
    return redirect("councils:choose", alliance.key, row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: MemberRequest, pk: int) -> HttpResponse:
    """Which bodies of the file to take. Nothing is stored by this but the choice."""
    require(request.member.may(IMPORT_COUNCIL))
    row = get_object_or_404(CouncilUpload, pk=pk)
    if not row.is_open(timezone.now()):
        return redirect("councils:receipt", request.member.alliance.key, pk)
    content = read_bytes(bytes(row.file), row.name, timezone.localdate())
    chosen = set(request.POST.getlist("body")) & {body.id for body in content.bodies}
    if request.method == "POST" and chosen:
        institutions = set(request.POST.getlist("institution")) & set(_unknown_institutions(content))
        rehearse_choice(request, row, content, sorted(chosen), sorted(institutions))
        return redirect("councils:preview", request.member.alliance.key, pk)
    notes = list(dict.fromkeys(content.notes))
    context = {
        "upload": row,
        "content": content,
        "offered": _offered(content),
        "unknown": _unknown_institutions(content),
        "chosen": set(row.choices.get("bodies", ())),
        "added": set(row.choices.get("institutions", ())),
        "notes": notes[:_SHOWN_NOTES],
        "note_count": len(notes),
        "is_empty": request.method == "POST",
    }
    return render(request, "councils/choose.html", context, status=422 if request.method == "POST" else 200)


def rehearse_choice(
    request: MemberRequest,
    row: CouncilUpload,
    content: Content,
    bodies: list[str],
    institutions: list[str],
) -> None:
    """Try the choice out, and keep beside the upload what would come of it."""
    rows = importing.rehearse(
        alliance=request.member.alliance,
        content=content,
        choice=Choice(frozenset(bodies), frozenset(institutions)),
        by=request.member.user,
    )
    importing.choose(
        upload=row,
        by=request.member.user,
        choices={"bodies": bodies, "institutions": institutions},
        decisions={"rows": to_keep(rows)},
    )


def _offered(content: Content) -> list[Offered]:
    notes = content.notes_by_object()
    here = set(Origin.objects.filter(body__isnull=False).values_list("external_id", flat=True))
    rows = [
        Offered(
            body=body,
            council=content.towns.get(body.town, ""),
            members=sum(seat.body == body.id for seat in content.seats),
            meetings=sum(body.id in meeting.bodies for meeting in content.meetings),
            notes=notes.get(body.id, ()),
            is_here=body.id in here,
        )
        for body in content.bodies
    ]
    return sorted(rows, key=lambda row: (not row.is_here, _is_over(row.body), row.body.name))


def _is_over(body: CouncilBody) -> bool:
    return body.ends is not None and body.ends < _today()


def _today() -> datetime.date:
    return timezone.localdate()


def _unknown_institutions(content: Content) -> list[str]:
    """Organisations for which people sit somewhere, and which are not among the actors."""
    rows: Iterable[Institution] = Institution.objects.order_by("pk")
    known = {normalise(name) for row in rows for name in (row.name, row.short_name, str(row)) if name}
    named = {seat.institution for seat in content.seats if seat.institution}
    return sorted(name for name in named if normalise(name) not in known)


@require_POST
def throw_away(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(IMPORT_COUNCIL))
    row = get_object_or_404(CouncilUpload.objects.defer("file"), pk=pk)
    if row.is_open(timezone.now()):
        importing.throw_away(upload=row, by=request.member.user)
    messages.success(request, _("The uploaded file was thrown away. Nothing of it was stored."))
    return redirect("councils:upload", request.member.alliance.key)


@require_safe
def receipt(request: MemberRequest, pk: int) -> HttpResponse:
    """What came of an upload, and what did not and why."""
    require(request.member.may(IMPORT_COUNCIL))
    row = get_object_or_404(CouncilUpload.objects.defer("file"), pk=pk)
    if row.is_open(timezone.now()):
        return redirect("councils:choose", request.member.alliance.key, pk)
    context = {"upload": row, "left_out": kept(row.result.get("left_out", ()))}
    return render(request, "councils/receipt.html", context)
