"""Give seats, put them right, end them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.actors.models import Institution
from klappt.alliances.requests import MemberRequest
from klappt.bodies.forms.bodies import EndForm
from klappt.bodies.forms.seats import GiveSeatForm, SeatForInstitutionForm, SeatForm
from klappt.bodies.models import Seat
from klappt.bodies.policies import EDIT_BODIES
from klappt.bodies.services.seats import change_seat, end_seat, give_seat
from klappt.bodies.views.editing import found_or_404, trail_to, url_of
from klappt.ui.verbs import ask, carried_out, done, made_with

COLUMNS = {"valid_from": "since", "valid_until": "until"}


def seat_or_404(pk: int) -> Seat:
    seat: Seat = get_object_or_404(Seat.objects.select_related("body", "institution", "alliance"), pk=pk)
    return seat


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_BODIES))
    body = found_or_404(pk)
    form = GiveSeatForm(request.POST or None)
    made = made_with(form, lambda: give_seat(body=body, by=request.member.user, **form.cleaned_data), COLUMNS)
    if made is not None:
        words = _("%(who)s has a seat now. Who sits there?") % {"who": made}
        return done(request, words, reverse("bodies:fill", args=[request.member.alliance.key, made.pk]))
    return ask(
        request,
        form,
        title=_("A seat in “%(name)s”") % {"name": body},
        intro=_("The seat belongs to the institution. Who fills it is asked next."),
        submit=_("Give the seat"),
        back=url_of(request, body),
        trail=trail_to(request, body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def give_to(request: MemberRequest, pk: int) -> HttpResponse:
    """The same from the institution's side."""
    require(request.member.may(EDIT_BODIES))
    institution = get_object_or_404(Institution, pk=pk)
    form = SeatForInstitutionForm(request.POST or None, institution=institution)
    url = reverse("actors:institution", args=[request.member.alliance.key, pk])
    if carried_out(
        form,
        lambda: give_seat(institution=institution, by=request.member.user, **form.cleaned_data),
        {**COLUMNS, "institution": "body"},
    ):
        return done(request, _("The seat is noted."), url)
    return ask(
        request,
        form,
        title=_("A seat for %(who)s") % {"who": institution},
        submit=_("Note the seat"),
        back=url,
        trail=[
            (reverse("actors:list", args=[request.member.alliance.key]), _("Actors")),
            (url, str(institution)),
        ],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_BODIES))
    seat = seat_or_404(pk)
    form = SeatForm(request.POST or None, initial={"field": seat.field, "note": seat.note})
    if carried_out(form, lambda: change_seat(seat=seat, by=request.member.user, **form.cleaned_data)):
        return done(request, _("Saved."), url_of(request, seat.body))
    return ask(
        request,
        form,
        title=_("The seat of %(who)s") % {"who": seat},
        submit=_("Save"),
        icon="save",
        back=url_of(request, seat.body),
        trail=trail_to(request, seat.body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_BODIES))
    seat = seat_or_404(pk)
    form = EndForm(request.POST or None, until=seat.valid_until)
    if carried_out(
        form,
        lambda: end_seat(seat=seat, on=form.cleaned_data["on"], by=request.member.user),
        {"valid_until": "on", "institution": "on"},
    ):
        return done(request, _("The end of the seat is noted."), url_of(request, seat.body))
    return ask(
        request,
        form,
        title=_("End of the seat: %(who)s") % {"who": seat},
        intro=_("Whoever fills the seat leaves with it. Both stay to be read."),
        submit=_("Note the end"),
        back=url_of(request, seat.body),
        trail=trail_to(request, seat.body),
    )
