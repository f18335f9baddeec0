"""What can be done with one offer: ended, opened, checked, removed; roles and places."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.offers.enums import Stage
from klappt.offers.forms.offer import OnDayForm, PlacesForm
from klappt.offers.forms.roles import RoleForm
from klappt.offers.models import Offer, OfferRole
from klappt.offers.policies import EDIT_OFFERS
from klappt.offers.services.offers import check_offers, end_offer, open_idea, remove_offers
from klappt.offers.services.places import count_places
from klappt.offers.services.roles import end_role, give_role, remove_role
from klappt.offers.views.verbs import add_errors, ask, done


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_OFFERS))
    offer = get_object_or_404(Offer, pk=pk)
    form = OnDayForm(request.POST or None, label=_("There until"), day=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            end_offer(offer=offer, on=form.cleaned_data["on"], by=request.member.user)
        except ValidationError as wrong:
            add_errors(form, wrong, {"valid_until": "on"})
        else:
            return done(request, offer, _("The end is noted. The offer stays visible."))
    return ask(
        request,
        offer,
        form,
        title=_("“%(name)s” ends") % {"name": offer},
        submit=_("Note the end"),
        intro=_("The offer stays in the list as ended, so that one can look back."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def open_up(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_OFFERS))
    offer = get_object_or_404(Offer, pk=pk, stage=Stage.IDEA)
    form = OnDayForm(request.POST or None, label=_("There since"), day=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        open_idea(offer=offer, since=form.cleaned_data["on"], by=request.member.user)
        return done(request, offer, _("The idea is an offer now."))
    return ask(
        request,
        offer,
        form,
        title=_("“%(name)s” begins") % {"name": offer},
        submit=_("Make it an offer"),
        intro=_("From this day on the offer exists. Rule, roles and places stay as they are."),
    )


@require_POST
def checked(request: MemberRequest, pk: int) -> HttpResponse:
    """Somebody has looked at everything today and found it right."""
    require(request.member.may(EDIT_OFFERS))
    offer = get_object_or_404(Offer, pk=pk)
    check_offers(offers=[offer], on=timezone.localdate(), by=request.member.user)
    return done(request, offer, _("Noted: checked today."))


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Only for what was entered by mistake; what has come to an end is ended."""
    require(request.member.may(EDIT_OFFERS))
    offer = get_object_or_404(Offer, pk=pk)
    if request.method == "POST":
        remove_offers(offers=[offer], by=request.member.user)
        messages.success(request, _("“%(name)s” was removed.") % {"name": offer})
        return redirect("offers:list", request.member.alliance.key)
    return render(request, "offers/remove.html", {"offers": [offer], "back": ""})


@require_http_methods(["GET", "HEAD", "POST"])
def places(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_OFFERS))
    offer = get_object_or_404(Offer, pk=pk)
    form = PlacesForm(request.POST or None, day=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        count_places(offer=offer, by=request.member.user, **form.cleaned_data)
        return done(request, offer, _("The places are noted. Earlier numbers stay."))
    return ask(
        request,
        offer,
        form,
        title=_("Places of “%(name)s”") % {"name": offer},
        submit=_("Note the places"),
        intro=_("How many people can begin in a year, as far as you know on that day."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def role(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_OFFERS))
    offer = get_object_or_404(Offer, pk=pk)
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            give_role(offer=offer, by=request.member.user, **form.cleaned_data)
        except ValidationError as wrong:
            add_errors(form, wrong, {"valid_from": "since", "valid_until": "until"})
        else:
            return done(request, offer, _("The institution is named."))
    return ask(
        request,
        offer,
        form,
        title=_("Who has to do with “%(name)s”?") % {"name": offer},
        submit=_("Name the institution"),
        intro=_("The institution has to stand in the table of actors."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def role_ends(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_OFFERS))
    row = get_object_or_404(OfferRole.objects.select_related("offer", "institution"), pk=pk)
    form = OnDayForm(request.POST or None, label=_("Until"), day=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            end_role(role=row, on=form.cleaned_data["on"], by=request.member.user)
        except ValidationError as wrong:
            add_errors(form, wrong, {"valid_until": "on"})
        else:
            return done(request, row.offer, _("The end is noted."))
    return ask(
        request,
        row.offer,
        form,
        title=_("%(role)s: until when?") % {"role": row},
        submit=_("Note the end"),
    )


@require_POST
def role_removed(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_OFFERS))
    row = get_object_or_404(OfferRole.objects.select_related("offer", "institution"), pk=pk)
    remove_role(role=row, by=request.member.user)
    return done(request, row.offer, _("Taken out. The history keeps it."))
