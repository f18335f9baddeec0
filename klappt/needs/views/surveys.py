"""Preparing, opening and closing a survey of the young people; its address, its code, its poster."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.needs.enums import LANGUAGE_BY_KEY, SurveyState
from klappt.needs.forms.surveys import SurveyEndForm, SurveyForm
from klappt.needs.models import Survey
from klappt.needs.policies import RUN_SURVEYS, SEE_NEEDS, SEE_RESULTS
from klappt.needs.selectors.survey_address import address_of, qr_file, qr_inline
from klappt.needs.selectors.survey_texts import items_of, missing, wordings
from klappt.needs.selectors.surveys import standing
from klappt.needs.services.surveys import (
    change_survey,
    close_survey,
    open_survey,
    prepare_survey,
    release_results,
    remove_draft,
)
from klappt.needs.views.needs import tabs
from klappt.ui.verbs import carried_out, made_with

TYPES = {"svg": "image/svg+xml", "png": "image/png"}


def find(request: MemberRequest, pk: int) -> Survey:
    """A survey this member may know of: a draft is the coordination's."""
    survey: Survey = get_object_or_404(Survey.objects.select_related("alliance"), pk=pk)
    if survey.published_on is None:
        require(request.member.may(RUN_SURVEYS))
    return survey


@require_safe
def surveys(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_NEEDS))
    runs = bool(request.member.may(RUN_SURVEYS))
    rows = Survey.objects.select_related("alliance").order_by("-opens_on", "-pk")
    today = timezone.localdate()
    known = [
        (survey, survey.state(today), standing(survey))
        for survey in rows
        if runs or survey.published_on is not None
    ]
    context = {**tabs(request, "surveys"), "surveys": known, "runs": runs}
    return render(request, "needs/survey/list.html", context)


@require_safe
def survey(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(SEE_NEEDS))
    found = find(request, pk)
    state = found.state(timezone.localdate())
    context = {
        **tabs(request, "surveys"),
        "survey": found,
        "state": state,
        "standing": standing(found),
        "address": address_of(found),
        "qr": qr_inline(found),
        "items": items_of(found),
        "languages": [LANGUAGE_BY_KEY[key] for key in found.languages],
        "missing": missing(found) if state is SurveyState.DRAFT else [],
        "runs": bool(request.member.may(RUN_SURVEYS)),
    }
    return render(request, "needs/survey/survey.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: MemberRequest) -> HttpResponse:
    require(request.member.may(RUN_SURVEYS))
    form = SurveyForm(request.POST or None)
    made = made_with(
        form,
        lambda: prepare_survey(alliance=request.member.alliance, by=request.member.user, **form.cleaned_data),
    )
    if made is not None:
        messages.success(request, _("The draft is ready. Look at it, then open it."))
        return redirect("needs:survey", request.member.alliance.key, made.pk)
    return _edit_page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_SURVEYS))
    found = find(request, pk)
    data = request.POST or None
    form: SurveyForm | SurveyEndForm
    if found.published_on is None:
        form = SurveyForm(data, survey=found)
    else:
        form = SurveyEndForm(data, initial={"title": found.title, "closes_on": found.closes_on})
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if _differs(found, name, value)}
        if carried_out(form, lambda: change_survey(survey=found, by=request.member.user, **values)):
            messages.success(request, _("Saved."))
            return redirect("needs:survey", request.member.alliance.key, pk)
    return _edit_page(request, form, found)


def _differs(survey: Survey, name: str, value: Any) -> bool:
    return name == "lines" or getattr(survey, name) != value


def _edit_page(
    request: MemberRequest, form: SurveyForm | SurveyEndForm, found: Survey | None
) -> HttpResponse:
    context = {**tabs(request, "surveys"), "form": form, "survey": found}
    return render(request, "needs/survey/edit.html", context, status=422 if form.is_bound else 200)


@require_POST
def take_step(request: MemberRequest, pk: int, step: str) -> HttpResponse:
    """Open, close, release the results, throw a draft away."""
    require(request.member.may(RUN_SURVEYS))
    if step not in STEPS:
        raise Http404
    found = find(request, pk)
    back = "needs:survey_results" if step == "ergebnis" else "needs:survey"
    try:
        said = STEPS[step](request, found)
    except ValidationError as wrong:
        for each in wrong.messages:
            messages.warning(request, each)
        return redirect(back, request.member.alliance.key, pk)
    messages.success(request, said)
    if step == "entfernen":
        return redirect("needs:surveys", request.member.alliance.key)
    return redirect(back, request.member.alliance.key, pk)


def _open(request: MemberRequest, found: Survey) -> str:
    open_survey(survey=found, by=request.member.user, day=timezone.localdate())
    return _("The survey is open. Print the poster or pass the link on.")


def _close(request: MemberRequest, found: Survey) -> str:
    close_survey(survey=found, by=request.member.user, day=timezone.localdate())
    return _("The survey is closed.")


def _release(request: MemberRequest, found: Survey) -> str:
    released = release_results(survey=found, by=request.member.user)
    return _("The results show %(count)d answers now.") % {"count": released.released}


def _remove(request: MemberRequest, found: Survey) -> str:
    remove_draft(survey=found, by=request.member.user)
    return _("The draft is gone.")


STEPS: dict[str, Callable[[MemberRequest, Survey], str]] = {
    "oeffnen": _open,
    "schliessen": _close,
    "ergebnis": _release,
    "entfernen": _remove,
}


@require_safe
def poster(request: MemberRequest, pk: int) -> HttpResponse:
    """One sheet A4 to hang up, in all languages of the survey."""
    require(request.member.may(SEE_NEEDS))
    found = find(request, pk)
    context = {
        "survey": found,
        "words": wordings(found, found.languages),
        "address": address_of(found).split("://", 1)[-1].rstrip("/"),
        "qr": qr_inline(found),
        "sees_results": bool(request.member.may(SEE_RESULTS)),
    }
    return render(request, "needs/survey/poster.html", context)


@require_safe
def qr_code(request: MemberRequest, pk: int, kind: str) -> HttpResponse:
    require(request.member.may(SEE_NEEDS))
    if kind not in TYPES:
        raise Http404
    found = find(request, pk)
    response = HttpResponse(qr_file(found, kind), content_type=TYPES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="umfrage-{found.code}.{kind}"'
    return response
