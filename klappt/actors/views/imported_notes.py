from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from klappt.accounts.policies import require
from klappt.actors.enums import NoteKind
from klappt.actors.extensions import NoteStanding, note_standings
from klappt.actors.models import ImportedNote
from klappt.actors.policies import EDIT_ACTORS, SEE_ACTORS
from klappt.actors.selectors.notes import BODY_KINDS
from klappt.actors.services.importing import remove_note
from klappt.alliances.requests import MemberRequest


@require_safe
def notes(request: MemberRequest) -> HttpResponse:
    """Bodies, priorities and remarks from uploaded tables, with what became of them."""
    require(request.member.may(SEE_ACTORS))
    rows = list(ImportedNote.objects.select_related("institution").order_by("sheet", "row", "pk"))
    standing = note_standings(request.member, rows)
    groups = [
        (_("Bodies and agreements"), [row for row in rows if row.kind in BODY_KINDS]),
        (_("Priorities and planning"), [row for row in rows if row.kind == NoteKind.PRIORITY]),
        (_("Ideas"), [row for row in rows if row.kind == NoteKind.IDEA]),
        (_("About institutions"), [row for row in rows if row.kind in (NoteKind.COMMENT, NoteKind.EXTRA)]),
        (_("Rows left out"), [row for row in rows if row.kind == NoteKind.LEFT_OUT]),
        (_("Other notes"), [row for row in rows if row.kind == NoteKind.NOTE]),
    ]
    context = {
        "groups": [
            (title, [(row, standing.get(row.pk, NoteStanding())) for row in found])
            for title, found in groups
            if found
        ],
        "may_edit": request.member.may(EDIT_ACTORS),
    }
    return render(request, "actors/importing/notes.html", context)


@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_ACTORS))
    remove_note(note=get_object_or_404(ImportedNote, pk=pk), by=request.member.user)
    messages.success(request, _("The note was removed. The history keeps it."))
    return redirect("actors:imported_notes", request.member.alliance.key)
