"""Notes from uploaded tables find their place, with forms filled in from their columns (A13)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from klappt.accounts.policies import require
from klappt.actors.models import ImportedNote
from klappt.agreements.forms.agreements import AgreementForm, EditionForm, party_forms, signatories
from klappt.agreements.forms.notes import NewBodyForm, SameForm
from klappt.agreements.forms.structures import StructureForm
from klappt.agreements.models import Placement
from klappt.agreements.policies import EDIT_AGREEMENTS
from klappt.agreements.selectors.notes import as_agreement, as_body, as_structure, parties_in
from klappt.agreements.services.placing import (
    place_as_agreement,
    place_as_body,
    place_as_structure,
    place_at,
    take_back,
)
from klappt.agreements.views.pages import url
from klappt.alliances.requests import MemberRequest
from klappt.ui.verbs import Trail, ask, carried_out, done, made_with


@require_http_methods(["GET", "HEAD", "POST"])
def structure(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_AGREEMENTS))
    note = _found(pk)
    form = StructureForm(request.POST or None, initial=as_structure(note))
    made = made_with(form, lambda: place_as_structure(note=note, said=form.said(), by=request.member.user))
    if made is not None:
        words = _("Taken over. Now the guiding questions: what can the alliance do with it?")
        return done(request, words, url(request, "questions", made.pk))
    return ask(
        request,
        form,
        title=_("Take over as existing"),
        submit=_("Take over"),
        template="agreements/notes/place.html",
        **_beside(request, note),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_AGREEMENTS))
    note = _found(pk)
    data = request.POST if request.method == "POST" else None
    said = as_agreement(note)
    form = AgreementForm(data, initial=said)
    edition = EditionForm(data, request.FILES, initial={"valid_until": said["valid_until"]})
    parties = party_forms(data, parties=parties_in(note))
    made = None
    if all([form.is_valid(), edition.is_valid(), parties.is_valid()]):
        made = made_with(
            edition,
            lambda: place_as_agreement(
                note=note,
                about=form.about(),
                wording=edition.wording(signatories(parties)),
                by=request.member.user,
            ),
        )
    if made is not None:
        return done(request, _("The agreement stands in the list now."), url(request, "agreement", made.pk))
    return ask(
        request,
        form,
        title=_("Take over as an agreement of ours"),
        submit=_("Take over"),
        template="agreements/notes/place_agreement.html",
        edition=edition,
        parties=parties,
        **_beside(request, note),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def body(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_AGREEMENTS))
    note = _found(pk)
    form = NewBodyForm(request.POST or None, initial=as_body(note))
    if carried_out(form, lambda: place_as_body(note=note, body=form.body(), by=request.member.user)):
        words = _("“%(name)s” is a body of the alliance now. You can give it seats.")
        return done(request, words % {"name": form.cleaned_data["name"]}, _notes(request))
    return ask(
        request,
        form,
        title=_("Take over as a body of ours"),
        submit=_("Take over"),
        template="agreements/notes/place.html",
        **_beside(request, note),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def same(request: MemberRequest, pk: int) -> HttpResponse:
    """It stands here already: nothing is made, the note only points there."""
    require(request.member.may(EDIT_AGREEMENTS))
    note = _found(pk)
    form = SameForm(request.POST or None)
    if carried_out(form, lambda: place_at(note=note, by=request.member.user, **form.chosen())):
        return done(request, _("The note points there now."), _notes(request))
    return ask(
        request,
        form,
        title=_("It stands here already"),
        submit=_("Note where it stands"),
        template="agreements/notes/place.html",
        **_beside(request, note),
    )


@require_POST
def back(request: MemberRequest, pk: int) -> HttpResponse:
    """Undo: the note is open again; what was made of it goes if nobody has worked with it."""
    require(request.member.may(EDIT_AGREEMENTS))
    rows = Placement.objects.select_related("alliance", "note", "structure", "agreement", "body")
    row: Placement = get_object_or_404(rows, pk=pk)
    title = str(row)
    is_gone = take_back(placement=row, by=request.member.user)
    words = (
        _("Taken back: “%(name)s” is gone, the note is open again.")
        if is_gone
        else _("Taken back: the note is open again. “%(name)s” stays, somebody has worked with it.")
    )
    return done(request, words % {"name": title}, _notes(request))


def _beside(request: MemberRequest, note: ImportedNote) -> dict[str, Any]:
    trail: Trail = [(_notes(request), _("From your tables"))]
    return {
        "note": note,
        "same_url": url(request, "note_same", note.pk),
        "back": _notes(request),
        "trail": trail,
    }


def _notes(request: MemberRequest) -> str:
    return reverse("actors:imported_notes", args=[request.member.alliance.key])


def _found(pk: int) -> ImportedNote:
    row: ImportedNote = get_object_or_404(ImportedNote.objects.select_related("alliance"), pk=pk)
    return row
