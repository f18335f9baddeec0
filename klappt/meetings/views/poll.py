"""Finding a date: asking, how it stands, reminding, choosing."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.meetings.forms.poll import ChooseForm, PollForm, ProposalsForm
from klappt.meetings.models import DatePoll, Meeting
from klappt.meetings.policies import RUN_MEETINGS, SEE_MEETINGS
from klappt.meetings.selectors.meetings import bodies_on
from klappt.meetings.selectors.poll import standing
from klappt.meetings.services.more_dates import propose_more
from klappt.meetings.services.polling import MOST_DATES, choose_date, open_poll, remind_voters
from klappt.meetings.views.meeting import page_of, suggested, trail_to
from klappt.ui.verbs import ask, carried_out, done, made_with


def find(pk: int) -> DatePoll:
    """The search of the meeting with this key."""
    found: DatePoll = get_object_or_404(
        DatePoll.objects.select_related("meeting__body", "meeting__alliance", "alliance"),
        # Through the meeting's own key: a number beyond 64 bits is no row there, and an error in a column.
        meeting__in=Meeting.objects.filter(pk=pk).order_by(),
    )
    return found


def poll_page(request: MemberRequest, meeting: Meeting) -> str:
    return reverse("meetings:poll", args=[request.member.alliance.key, meeting.pk])


@require_safe
def poll(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(SEE_MEETINGS))
    found, now = find(pk), timezone.now()
    stands = standing(found)
    context = {
        "poll": found,
        "meeting": found.meeting,
        "standing": stands,
        "is_open": found.closed_at is None and timezone.localdate(now) <= found.closes_on,
        "runs": bool(request.member.may(RUN_MEETINGS)),
        "may_have_more": found.closed_at is None and len(stands.columns) < MOST_DATES,
        "trail": trail_to(request, found.meeting),
    }
    return render(request, "meetings/poll.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: MemberRequest) -> HttpResponse:
    require(request.member.may(RUN_MEETINGS))
    alliance, bodies = request.member.alliance, bodies_on(timezone.localdate())
    if not bodies:
        return redirect("meetings:list", alliance.key)
    if "more" in request.POST:
        return _page(request, PollForm.with_more(request.POST, bodies=bodies, most=MOST_DATES))
    form = PollForm(request.POST or None, bodies=bodies, initial=suggested(request, bodies), most=MOST_DATES)
    if request.method == "POST" and form.is_valid():
        good = form.cleaned_data
        common = {name: good[name] for name in ("body", "title", "minutes", "place", "video", "closes_on")}
        made = made_with(
            form, lambda: open_poll(by=request.member.user, dates=form.dates(), **common), {"dates": "day_1"}
        )
        if made is not None:
            words = _("Everybody has been asked. The answers stand here.")
            return done(request, words, poll_page(request, made.meeting))
    return _page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def more(request: MemberRequest, pk: int) -> HttpResponse:
    """More dates for a search that goes on."""
    require(request.member.may(RUN_MEETINGS))
    found = find(pk)
    page, left = poll_page(request, found.meeting), MOST_DATES - found.dates.count()
    if found.closed_at is not None or left < 1:
        return redirect(page)
    if "more" in request.POST:
        return _page(request, ProposalsForm.with_more(request.POST, most=left), found)
    form = ProposalsForm(request.POST or None, most=left)
    if request.method == "POST" and form.is_valid():
        closes_on, by = form.cleaned_data["closes_on"], request.member.user
        if carried_out(
            form,
            lambda: propose_more(poll=found, dates=form.dates(), closes_on=closes_on, by=by),
            {"dates": "day_1"},
        ):
            return done(request, _("Everybody has been asked about the new dates."), page)
    return _page(request, form, found)


def _page(request: MemberRequest, form: ProposalsForm, poll: DatePoll | None = None) -> HttpResponse:
    """The form with its lines of dates. `poll`: the search that gets more of them."""
    context: dict[str, Any] = {
        "form": form,
        "poll": poll,
        "trail": trail_to(request, poll.meeting if poll else None),
        "back": poll_page(request, poll.meeting) if poll else "",
        "most": MOST_DATES,
    }
    return render(request, "meetings/plan_poll.html", context, status=422 if form.is_bound else 200)


@require_POST
def remind(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_MEETINGS))
    found = find(pk)
    count = remind_voters(poll=found, by=request.member.user)
    words = ngettext("%(count)d reminder is on its way.", "%(count)d reminders are on their way.", count)
    nobody = _("Nobody needs a reminder today.")
    return done(request, words % {"count": count} if count else nobody, poll_page(request, found.meeting))


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_MEETINGS))
    found = find(pk)
    if found.closed_at is not None:
        return redirect(page_of(request, found.meeting))
    stands = standing(found)
    first = stands.best.date.pk if stands.best else None
    form = ChooseForm(request.POST or None, dates=found.dates.all(), initial={"date": first})
    if request.method == "POST" and form.is_valid():
        good, by = form.cleaned_data, request.member.user
        if carried_out(form, lambda: choose_date(date=good["date"], by=by, invites=good["invites"])):
            return done(
                request, _("The date stands, everybody asked is told."), page_of(request, found.meeting)
            )
    return ask(
        request,
        form,
        title=_("Choose the date"),
        intro=stands.says,
        submit=_("Choose and tell everybody"),
        icon="send",
        back=poll_page(request, found.meeting),
        trail=[*trail_to(request, found.meeting), (poll_page(request, found.meeting), _("Finding a date"))],
    )
