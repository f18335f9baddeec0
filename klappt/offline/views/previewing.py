"""Looking through a file that came back, question by question, and then all of it or nothing."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.offline.imports.compare import Comparison
from klappt.offline.imports.preview import carry_out, preview
from klappt.offline.models import WorksheetUpload
from klappt.offline.services.uploading import decide_on_upload
from klappt.returns.models import Return
from klappt.returns.policies import SEE_RETURNS

_PREFIX = "d-"


@require_http_methods(["GET", "HEAD", "POST"])
def preview_page(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(SEE_RETURNS))
    rows = WorksheetUpload.objects.select_related("of_return__wave", "of_return__edition__worksheet")
    upload: WorksheetUpload = get_object_or_404(rows, pk=pk)
    if not upload.is_open(timezone.now()):
        return redirect("offline:receipt", request.member.alliance.key, pk)
    if request.method == "POST":
        return _decide(request, upload)
    return _show(request, upload, preview(upload, upload.decisions))


def _show(
    request: MemberRequest, upload: WorksheetUpload, comparison: Comparison, *, stale: bool = False
) -> HttpResponse:
    context = {"upload": upload, "return": upload.of_return, "comparison": comparison, "stale": stale}
    return render(request, "offline/preview.html", context, status=409 if stale else 200)


def _decide(request: MemberRequest, upload: WorksheetUpload) -> HttpResponse:
    decisions = {**upload.decisions, **_posted(request.POST)}
    if decisions != upload.decisions:
        decide_on_upload(upload=upload, decisions=decisions, by=request.member.user)
    if request.POST.get("act") == "confirm":
        return _confirm(request, upload.pk, decisions, seen=request.POST.get("seen", ""))
    return redirect("offline:preview", request.member.alliance.key, upload.pk)


def _posted(posted: QueryDict) -> dict[str, str]:
    return {
        name.removeprefix(_PREFIX): str(way)[:10]
        for name, way in posted.items()
        if name.startswith(_PREFIX) and len(name) < 70
    }


def _confirm(request: MemberRequest, pk: int, decisions: Mapping[str, str], *, seen: str) -> HttpResponse:
    """Carries out what was seen. If an answer has changed since then, all is shown anew instead."""
    key = request.member.alliance.key
    try:
        with transaction.atomic():
            upload = get_object_or_404(WorksheetUpload.objects.select_for_update(of=("self",)), pk=pk)
            if not upload.is_open(timezone.now()):
                return redirect("offline:receipt", key, pk)
            # Who writes answers holds the return first: nothing changes between looking and storing.
            Return.objects.select_for_update(of=("self",)).get(pk=upload.of_return_id)
            comparison = preview(upload, decisions)
            if seen != comparison.fingerprint:
                return _show(request, upload, comparison, stale=True)
            if comparison.open_count:
                messages.warning(
                    request, _("Some answers still need a decision. Nothing has been stored yet.")
                )
                return redirect("offline:preview", key, pk)
            carry_out(upload, comparison, by=request.member.user)
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
        return redirect("offline:preview", key, pk)
    return redirect("offline:receipt", key, pk)
