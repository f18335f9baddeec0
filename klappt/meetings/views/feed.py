"""Meetings in one's own calendar: the page with the address, and what opens at it."""

import hashlib

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.meetings.forms.feed import FeedForm
from klappt.meetings.policies import SEE_MEETINGS
from klappt.meetings.selectors.feed import address_behind, calendar_of, feed_address
from klappt.meetings.services.feeds import choose_content, renew_feed, stop_feed
from klappt.meetings.views.meeting import trail_to
from klappt.ui.verbs import done


@require_http_methods(["GET", "HEAD", "POST"])
def own_feed(request: MemberRequest) -> HttpResponse:
    """The address is shown once, right after it was made: only whoever has it can read the calendar."""
    require(request.member.may(SEE_MEETINGS))
    user, address = request.member.user, ""
    known = feed_address(user)
    form = FeedForm(request.POST or None, initial={"only_own": known.only_own if known else False})
    if request.method == "POST" and form.is_valid():
        here, action = request.path, request.POST.get("action", "")
        if action == "stop":
            stop_feed(user=user)
            return done(request, _("The calendar is switched off. Its address is dead."), here)
        if action == "content" and known:
            choose_content(user=user, only_own=form.cleaned_data["only_own"])
            return done(request, _("Saved."), here)
        secret = renew_feed(user=user, only_own=form.cleaned_data["only_own"])
        address = settings.PUBLIC_URL + reverse("answering:feed", args=[secret])
        known = feed_address(user)
    context = {"form": form, "known": known, "address": address, "trail": trail_to(request)}
    response = render(request, "meetings/feed.html", context)
    if address:
        response.headers["Cache-Control"] = "no-store"
    return response


@login_not_required
@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponseBase:
    """What a calendar program fetches by itself; silent about addresses it does not know."""
    address = address_behind(secret)
    if address is None:
        raise Http404
    with translation.override(address.user.language or settings.LANGUAGE_CODE):
        content = calendar_of(address)
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, max-age=300"
    response.headers["Content-Disposition"] = 'inline; filename="klappt.ics"'
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return get_conditional_response(request, etag=etag, response=response) or response
