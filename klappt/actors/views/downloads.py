from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import formats, timezone, translation
from django.views.decorators.http import require_safe

from klappt.accounts.policies import require
from klappt.actors.exports.worksheet import worksheet
from klappt.actors.extensions import sheet_rows
from klappt.actors.imports.preview import Decided, preview
from klappt.actors.imports.remarks import with_remarks
from klappt.actors.models import ImportDraft, ImportedNote
from klappt.actors.policies import EDIT_ACTORS, SEE_ACTORS
from klappt.actors.selectors.sheet import entries
from klappt.alliances.requests import MemberRequest
from klappt.sheets.formats import CONTENT_TYPES, Format, written
from klappt.ui.downloads import download


@require_safe
def table(request: MemberRequest, suffix: str) -> HttpResponse:
    """The actor table as a worksheet that can be filled in and brought back."""
    require(request.member.may(SEE_ACTORS))
    alliance = request.member.alliance
    with translation.override("de"):
        layout = worksheet(alliance, entries(), list(ImportedNote.objects.all()), _today(), sheet_rows())
        data = written(layout, _format(suffix))
    return _file(data, f"Akteure {alliance.name}.{suffix}", suffix)


@require_safe
def empty(request: MemberRequest, suffix: str) -> HttpResponse:
    """The same worksheet without entries, for those who start."""
    require(request.member.may(SEE_ACTORS))
    with translation.override("de"):
        data = written(worksheet(request.member.alliance, [], [], _today()), _format(suffix))
    return _file(data, f"Akteure leer.{suffix}", suffix)


@require_safe
def remarks(request: MemberRequest, pk: int, suffix: str) -> HttpResponse:
    """The uploaded table with what klappt would do and ask beside each row, to be sent back."""
    require(request.member.may(EDIT_ACTORS))
    draft = get_object_or_404(ImportDraft, pk=pk)
    if not draft.is_open(timezone.now()):
        raise Http404
    data = bytes(draft.file)
    with translation.override("de"):
        plan = preview(data, draft.name, Decided.of(draft.choices, draft.decisions))
        layout = with_remarks(data, draft.name, plan)
        answer = written(layout, _format(suffix, without=Format.CSV))
    return _file(answer, f"Rückfragen zu {draft.name.rpartition('.')[0] or draft.name}.{suffix}", suffix)


def _format(suffix: str, without: Format | None = None) -> Format:
    if suffix not in {each.value for each in Format} or suffix == without:
        raise Http404
    return Format(suffix)


def _today() -> str:
    return formats.date_format(timezone.localdate(), "d.m.Y")


def _file(data: bytes, name: str, suffix: str) -> HttpResponse:
    return download(data, name, CONTENT_TYPES[Format(suffix)])
