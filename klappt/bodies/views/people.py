"""Who fills a seat, who stands in, who chairs."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.bodies.enums import Part
from klappt.bodies.forms.bodies import DayForm, EndForm
from klappt.bodies.forms.seats import ChairForm, FillForm
from klappt.bodies.models import Chair, SeatHolder
from klappt.bodies.policies import EDIT_BODIES
from klappt.bodies.services.chairs import leave_chair, take_chair
from klappt.bodies.services.people import fill_seat, leave_seat
from klappt.bodies.views.editing import found_or_404, trail_to, url_of
from klappt.bodies.views.seats import seat_or_404
from klappt.ui.verbs import ask, carried_out, done


@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: MemberRequest, pk: int) -> HttpResponse:
    """An empty seat is filled from its first day, a filled one from today."""
    require(request.member.may(EDIT_BODIES))
    seat = seat_or_404(pk)
    is_empty = not seat.holders.exists()
    part = Part.DEPUTY if request.GET.get("als") == Part.DEPUTY else Part.HOLDER
    since = (seat.valid_from if is_empty else None) or timezone.localdate()
    form = FillForm(request.POST or None, seat=seat, part=part, since=since)
    if request.method == "POST" and form.is_valid():
        good = {**form.cleaned_data, "part": Part(form.cleaned_data["part"])}
        if carried_out(
            form,
            lambda: fill_seat(seat=seat, by=request.member.user, **good),
            {"valid_from": "since", "valid_until": "since"},
        ):
            return done(request, _("Noted."), url_of(request, seat.body))
    return ask(
        request,
        form,
        title=_("Who sits there for %(who)s?") % {"who": seat},
        intro=_("Whoever has held the seat until now leaves the day before. Deputies can be several."),
        submit=_("Note who it is"),
        back=url_of(request, seat.body),
        trail=trail_to(request, seat.body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_BODIES))
    rows = SeatHolder.objects.select_related("seat__body", "seat__institution", "contact", "alliance")
    person: SeatHolder = get_object_or_404(rows, pk=pk)
    body = person.seat.body
    form = EndForm(request.POST or None, until=person.valid_until)
    if carried_out(
        form,
        lambda: leave_seat(person=person, on=form.cleaned_data["on"], by=request.member.user),
        {"valid_until": "on", "valid_from": "on", "name": "on"},
    ):
        return done(request, _("Noted."), url_of(request, body))
    return ask(
        request,
        form,
        title=_("%(name)s leaves the seat") % {"name": person.name},
        intro=_("The seat stays with the institution."),
        submit=_("Note the end"),
        back=url_of(request, body),
        trail=trail_to(request, body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def chair(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_BODIES))
    body = found_or_404(pk)
    form = ChairForm(request.POST or None, body=body)
    if carried_out(
        form,
        lambda: take_chair(body=body, by=request.member.user, **form.cleaned_data),
        {"valid_from": "since", "valid_until": "since"},
    ):
        return done(request, _("Noted."), url_of(request, body))
    return ask(
        request,
        form,
        title=_("Who chairs “%(name)s”?") % {"name": body},
        intro=_("Whoever has chaired until now stops the day before."),
        submit=_("Note who it is"),
        back=url_of(request, body),
        trail=trail_to(request, body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def leave_the_chair(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_BODIES))
    chair: Chair = get_object_or_404(Chair.objects.select_related("body", "alliance"), pk=pk)
    form = DayForm(request.POST or None)
    if carried_out(
        form,
        lambda: leave_chair(chair=chair, on=form.cleaned_data["on"], by=request.member.user),
        {"valid_until": "on", "valid_from": "on"},
    ):
        return done(request, _("Noted."), url_of(request, chair.body))
    return ask(
        request,
        form,
        title=_("%(name)s no longer chairs “%(body)s”") % {"name": chair.name, "body": chair.body},
        submit=_("Note the end"),
        back=url_of(request, chair.body),
        trail=trail_to(request, chair.body),
    )
