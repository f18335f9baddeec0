"""One offer: shown with everything, for any day; added, edited; what it leads to."""

import datetime
import json
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from klappt.accounts.policies import require
from klappt.alliances.policies import READ_TRAIL
from klappt.alliances.requests import MemberRequest
from klappt.alliances.selectors.trail import Told, Wanted, told, trail
from klappt.offers import tables
from klappt.offers.forms.effects import EffectFormSet
from klappt.offers.forms.offer import EntryForm
from klappt.offers.models import AccessRule, Offer
from klappt.offers.policies import EDIT_OFFERS, SEE_OFFERS
from klappt.offers.selectors.access import groups_of, let_in
from klappt.offers.selectors.catalogue import core_offer, effects_of, read_stored
from klappt.offers.selectors.providers import open_questions
from klappt.offers.services.cells import edit_offer
from klappt.offers.services.offers import add_offer, change_offer
from klappt.offers.views.verbs import page_of
from klappt.profiles.selectors.vocabulary import attributes, vocabulary
from klappt.profiles.words import Said, effect_words, said
from klappt.ui.days import DayField
from klappt.ui.verbs import done, made_with, say_saved

LATEST = 8


@require_safe
def show(request: MemberRequest, pk: int) -> HttpResponse:
    """Everything about one offer, as it stood on the day that is asked for."""
    require(request.member.may(SEE_OFFERS))
    offer = get_object_or_404(Offer, pk=pk)
    return render(request, "offers/offer.html", _page(request, offer))


def _page(request: MemberRequest, offer: Offer) -> dict[str, Any]:
    today = timezone.localdate()
    day = day_asked(request) or today
    known = attributes(request.member.alliance)
    rules = list(offer.rules.order_by("-valid_from", "-pk"))
    rule = next((row for row in rules if row.replaced_at is None and row.holds_on(day)), None)
    counts = list(offer.place_counts.all())
    counted = next((row for row in counts if row.as_of <= day), None)
    access = core_offer(offer, rule, counted, known)
    groups = groups_of(request.member.alliance, day)
    roles = list(offer.roles.select_related("institution").order_by("role", "valid_from", "pk"))
    return {
        "offer": offer,
        "day": day,
        "is_today": day == today,
        "standing": tables.standing(offer, day),
        "rule": rule,
        "said": _said(rule, known),
        "rules": [(row, _said(row, known)) for row in rules if row != rule],
        "groups": groups,
        "lets_in": let_in(access.access, groups, known, access, day),
        "effects": [effect_words(each, known) for each in effects_of(offer, known)],
        "roles": [row for row in roles if row.holds_on(day)],
        "earlier_roles": [row for row in roles if not row.holds_on(day)],
        "places": counted,
        "counts": [row for row in counts if row != counted],
        "check": tables.check_state(offer, today) or "never_checked",
        "expires": offer.check_expires_on(),
        "second_texts": offer.second_texts.filter(settled_at=None).select_related("by"),
        "history": _history(request, offer),
        "questions": open_questions(offer),
        "may_edit": bool(request.member.may(EDIT_OFFERS)),
    }


def day_asked(request: MemberRequest) -> datetime.date | None:
    """The day in the address; what is none counts as not asked."""
    try:
        found: datetime.date | None = DayField(required=False).clean(request.GET.get("tag", "")[:10])
    except ValidationError:
        return None
    return found


def _said(rule: AccessRule | None, known: Any) -> Said | None:
    return said(read_stored(rule.condition, known), known) if rule else None


def _history(request: MemberRequest, offer: Offer) -> list[Told]:
    """The latest events around this offer, for those who may read the trail."""
    if not request.member.may(READ_TRAIL):
        return []
    return told(list(trail(request.member.alliance, Wanted(thing=f"offers.offer:{offer.pk}"))[:LATEST]))


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: MemberRequest) -> HttpResponse:
    """A new offer, or with `?stufe=idee` an idea that does not exist yet."""
    require(request.member.may(EDIT_OFFERS))
    is_idea = request.GET.get("stufe") == "idee"
    form = EntryForm(request.POST or None, is_idea=is_idea)
    added = made_with(
        form, lambda: add_offer(alliance=request.member.alliance, by=request.member.user, **form.values())
    )
    if added is not None:
        words = _("“%(name)s” is there now. Next: whom does it let in?") % {"name": added}
        return done(request, words, page_of(request, added))
    context = {"form": form, "offer": None, "is_idea": is_idea}
    return render(request, "offers/edit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_OFFERS))
    offer = get_object_or_404(Offer, pk=pk)
    form = EntryForm(request.POST or None, offer=offer)
    seconds = made_with(
        form,
        lambda: edit_offer(offer=offer, texts=form.texts(), opened=form.opened(), by=request.member.user),
    )
    if seconds is not None:
        say_saved(request, both_kept=bool(seconds))
        return redirect(page_of(request, offer))
    context = {"form": form, "offer": offer, "is_idea": offer.is_idea}
    return render(request, "offers/edit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def effects(request: MemberRequest, pk: int) -> HttpResponse:
    """What holds after the offer. Who saves second sees what the first one saved."""
    require(request.member.may(EDIT_OFFERS))
    offer = get_object_or_404(Offer, pk=pk)
    known = attributes(request.member.alliance)
    stamp = json.dumps(offer.effects, sort_keys=True)
    lines = EffectFormSet(
        request.POST or None, asked=vocabulary(request.member.alliance), effects=effects_of(offer, known)
    )
    status, theirs = 200, []
    if request.method == "POST":
        status = 422
        if lines.is_valid() and request.POST.get("opened", stamp) == stamp:
            change_offer(offer=offer, by=request.member.user, effects=lines.effects())
            return done(request, _("Saved."), page_of(request, offer))
        if lines.is_valid():
            status, theirs = 409, [effect_words(each, known) for each in effects_of(offer, known)]
    context = {"offer": offer, "lines": lines, "stamp": stamp, "theirs": theirs, "is_late": status == 409}
    return render(request, "offers/effects.html", context, status=status)
