"""What can be done with one offer: ended, opened, checked, removed; roles and places."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
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
from klappt.offers.views.verbs import below, page_of
from klappt.ui.verbs import ask, carried_out, done


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_OFFERS))
    offer = get_object_or_404(Offer, pk=pk)
    form = OnDayForm(request.POST or None, label=_("There until"), day=timezone.localdate())
    if carried_out(
        form,
        lambda: end_offer(offer=offer, on=form.cleaned_data["on"], by=request.member.user),
        {"valid_until": "on"},
    ):
        return done(request, _("The end is noted. The offer stays visible."), page_of(request, offer))
    return ask(
        request,
        form,
        title=_("“%(name)s” ends") % {"name": offer},
        submit=_("Note the end"),
        intro=_("The offer stays in the list as ended, so that one can look back."),
        **below(request, offer),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def open_up(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_OFFERS))
    offer = get_object_or_404(Offer, pk=pk, stage=Stage.IDEA)
    form = OnDayForm(request.POST or None, label=_("There since"), day=timezone.localdate())
    if form.is_valid():
        open_idea(offer=offer, since=form.cleaned_data["on"], by=request.member.user)
        return done(request, _("The idea is an offer now."), page_of(request, offer))
    return ask(
        request,
        form,
        title=_("“%(name)s” begins") % {"name": offer},
        submit=_("Make it an offer"),
        intro=_("From this day on the offer exists. Rule, roles and places stay as they are."),
        **below(request, offer),
    )


@require_POST
def checked(request: MemberRequest, pk: int) -> HttpResponse:
    """Somebody has looked at everything today and found it right."""
    require(request.member.may(EDIT_OFFERS))
    offer = get_object_or_404(Offer, pk=pk)
    check_offers(offers=[offer], on=timezone.localdate(), by=request.member.user)
    return done(request, _("Noted: checked today."), page_of(request, offer))


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Only for what was entered by mistake; what has come to an end is ended."""
    require(request.member.may(EDIT_OFFERS))
    offer = get_object_or_404(Offer, pk=pk)
    if request.method == "POST":
        remove_offers(offers=[offer], by=request.member.user)
        words = _("“%(name)s” was removed.") % {"name": offer}
        return done(request, words, reverse("offers:list", args=[request.member.alliance.key]))
    return render(request, "offers/remove.html", {"offers": [offer], "back": ""})


@require_http_methods(["GET", "HEAD", "POST"])
def places(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_OFFERS))
    offer = get_object_or_404(Offer, pk=pk)
    form = PlacesForm(request.POST or None, day=timezone.localdate())
    if form.is_valid():
        count_places(offer=offer, by=request.member.user, **form.cleaned_data)
        return done(request, _("The places are noted. Earlier numbers stay."), page_of(request, offer))
    return ask(
        request,
        form,
        title=_("Places of “%(name)s”") % {"name": offer},
        submit=_("Note the places"),
        intro=_("How many people can begin in a year, as far as you know on that day."),
        **below(request, offer),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def role(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_OFFERS))
    offer = get_object_or_404(Offer, pk=pk)
    form = RoleForm(request.POST or None)
    if carried_out(
        form,
        lambda: give_role(offer=offer, by=request.member.user, **form.cleaned_data),
        {"valid_from": "since", "valid_until": "until"},
    ):
        return done(request, _("The institution is named."), page_of(request, offer))
    return ask(
        request,
        form,
        title=_("Who has to do with “%(name)s”?") % {"name": offer},
        submit=_("Name the institution"),
        intro=_("The institution has to stand in the table of actors."),
        **below(request, offer),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def role_ends(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_OFFERS))
    row = get_object_or_404(OfferRole.objects.select_related("offer", "institution"), pk=pk)
    form = OnDayForm(request.POST or None, label=_("Until"), day=timezone.localdate())
    if carried_out(
        form,
        lambda: end_role(role=row, on=form.cleaned_data["on"], by=request.member.user),
        {"valid_until": "on"},
    ):
        return done(request, _("The end is noted."), page_of(request, row.offer))
    return ask(
        request,
        form,
        title=_("%(role)s: until when?") % {"role": row},
        submit=_("Note the end"),
        **below(request, row.offer),
    )


@require_POST
def role_removed(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_OFFERS))
    row = get_object_or_404(OfferRole.objects.select_related("offer", "institution"), pk=pk)
    remove_role(role=row, by=request.member.user)
    return done(request, _("Taken out. The history keeps it."), page_of(request, row.offer))
