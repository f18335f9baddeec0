"""Row by row what would come of the chosen bodies, and then all of it or nothing."""

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.councils.enums import Verdict
from klappt.councils.imports.kept_rows import fingerprint, kept, to_keep
from klappt.councils.imports.reading import read_bytes
from klappt.councils.models import CouncilUpload
from klappt.councils.policies import IMPORT_COUNCIL
from klappt.councils.services.importing import bring_in
from klappt.councils.services.work import Choice
from klappt.councils.views.importing import rehearse_choice
from klappt.councils.vocabulary import Row
from klappt.ui.excerpts import Tab, tabs

PER_PAGE = 50
SHOWN = {"neu": Verdict.NEW, "geaendert": Verdict.CHANGED, "gleich": Verdict.UNCHANGED, "aus": Verdict.OUT}


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(IMPORT_COUNCIL))
    upload = get_object_or_404(CouncilUpload, pk=pk)
    if not upload.is_open(timezone.now()):
        return redirect("councils:receipt", request.member.alliance.key, pk)
    if not upload.choices.get("bodies"):
        return redirect("councils:choose", request.member.alliance.key, pk)
    if request.method != "POST":
        return _show(request, upload)
    if _carried_out(request, pk):
        return redirect("councils:receipt", request.member.alliance.key, pk)
    content = read_bytes(bytes(upload.file), upload.name, timezone.localdate())
    upload.refresh_from_db()
    choices = upload.choices
    rehearse_choice(request, upload, content, choices["bodies"], choices.get("institutions", []))
    return _show(request, upload, stale=True)


def _carried_out(request: MemberRequest, pk: int) -> bool:
    """Takes over what was seen. If by now something else would happen, nothing is stored."""
    with transaction.atomic():
        upload = get_object_or_404(CouncilUpload.objects.select_for_update(of=("self",)), pk=pk)
        if upload.carried_out_at:
            return True
        seen = upload.decisions.get("rows", [])
        if request.POST.get("seen") != fingerprint(seen):
            return False
        upload.result = {"left_out": [row for row in seen if row["verdict"] == Verdict.OUT]}
        rows = bring_in(
            alliance=request.member.alliance,
            content=read_bytes(bytes(upload.file), upload.name, timezone.localdate()),
            choice=Choice(
                frozenset(upload.choices["bodies"]), frozenset(upload.choices.get("institutions", ()))
            ),
            source=upload.name,
            by=request.member.user,
            upload=upload,
        )
        if to_keep(rows) != seen:
            transaction.set_rollback(True)
            return False
    return True


def _show(request: MemberRequest, upload: CouncilUpload, *, stale: bool = False) -> HttpResponse:
    plain = upload.decisions.get("rows", [])
    rows = kept(plain)
    only = request.GET.get("nur", "alle")
    shown = [row for row in rows if _is_shown(row, only)]
    context = {
        "upload": upload,
        "seen": fingerprint(plain),
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        "tabs": _tabs(rows, only),
        "write_count": sum(row.verdict in (Verdict.NEW, Verdict.CHANGED) for row in rows),
        "out_count": sum(row.verdict == Verdict.OUT for row in rows),
        "stale": stale,
    }
    return render(request, "councils/preview.html", context, status=409 if stale else 200)


def _is_shown(row: Row, only: str) -> bool:
    if only == "zweifel":
        return bool(row.notes)
    return only not in SHOWN or row.verdict == SHOWN[only]


def _tabs(rows: list[Row], only: str) -> list[Tab]:
    counts = [
        ("alle", _("Everything"), len(rows)),
        ("zweifel", _("Doubtful"), sum(bool(row.notes) for row in rows)),
        ("neu", _("New"), sum(row.verdict == Verdict.NEW for row in rows)),
        ("geaendert", _("Changed"), sum(row.verdict == Verdict.CHANGED for row in rows)),
        ("gleich", _("Nothing to do"), sum(row.verdict == Verdict.UNCHANGED for row in rows)),
        ("aus", _("Left out"), sum(row.verdict == Verdict.OUT for row in rows)),
    ]
    return tabs(counts, only)
