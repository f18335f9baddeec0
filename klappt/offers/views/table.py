import datetime
from collections.abc import Iterable
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.core.keys import keys_in
from klappt.offers import tables
from klappt.offers.enums import OfferKind
from klappt.offers.forms.filters import FilterForm
from klappt.offers.models import Offer
from klappt.offers.policies import EDIT_OFFERS, SEE_OFFERS
from klappt.offers.selectors.access import glances, groups_of
from klappt.offers.selectors.catalogue import core_offer, places_on, rules_on
from klappt.offers.selectors.table import carriers, rows, with_details
from klappt.offers.services.offers import change_many, check_offers, remove_offers
from klappt.profiles.selectors.vocabulary import attributes

AT_ONCE = 1000


@require_safe
def offer_list(request: MemberRequest) -> HttpResponse:
    """All offers with whom they let in. What is filtered, and for which day, stands in the address."""
    require(request.member.may(SEE_OFFERS))
    filters = FilterForm(request.GET, carriers=carriers())
    wanted, today = filters.wanted(), timezone.localdate()
    day: datetime.date = filters.cleaned_data.get("tag") or today
    pages: Paginator[Offer] = Paginator(with_details(rows(wanted, day=day), day), filters.per_page())
    page = pages.get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "page": page,
        "rows": tables.rows(
            page.object_list, alliance=request.member.alliance, around=_around(request, page.object_list, day)
        ),
        "columns": tables.COLUMNS,
        "sort": wanted.sort,
        "day": day,
        "is_today": day == today,
        "kinds": OfferKind.choices,
        "may_edit": bool(request.member.may(EDIT_OFFERS)),
    }
    if request.htmx.target == "offers":
        return render(request, "offers/table.html", context)
    return render(request, "offers/list.html", {**context, "there_are": Offer.objects.exists()})


def _around(request: MemberRequest, offers: Iterable[Offer], day: datetime.date) -> tables.Around:
    """Rules, places and answers for the offers of this page only."""
    alliance, shown = request.member.alliance, list(offers)
    groups, places = groups_of(alliance, day), places_on(alliance, day, shown)
    access = {}
    if groups:
        known, rules = attributes(alliance), rules_on(alliance, day, shown)
        cores = [core_offer(each, rules.get(each.pk), places.get(each.pk), known) for each in shown]
        access = glances(cores, groups, known, day)
    return tables.Around(places, access, day)


def chosen(request: HttpRequest) -> list[Offer]:
    """The offers whose boxes were ticked; what is not of this alliance is not among them."""
    wanted = request.POST.getlist("chosen") or request.GET.getlist("chosen")
    return list(Offer.objects.filter(pk__in=keys_in(wanted[:AT_ONCE])).order_by("position", "pk"))


@require_POST
def act(request: MemberRequest) -> HttpResponse:
    """Select several, act once."""
    require(request.member.may(EDIT_OFFERS))
    found, action = chosen(request), request.POST.get("action", "")
    if not found:
        messages.warning(request, _("Please select offers first."))
    elif action == "remove":
        return render(request, "offers/remove.html", {"offers": found, "back": _back(request)})
    elif action == "checked":
        count = check_offers(offers=found, on=timezone.localdate(), by=request.member.user)
        _tell(request, count, ngettext("%(n)d offer is checked.", "%(n)d offers are checked.", count))
    elif action == "kind" and request.POST.get("kind") in OfferKind:
        count = change_many(offers=found, by=request.member.user, kind=request.POST["kind"])
        _tell(request, count, ngettext("%(n)d offer was changed.", "%(n)d offers were changed.", count))
    elif action == "ask":
        keys = urlencode([("chosen", offer.pk) for offer in found])
        return HttpResponseRedirect(f"{reverse('offers:ask', args=[request.member.alliance.key])}?{keys}")
    else:
        messages.warning(request, _("Please choose what is to be set."))
    return _to_the_table(request)


@require_POST
def remove_several(request: MemberRequest) -> HttpResponse:
    require(request.member.may(EDIT_OFFERS))
    count = remove_offers(offers=chosen(request), by=request.member.user)
    _tell(request, count, ngettext("%(n)d offer was removed.", "%(n)d offers were removed.", count))
    return _to_the_table(request)


def _tell(request: HttpRequest, count: int, words: str) -> None:
    messages.success(request, words % {"n": count})


def _back(request: HttpRequest) -> str:
    return request.POST.get("back", "")[:2000]


def _to_the_table(request: MemberRequest) -> HttpResponseRedirect:
    """Back to the same excerpt of the table; `back` is only ever what stands behind the question mark."""
    url = reverse("offers:list", args=[request.member.alliance.key])
    back = _back(request)
    return HttpResponseRedirect(f"{url}?{back}" if back else url)
