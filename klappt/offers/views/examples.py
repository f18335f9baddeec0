"""The example catalogue: looking at it, copying from it, deciding on what a newer edition says (B3)."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.core.catalogue import Offer
from klappt.offers.models import ExampleCopy
from klappt.offers.policies import EDIT_OFFERS, SEE_OFFERS
from klappt.offers.selectors.example_words import field_news, leads_to
from klappt.offers.selectors.examples import (
    Shown,
    all_news,
    example_catalogue,
    news_of,
    shown_examples,
)
from klappt.offers.services.examples import copy_examples, decide_example
from klappt.profiles.words import said, spoken


@dataclass(frozen=True)
class Section:
    """A part of the list: what runs, and what has ended and is kept as an example."""

    title: str
    rows: list[Shown]
    may_pick_all: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
def examples(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_OFFERS if request.method != "POST" else EDIT_OFFERS))
    if request.method == "POST":
        return _copy(request)
    rows, today = shown_examples(), timezone.localdate()
    context = {
        "catalogue": example_catalogue(),
        "title": spoken(example_catalogue().header.titles),
        "sections": [
            Section(_("In force"), [row for row in rows if not row.has_ended(today)], may_pick_all=True),
            Section(_("Ended: only as an example"), [row for row in rows if row.has_ended(today)]),
        ],
        "news": all_news(),
        "copied": sum(row.offer is not None for row in rows),
        "total": len(rows),
        "may_edit": bool(request.member.may(EDIT_OFFERS)),
    }
    return render(request, "offers/examples/list.html", context)


def _copy(request: MemberRequest) -> HttpResponse:
    here = redirect("offers:examples", request.member.alliance.key)
    wanted = request.POST.getlist("chosen")
    if not wanted:
        messages.warning(request, _("Nothing was selected. Please tick the offers you want to copy."))
        return here
    try:
        copies = copy_examples(alliance=request.member.alliance, keys=wanted, by=request.member.user)
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
        return here
    words = ngettext(
        "%(count)d offer is yours now. Please check whether it is right for your place.",
        "%(count)d offers are yours now. Please check whether they are right for your place.",
        len(copies),
    )
    messages.success(request, words % {"count": len(copies)})
    return here


@require_safe
def example(request: MemberRequest, key: str) -> HttpResponse:
    """One example in full: its rule in words, with source, date and doubt."""
    require(request.member.may(SEE_OFFERS))
    row = next((each for each in shown_examples() if each.example.key == key), None)
    if row is None:
        raise Http404
    context = {
        "row": row,
        "offer": row.example,
        "name": spoken(row.example.names, key),
        "rule": _rule(row.example),
        "leads_to": leads_to(row.example, example_catalogue().attributes),
        "catalogue": example_catalogue(),
        "title": spoken(example_catalogue().header.titles),
        "has_ended": row.has_ended(timezone.localdate()),
        "may_edit": bool(request.member.may(EDIT_OFFERS)),
    }
    return render(request, "offers/examples/one.html", context)


def _rule(offer: Offer) -> object:
    return said(offer.access, example_catalogue().attributes) if offer.access is not None else None


@require_http_methods(["GET", "HEAD", "POST"])
def newer_example(request: MemberRequest, pk: int) -> HttpResponse:
    """What a newer edition says of a copied offer, beside what the alliance has; take over or leave."""
    require(request.member.may(EDIT_OFFERS))
    # By its key: a number too large for the database is then no offer, and not an error.
    copies = ExampleCopy.objects.select_related("offer", "offer__alliance")
    copy = get_object_or_404(copies, offer__pk=pk)
    news = news_of(copy)
    if request.method == "POST":
        return _decide(request, copy)
    if news is None:
        messages.info(request, _("There is nothing new to decide on for this offer."))
        return redirect("offers:examples", request.member.alliance.key)
    context = {"news": news, "offer": copy.offer, "fields": field_news(news, request.member.alliance)}
    return render(request, "offers/examples/newer.html", context)


def _decide(request: MemberRequest, copy: ExampleCopy) -> HttpResponse:
    taken = {name.removeprefix("take-") for name, value in request.POST.items() if value == "example"}
    try:
        decided = decide_example(
            copy=copy, taken=taken, seen=request.POST.get("seen", ""), by=request.member.user
        )
    except ValidationError as wrong:
        messages.warning(request, " ".join(wrong.messages))
        return redirect("offers:newer_example", request.member.alliance.key, copy.offer.pk)
    if decided["taken"]:
        messages.success(request, _("Taken over. What you left stays as you have it."))
    else:
        messages.success(request, _("Decided: everything stays as you have it."))
    return redirect("offers:examples", request.member.alliance.key)
