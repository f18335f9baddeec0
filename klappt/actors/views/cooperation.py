"""How we work with an institution: recorded, ended, assessed; and the six guiding questions."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.actors import events
from klappt.actors.enums import Rating
from klappt.actors.forms.verbs import AssessmentForm, CooperationForm, CriteriaForm, EndForm
from klappt.actors.models import Cooperation, Institution
from klappt.actors.policies import EDIT_ACTORS
from klappt.actors.services.cooperation import (
    assess_cooperation,
    end_cooperation,
    mark_criterion,
    record_cooperation,
)
from klappt.alliances.requests import MemberRequest
from klappt.audit.services import event
from klappt.ui.verbs import ask, carried_out, done


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_ACTORS))
    institution = get_object_or_404(Institution, pk=pk)
    form = CooperationForm(request.POST or None)
    if carried_out(
        form,
        lambda: record_cooperation(institution=institution, by=request.member.user, **form.cleaned_data),
        {"valid_from": "since", "valid_until": "until"},
    ):
        return done(request, _("The cooperation is noted."), _page(request, institution))
    return ask(
        request,
        form,
        title=_("Record cooperation"),
        submit=_("Record cooperation"),
        **_below(request, institution),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_ACTORS))
    cooperation = get_object_or_404(Cooperation.objects.select_related("institution"), pk=pk)
    form = EndForm(request.POST or None)
    if carried_out(
        form,
        lambda: end_cooperation(cooperation=cooperation, on=form.cleaned_data["on"], by=request.member.user),
        {"valid_until": "on"},
    ):
        words = _("The end of the cooperation is noted.")
        return done(request, words, _page(request, cooperation.institution))
    return ask(
        request,
        form,
        title=_("End of the cooperation: %(format)s") % {"format": cooperation},
        submit=_("Note the end"),
        **_below(request, cooperation.institution),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def assess(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_ACTORS))
    institution = get_object_or_404(Institution, pk=pk)
    form = AssessmentForm(request.POST or None)
    if form.is_valid():
        good = form.cleaned_data
        assess_cooperation(
            institution=institution,
            rating=Rating(good["rating"]),
            on=good["on"],
            note=good["note"],
            by=request.member.user,
        )
        words = _("The assessment is noted. Earlier ones stay.")
        return done(request, words, _page(request, institution))
    return ask(
        request,
        form,
        title=_("How does cooperation go?"),
        submit=_("Note the assessment"),
        intro=_("Only coordination and lead see this. Earlier assessments stay."),
        **_below(request, institution),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def criteria(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_ACTORS))
    institution = get_object_or_404(Institution, pk=pk)
    form = CriteriaForm(request.POST or None, institution=institution)
    if form.is_valid():
        _mark(request, institution, form)
        return done(request, _("The answers are noted."), _page(request, institution))
    return ask(
        request,
        form,
        title=_("Guiding questions for choosing members"),
        submit=_("Note the answers"),
        intro=_("The answers help to put the core group together. Empty means: not asked yet."),
        **_below(request, institution),
    )


def _mark(request: MemberRequest, institution: Institution, form: CriteriaForm) -> None:
    known = {mark.criterion: (mark.meets, mark.note) for mark in institution.criteria.all()}
    changed = [
        (criterion, meets, note)
        for criterion, meets, note in form.answers()
        if known.get(criterion, ("", "")) != (meets, note.strip())
    ]
    if not changed:
        return
    with (
        transaction.atomic(),
        event(events.CRITERION_MARKED, by=request.member.user, alliance=institution.alliance),
    ):
        for criterion, meets, note in changed:
            mark_criterion(
                institution=institution, criterion=criterion, meets=meets, note=note, by=request.member.user
            )


def _page(request: MemberRequest, institution: Institution) -> str:
    return reverse("actors:institution", args=[request.member.alliance.key, institution.pk])


def _below(request: MemberRequest, institution: Institution) -> dict[str, Any]:
    """Where the page of a verb leads back to."""
    back = _page(request, institution)
    actors = reverse("actors:list", args=[request.member.alliance.key])
    return {"back": back, "trail": [(actors, _("Actors")), (back, str(institution))]}
