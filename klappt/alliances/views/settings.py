"""What the alliance is: area, lead, coordination office, names of its parts; on any day."""

import datetime
from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from klappt.accounts.policies import require
from klappt.alliances import services
from klappt.alliances.enums import Part
from klappt.alliances.forms.office import (
    LeadDetailsForm,
    LeadEndForm,
    LeadForm,
    OfficeDetailsForm,
    OfficeForm,
)
from klappt.alliances.forms.settings import AllianceForm
from klappt.alliances.models import CoordinationOffice, Lead, Municipality
from klappt.alliances.policies import RUN_ALLIANCE, SEE_ALLIANCE
from klappt.alliances.requests import MemberRequest
from klappt.alliances.selectors.running import running_on
from klappt.ui.verbs import carried_out

Words = str | Promise


@require_safe
def settings(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_ALLIANCE))
    alliance, today = request.member.alliance, timezone.localdate()
    day = _day(request.GET.get("tag", "")) or today
    area = alliance.municipality
    return render(
        request,
        "alliances/settings.html",
        {
            "running": running_on(day),
            "day": day,
            "is_today": day == today,
            "area": area,
            "towns": list(area.towns()) if area else [],
            "parts": [(part.label, alliance.name_of(part)) for part in Part],
            "may_change": bool(request.member.may(RUN_ALLIANCE)),
        },
    )


def _day(text: str) -> datetime.date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: MemberRequest) -> HttpResponse:
    require(request.member.may(RUN_ALLIANCE))
    form = AllianceForm.of(request.member.alliance, request.POST or None)

    def carry_out() -> object:
        return services.change_alliance(
            request.member.alliance,
            name=form.cleaned_data["name"],
            municipality=form.cleaned_data["area"],
            founded_on=form.cleaned_data["founded_on"],
            part_names=form.part_names(),
            by=request.member.user,
        )

    return _form_page(
        request,
        form,
        carry_out,
        title=_("Change the alliance"),
        intro=_("The names of the parts appear on every page."),
        button=_("Save"),
        done=_("Saved."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def name_lead(request: MemberRequest) -> HttpResponse:
    require(request.member.may(RUN_ALLIANCE))
    form = LeadForm(request.POST or None, initial={"valid_from": timezone.localdate()})

    def carry_out() -> object:
        values = {**form.cleaned_data, "since": form.cleaned_data["valid_from"]}
        del values["valid_from"]
        return services.name_lead(alliance=request.member.alliance, by=request.member.user, **values)

    return _form_page(
        request,
        form,
        carry_out,
        title=_("Name the lead"),
        intro=request.member.alliance.name_of(Part.LEAD),
        button=_("Name the lead"),
        done=_("The lead is named."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def correct_lead(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_ALLIANCE))
    lead = get_object_or_404(Lead, pk=pk)
    now = {name: getattr(lead, name) for name in ("name", "position", "email", "phone", "user")}
    form = LeadDetailsForm(request.POST or None, initial=now)
    return _form_page(
        request,
        form,
        lambda: services.correct_lead(lead, by=request.member.user, **form.cleaned_data),
        title=_("Correct the details of %(name)s") % {"name": lead.name},
        intro=_("For slips of the pen and new numbers. If somebody else leads from now on, name them anew."),
        button=_("Save"),
        done=_("Saved."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end_lead(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_ALLIANCE))
    lead = get_object_or_404(Lead, pk=pk)
    form = LeadEndForm(request.POST or None, initial={"valid_until": timezone.localdate()})
    return _form_page(
        request,
        form,
        lambda: services.end_lead(lead, until=form.cleaned_data["valid_until"], by=request.member.user),
        title=_("%(name)s stops leading") % {"name": lead.name},
        intro=_("From the next day on nobody leads until you name somebody. The history stays."),
        button=_("End the lead"),
        done=_("The last day is noted."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def place_office(request: MemberRequest) -> HttpResponse:
    require(request.member.may(RUN_ALLIANCE))
    form = OfficeForm(request.POST or None, initial={"valid_from": timezone.localdate()})
    called = request.member.alliance.name_of(Part.COORDINATION)

    def carry_out() -> object:
        values = {**form.cleaned_data, "since": form.cleaned_data["valid_from"]}
        del values["valid_from"]
        return services.place_office(alliance=request.member.alliance, by=request.member.user, **values)

    return _form_page(
        request,
        form,
        carry_out,
        title=_("Place the office"),
        intro=_("In which department does it sit: %(office)s?") % {"office": called},
        button=_("Place the office"),
        done=_("The office is placed."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def correct_office(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_ALLIANCE))
    office = get_object_or_404(CoordinationOffice, pk=pk)
    now = {name: getattr(office, name) for name in ("department_name", "contact", "email", "phone")}
    form = OfficeDetailsForm(request.POST or None, initial=now)
    return _form_page(
        request,
        form,
        lambda: services.correct_office(office, by=request.member.user, **form.cleaned_data),
        title=_("Correct the details of the office"),
        intro=_("If it moves to another department, place it anew: so it stays readable where it was."),
        button=_("Save"),
        done=_("Saved."),
    )


def _form_page(
    request: MemberRequest,
    form: Form,
    carry_out: Callable[[], object],
    *,
    title: Words,
    intro: Words,
    button: Words,
    done: Words,
) -> HttpResponse:
    back = reverse("alliances:settings", args=[request.member.alliance.key])
    if carried_out(form, carry_out):
        messages.success(request, str(done))
        return redirect(back)
    status = 422 if form.is_bound else 200
    context: dict[str, object] = {
        "form": form,
        "title": title,
        "form_intro": intro,
        "button": button,
        "back": back,
    }
    if "area" in form.fields:
        context["areas"] = Municipality.objects.filter(is_counted_unit=True)
    return render(request, "alliances/form.html", context, status=status)
