"""Case conferences one by one: only for those who enter them."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.cases.forms.conferences import ConferenceForm
from klappt.cases.models import CaseConference
from klappt.cases.policies import ENTER_CASES
from klappt.cases.selectors.conferences import conferences, findings_of, patterns_of
from klappt.cases.services.conferences import change_conference, note_conference, remove_conference
from klappt.cases.views.overview import rights
from klappt.ui.verbs import ask, carried_out, done, made_with

Trail = list[tuple[str, str]]


@require_safe
def conference_list(request: MemberRequest) -> HttpResponse:
    require(request.member.may(ENTER_CASES))
    context = {
        **rights(request),
        "conferences": list(conferences()),
        "here": "conferences",
    }
    return render(request, "cases/conferences.html", context)


@require_safe
def conference(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(ENTER_CASES))
    row = get_object_or_404(conferences(), pk=pk)
    context = {
        **rights(request),
        "conference": row,
        "patterns": patterns_of(row),
        "findings": findings_of(row),
    }
    return render(request, "cases/conference.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: MemberRequest) -> HttpResponse:
    require(request.member.may(ENTER_CASES))
    today = timezone.localdate()
    form = ConferenceForm(request.POST if request.method == "POST" else None, today=today)
    if form.is_bound and form.is_valid():
        made = made_with(form, lambda: note_conference(**_about(form, request)))
        if made is not None:
            words = _("Noted. Now please choose the first pattern.")
            return done(request, words, conference_url(request, made))
    return ask(
        request,
        form,
        title=_("Note a case conference"),
        intro=_("Only the month and the institutions. Nothing about the people spoken of."),
        submit=_("Note the conference"),
        icon="check",
        back=_list_url(request),
        trail=[(_list_url(request), _("Case conferences"))],
        template="cases/conference_form.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(ENTER_CASES))
    row = find(pk)
    present = list(row.present.order_by("pk").values_list("institution_id", flat=True))
    form = ConferenceForm(
        request.POST if request.method == "POST" else None,
        today=timezone.localdate(),
        row=row,
        initial={"institutions": present},
    )
    if form.is_bound and form.is_valid():
        chosen = form.cleaned_data

        def change() -> None:
            change_conference(
                conference=row,
                institutions=chosen["institutions"],
                by=request.member.user,
            )

        if carried_out(form, change):
            return done(request, _("Changed."), conference_url(request, row))
    return ask(
        request,
        form,
        title=_("Change who met"),
        submit=_("Save"),
        icon="save",
        back=conference_url(request, row),
        trail=trail_to(request, row),
        template="cases/conference_form.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(ENTER_CASES))
    row = find(pk)
    if request.method == "POST":
        remove_conference(conference=row, by=request.member.user)
        return done(request, _("Removed, with its patterns and findings."), _list_url(request))
    return ask(
        request,
        forms.Form(),
        title=_("Remove “%(conference)s”?") % {"conference": row},
        intro=_("Its patterns and findings go for good. Levers and measures that came of it stay."),
        submit=_("Remove it"),
        icon="delete",
        back=conference_url(request, row),
        trail=trail_to(request, row),
    )


def find(pk: int) -> CaseConference:
    found: CaseConference = get_object_or_404(CaseConference.objects.select_related("alliance"), pk=pk)
    return found


def conference_url(request: MemberRequest, row: CaseConference) -> str:
    return reverse("cases:conference", args=[request.member.alliance.key, row.pk])


def trail_to(request: MemberRequest, row: CaseConference) -> Trail:
    return [(_list_url(request), _("Case conferences")), (conference_url(request, row), row.name)]


def _list_url(request: MemberRequest) -> str:
    return reverse("cases:conferences", args=[request.member.alliance.key])


def _about(form: ConferenceForm, request: MemberRequest) -> dict[str, Any]:
    return {
        "alliance": request.member.alliance,
        "month": form.month_chosen(),
        "institutions": form.cleaned_data["institutions"],
        "by": request.member.user,
    }
