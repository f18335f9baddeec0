"""A worksheet without the net: take it along in a file, bring it back, what came of it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.offline.exports.document import on_paper
from klappt.offline.exports.formats import BY_SUFFIX, FORMATS
from klappt.offline.imports.preview import received
from klappt.offline.imports.recognise import NotTaken, opened_file, return_for
from klappt.offline.imports.refused import words_of
from klappt.offline.models import WorksheetUpload
from klappt.offline.selectors.content import Content, content_of, empty_content
from klappt.offline.services.uploading import throw_away, upload_worksheet
from klappt.returns.models import Return
from klappt.returns.policies import SEE_RETURNS
from klappt.returns.selectors.returns import return_of
from klappt.sheets.arriving import arrived
from klappt.sheets.refusals import Refused
from klappt.ui.downloads import download


def open_upload(pk: int) -> WorksheetUpload:
    rows = WorksheetUpload.objects.defer("file").select_related("of_return__wave", "of_return__edition")
    upload: WorksheetUpload = get_object_or_404(rows, pk=pk)
    return upload


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: MemberRequest, wave: int) -> HttpResponse:
    """Take the worksheet along, or bring it back."""
    require(request.member.may(SEE_RETURNS))
    return_ = return_of(request.member, wave)
    problem = ""
    if request.method == "POST":
        try:
            return _take_in(request, request.FILES.getlist("file"), return_)
        except Refused as refused:
            problem = words_of(refused)
        except NotTaken as refused:
            problem = str(refused)
    context = {"return": return_, "formats": FORMATS, "uploads": _unfinished(return_), "problem": problem}
    return render(request, "offline/files.html", context, status=422 if problem else 200)


def _unfinished(return_: Return) -> list[WorksheetUpload]:
    now = timezone.now()
    rows = WorksheetUpload.objects.filter(of_return=return_, carried_out_at=None, thrown_away_at=None)
    return [row for row in rows.defer("file").select_related("by") if row.is_open(now)]


def _take_in(request: MemberRequest, brought: Sequence[UploadedFile[Any]], here: Return) -> HttpResponse:
    if len(brought) > 1:
        raise NotTaken(_("Please bring one file at a time. Nothing of these was read."))
    (data, name), member = arrived(next(iter(brought), None)), request.member
    _opened, stamp = opened_file(data, name)
    return_ = return_for(member, stamp)
    row = upload_worksheet(return_=return_, name=name, data=data, newest=stamp.newest, by=member.user)
    if return_ != here:
        told = _("This file belongs to “%(wave)s”. You see what differs there.") % {"wave": return_.wave}
        messages.info(request, told)
    return redirect("offline:preview", member.alliance.key, row.pk)


@require_safe
def filled(request: MemberRequest, wave: int, suffix: str) -> HttpResponse:
    """The worksheet as a file, with what is known filled in."""
    require(request.member.may(SEE_RETURNS))
    return_ = return_of(request.member, wave)
    if suffix not in BY_SUFFIX or not return_.is_open:
        raise Http404
    form, content = BY_SUFFIX[suffix], content_of(return_)
    name = f"{_title(content)}-{content.stamp.alliance}-{content.made_at:%Y-%m-%d}.{suffix}"
    return download(form.write(content), name, form.content_type)


@require_safe
def empty(request: MemberRequest, wave: int) -> HttpResponse:
    """Without answers, to be printed and filled in with a pen."""
    require(request.member.may(SEE_RETURNS))
    content = empty_content(return_of(request.member, wave))
    return download(on_paper(content), f"{_title(content)}-leer.pdf", "application/pdf")


def _title(content: Content) -> str:
    return slugify(content.questionnaire.title) or "arbeitshilfe"


@require_POST
def throw_away_upload(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(SEE_RETURNS))
    row = open_upload(pk)
    if row.is_open(timezone.now()):
        throw_away(upload=row, by=request.member.user)
    messages.success(request, _("The uploaded file was thrown away. Nothing of it was stored."))
    return redirect("offline:files", request.member.alliance.key, row.of_return.wave.number)


@require_safe
def receipt(request: MemberRequest, pk: int) -> HttpResponse:
    """What came of an upload, and what is next."""
    require(request.member.may(SEE_RETURNS))
    row = open_upload(pk)
    if row.is_open(timezone.now()):
        return redirect("offline:preview", request.member.alliance.key, pk)
    context = {"upload": row, "return": row.of_return, "received": received(row)}
    return render(request, "offline/receipt.html", context)
