"""What exists already on the local scene, and the five guiding questions (A13, A14)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.accounts.policies import require
from klappt.agreements.forms.structures import QuestionsForm, StructureForm
from klappt.agreements.models import Structure
from klappt.agreements.policies import EDIT_AGREEMENTS, SEE_AGREEMENTS
from klappt.agreements.selectors.structures import (
    answers_of,
    filled,
    missing_on,
    overview,
    structures_on,
    structures_with_all,
)
from klappt.agreements.services.becoming import make_body, undo_body
from klappt.agreements.services.structures import (
    answer_questions,
    change_structure,
    note_structure,
    remove_structure,
)
from klappt.agreements.views.pages import day_asked, frame, history_of, url
from klappt.alliances.requests import MemberRequest
from klappt.ui.verbs import ask, carried_out, done, made_with


@require_safe
def structures(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_AGREEMENTS))
    day = day_asked(request)
    rows = structures_on(day)
    context = {
        **frame(request, "structures", day),
        "structures": rows,
        "asked": overview(rows),
        "missing": missing_on(day),
        "filled": filled(),
    }
    return render(request, "agreements/structures/list.html", context)


@require_safe
def structure(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(SEE_AGREEMENTS))
    row = _found(pk)
    context = {
        **frame(request, "structures"),
        "structure": row,
        "answers": answers_of(row),
        "placements": row.placements.select_related("note").order_by("pk"),
        "fills": row.fills.order_by("pk"),
        **history_of(request, f"agreements.structure:{pk}"),
    }
    return render(request, "agreements/structures/structure.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: MemberRequest) -> HttpResponse:
    require(request.member.may(EDIT_AGREEMENTS))
    form = StructureForm(request.POST or None)
    made = made_with(
        form,
        lambda: note_structure(alliance=request.member.alliance, said=form.said(), by=request.member.user),
    )
    if made is not None:
        words = _("Noted. Now the guiding questions: what can the alliance do with it?")
        return done(request, words, url(request, "questions", made.pk))
    return ask(
        request,
        form,
        title=_("Note what exists"),
        intro=_("Bodies, networks, procedures and agreements that others run here already."),
        submit=_("Note this structure"),
        back=url(request, "structures"),
        trail=[(url(request, "structures"), _("What exists already"))],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_AGREEMENTS))
    row = _found(pk)
    form = StructureForm.of(row, request.POST or None)
    if carried_out(form, lambda: change_structure(structure=row, said=form.said(), by=request.member.user)):
        return done(request, _("Saved."), url(request, "structure", pk))
    return ask(
        request,
        form,
        title=_("Edit “%(name)s”") % {"name": row},
        submit=_("Save"),
        icon="save",
        **_below(request, row),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_AGREEMENTS))
    row = _found(pk)
    form = QuestionsForm(row, request.POST or None)
    if carried_out(
        form, lambda: answer_questions(structure=row, answers=form.answers(), by=request.member.user)
    ):
        return done(request, _("The answers are noted."), url(request, "structure", pk))
    return ask(
        request,
        form,
        title=_("Guiding questions: %(name)s") % {"name": row},
        intro=_("What nobody has asked yet stays “not asked”. That is something else than no."),
        submit=_("Note the answers"),
        template="agreements/structures/questions.html",
        **_below(request, row),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_AGREEMENTS))
    row = _found(pk)
    if request.method == "POST":
        remove_structure(structure=row, by=request.member.user)
        return done(request, _("Removed. The history keeps it."), url(request, "structures"))
    context = {**frame(request, "structures"), "structure": row}
    return render(request, "agreements/structures/remove.html", context)


@require_POST
def become_body(request: MemberRequest, pk: int) -> HttpResponse:
    """One click: what others run becomes a body of the alliance."""
    require(request.member.may(EDIT_AGREEMENTS))
    body = make_body(structure=_found(pk), by=request.member.user, day=timezone.localdate())
    words = _("“%(name)s” is a body of the alliance now. You can give it seats.") % {"name": body}
    return done(request, words, url(request, "structure", pk))


@require_POST
def be_no_body(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_AGREEMENTS))
    row = _found(pk)
    is_gone = undo_body(structure=row, by=request.member.user)
    words = (
        _("Taken back. The body was empty and is gone.")
        if is_gone
        else _("The link is gone. The body stays, because somebody has worked with it.")
    )
    return done(request, words, url(request, "structure", pk))


def _below(request: MemberRequest, row: Structure) -> dict[str, Any]:
    back = url(request, "structure", row.pk)
    return {"back": back, "trail": [(url(request, "structures"), _("What exists already")), (back, str(row))]}


def _found(pk: int) -> Structure:
    rows = structures_with_all().select_related("alliance", "institution", "body")
    row: Structure = get_object_or_404(rows, pk=pk)
    return row
