"""How we work with an institution: recorded, ended, assessed; and the six guiding questions."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.actors import events
from klappt.actors.enums import CooperationFormat, Rating
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


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_ACTORS))
    institution = get_object_or_404(Institution, pk=pk)
    form = CooperationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        good = form.cleaned_data
        try:
            record_cooperation(
                institution=institution,
                format=CooperationFormat(good["format"]),
                since=good["since"],
                until=good["until"],
                note=good["note"],
                by=request.member.user,
            )
        except ValidationError as wrong:
            add_errors(form, wrong, {"valid_from": "since", "valid_until": "until"})
        else:
            return done(request, institution, _("The cooperation is noted."))
    return ask(request, institution, form, title=_("Record cooperation"), submit=_("Record cooperation"))


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_ACTORS))
    cooperation = get_object_or_404(Cooperation.objects.select_related("institution"), pk=pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            end_cooperation(cooperation=cooperation, on=form.cleaned_data["on"], by=request.member.user)
        except ValidationError as wrong:
            add_errors(form, wrong, {"valid_until": "on"})
        else:
            return done(request, cooperation.institution, _("The end of the cooperation is noted."))
    return ask(
        request,
        cooperation.institution,
        form,
        title=_("End of the cooperation: %(format)s") % {"format": cooperation},
        submit=_("Note the end"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def assess(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_ACTORS))
    institution = get_object_or_404(Institution, pk=pk)
    form = AssessmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        good = form.cleaned_data
        assess_cooperation(
            institution=institution,
            rating=Rating(good["rating"]),
            on=good["on"],
            note=good["note"],
            by=request.member.user,
        )
        return done(request, institution, _("The assessment is noted. Earlier ones stay."))
    return ask(
        request,
        institution,
        form,
        title=_("How does cooperation go?"),
        submit=_("Note the assessment"),
        intro=_("Only coordination and lead see this. Earlier assessments stay."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def criteria(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_ACTORS))
    institution = get_object_or_404(Institution, pk=pk)
    form = CriteriaForm(request.POST or None, institution=institution)
    if request.method == "POST" and form.is_valid():
        _mark(request, institution, form)
        return done(request, institution, _("The answers are noted."))
    return ask(
        request,
        institution,
        form,
        title=_("Guiding questions for choosing members"),
        submit=_("Note the answers"),
        intro=_("The answers help to put the core group together. Empty means: not asked yet."),
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


def ask(
    request: MemberRequest,
    institution: Institution,
    form: Form,
    *,
    title: str | Promise,
    submit: str | Promise,
    intro: str | Promise = "",
) -> HttpResponse:
    """The page of one verb: a title, a short form, one button."""
    context = {
        "form": form,
        "institution": institution,
        "title": title,
        "submit": submit,
        "intro": intro,
        "back": reverse("actors:institution", args=[request.member.alliance.key, institution.pk]),
    }
    return render(request, "actors/verb.html", context, status=422 if form.is_bound else 200)


def done(request: MemberRequest, institution: Institution, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("actors:institution", request.member.alliance.key, institution.pk)


def add_errors(form: Form, wrong: ValidationError, names: dict[str, str]) -> None:
    """What the service refuses stands at the field it is about."""
    found: dict[str, Any] = wrong.message_dict if hasattr(wrong, "error_dict") else {"": wrong.messages}
    for name, texts in found.items():
        place = names.get(name, name)
        form.add_error(place if place in form.fields else None, texts)
