"""What is missing: the fifth guiding question, with what follows from it (A14)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from klappt.accounts.policies import require
from klappt.agreements.forms.structures import FillForm, MissingForm
from klappt.agreements.models import MissingStructure
from klappt.agreements.policies import EDIT_AGREEMENTS
from klappt.agreements.services.structures import change_missing, fill_missing, miss_again, note_missing
from klappt.agreements.views.pages import url
from klappt.alliances.requests import MemberRequest
from klappt.ui.verbs import Trail, ask, carried_out, done


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: MemberRequest) -> HttpResponse:
    require(request.member.may(EDIT_AGREEMENTS))
    form = MissingForm(request.POST or None)
    if carried_out(
        form,
        lambda: note_missing(
            alliance=request.member.alliance,
            wanted=form.wanted(),
            by=request.member.user,
            day=timezone.localdate(),
        ),
    ):
        return done(request, _("Noted as missing."), _back(request))
    return ask(
        request,
        form,
        title=_("Note what is missing"),
        intro=_("A body, a procedure or an agreement that does not exist and would be needed."),
        submit=_("Note it as missing"),
        back=_back(request),
        trail=_trail(request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_AGREEMENTS))
    row = _found(pk)
    form = MissingForm.of(row, request.POST or None)
    if carried_out(form, lambda: change_missing(missing=row, wanted=form.wanted(), by=request.member.user)):
        return done(request, _("Saved."), _back(request))
    return ask(
        request,
        form,
        title=_("Edit “%(name)s”") % {"name": row},
        submit=_("Save"),
        icon="save",
        back=_back(request),
        trail=_trail(request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: MemberRequest, pk: int) -> HttpResponse:
    """It exists now."""
    require(request.member.may(EDIT_AGREEMENTS))
    row = _found(pk)
    form = FillForm(request.POST if request.method == "POST" else None)
    if carried_out(form, lambda: fill_missing(missing=row, by=request.member.user, **form.cleaned_data)):
        return done(request, _("It exists now, and has left the list of what is missing."), _back(request))
    return ask(
        request,
        form,
        title=_("“%(name)s” exists now") % {"name": row},
        submit=_("Note that it exists"),
        back=_back(request),
        trail=_trail(request),
    )


@require_POST
def again(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_AGREEMENTS))
    miss_again(missing=_found(pk), by=request.member.user)
    return done(request, _("It stands among what is missing again."), _back(request))


def _back(request: MemberRequest) -> str:
    return f"{url(request, 'structures')}#fehlt"


def _trail(request: MemberRequest) -> Trail:
    return [(url(request, "structures"), _("What exists already"))]


def _found(pk: int) -> MissingStructure:
    row: MissingStructure = get_object_or_404(MissingStructure.objects.select_related("alliance"), pk=pk)
    return row
