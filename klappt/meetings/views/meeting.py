"""The list of meetings, the page of one, planning, changing and calling off (A5)."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.meetings.enums import MeetingState
from klappt.meetings.forms.invitation import ReplyForm
from klappt.meetings.forms.meeting import MeetingFilterForm, MeetingForm, NewMeetingForm, ReasonForm
from klappt.meetings.models import Meeting
from klappt.meetings.policies import RUN_MEETINGS, SEE_MEETINGS, WRITE_MINUTES
from klappt.meetings.selectors.agenda import timetable
from klappt.meetings.selectors.invitation import answers, own_places
from klappt.meetings.selectors.meetings import bodies_on, meetings, next_title, previous
from klappt.meetings.selectors.next_step import next_step
from klappt.meetings.selectors.room import items_with_all
from klappt.meetings.services.meetings import cancel_meeting, change_meeting, plan_meeting
from klappt.meetings.services.places import differences
from klappt.meetings.services.replying import open_doubts
from klappt.ui.verbs import ask, carried_out, done, made_with

PER_PAGE = 25


def find(pk: int) -> Meeting:
    found: Meeting = get_object_or_404(
        Meeting.objects.select_related("alliance", "body", "series", "poll"), pk=pk
    )
    return found


def page_of(request: MemberRequest, meeting: Meeting) -> str:
    return reverse("meetings:meeting", args=[request.member.alliance.key, meeting.pk])


def trail_to(request: MemberRequest, meeting: Meeting | None = None) -> list[tuple[str, str]]:
    """The way back: all meetings, and this one."""
    steps = [(reverse("meetings:list", args=[request.member.alliance.key]), _("Meetings"))]
    return [*steps, (page_of(request, meeting), str(meeting))] if meeting else steps


@require_safe
def meeting_list(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_MEETINGS))
    now, bodies = timezone.now(), bodies_on(timezone.localdate())
    filters = MeetingFilterForm(request.GET, bodies=bodies)
    body = filters.wanted()
    found = meetings(now, body)
    context = {
        "coming": found.coming,
        "page": Paginator(found.past, PER_PAGE).get_page(request.GET.get("page")),
        "filters": filters,
        "body": body,
        "has_bodies": bool(bodies),
        "runs": bool(request.member.may(RUN_MEETINGS)),
        "now": now,
    }
    return render(request, "meetings/list.html", context)


@require_safe
def meeting(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(SEE_MEETINGS))
    found, now, runs = find(pk), timezone.now(), bool(request.member.may(RUN_MEETINGS))
    answered = answers(found)
    has_news = runs and found.state == MeetingState.INVITED and bool(differences(found))
    context = {
        "meeting": found,
        "step": next_step(found, request.member, now, answered, has_news=has_news),
        "answers": answered,
        "doubts": open_doubts(found) if runs else [],
        "own_form": _own_form(request, found),
        "runs": runs,
        "last": previous(found),
        "now": now,
        "agenda": timetable(found, items_with_all(found)),
        "takes_part": bool(request.member.may(WRITE_MINUTES)),
    }
    return render(request, "meetings/meeting.html", context)


def _own_form(request: MemberRequest, meeting: Meeting) -> ReplyForm | None:
    """The question whether one comes, for whoever has a place and was invited."""
    if meeting.state != MeetingState.INVITED:
        return None
    user = request.member.user
    places = own_places(meeting, user.email, user.pk)
    return ReplyForm(place=places[0]) if places else None


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: MemberRequest) -> HttpResponse:
    require(request.member.may(RUN_MEETINGS))
    alliance, bodies = request.member.alliance, bodies_on(timezone.localdate())
    if not bodies:
        return redirect("meetings:list", alliance.key)
    form = NewMeetingForm(request.POST or None, bodies=bodies, initial=suggested(request, bodies))
    if request.method == "POST" and form.is_valid():
        body = form.cleaned_data["body"]
        made = made_with(form, lambda: plan_meeting(body=body, by=request.member.user, **form.values()))
        if made is not None:
            return done(
                request, _("The meeting is planned. Nobody has been told yet."), page_of(request, made)
            )
    return ask(
        request,
        form,
        title=_("Plan a meeting"),
        intro=_("This writes down when and where. Nobody is told before you send the invitation."),
        submit=_("Plan the meeting"),
        icon="calendar",
        back=reverse("meetings:list", args=[alliance.key]),
        trail=trail_to(request),
        template="meetings/plan.html",
        bodies=bodies,
    )


def suggested(request: MemberRequest, bodies: Any) -> dict[str, Any]:
    """The body from the address or the first one, the next number, and the place of last time."""
    filters = MeetingFilterForm(request.GET, bodies=bodies)
    body = filters.wanted() or bodies[0]
    last = Meeting.objects.filter(body=body).exclude(place="").order_by("-starts_at", "-pk").first()
    return {"body": body.pk, "title": next_title(body), "place": last.place if last else ""}


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_MEETINGS))
    found = find(pk)
    if found.is_settled:
        return redirect(page_of(request, found))
    form = MeetingForm(request.POST or None, meeting=found)
    if request.method == "POST" and form.is_valid():
        by = request.member.user
        made = made_with(form, lambda: change_meeting(meeting=found, by=by, **form.values()))
        if made is not None:
            is_told = made.sequence > found.sequence
            words = _("Changed. Everybody invited is told by mail.") if is_told else _("Changed.")
            return done(request, words, page_of(request, found))
    is_known = found.state == "invited"
    return ask(
        request,
        form,
        title=_("Change the meeting"),
        intro=_("Whoever was invited gets a mail with what is new, and the calendars move along.")
        if is_known
        else "",
        submit=_("Change and tell everybody") if is_known else _("Save"),
        icon="send" if is_known else "save",
        back=page_of(request, found),
        trail=trail_to(request, found),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_MEETINGS))
    found = find(pk)
    if found.is_settled:
        return redirect(page_of(request, found))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, by = form.cleaned_data["reason"], request.member.user
        if carried_out(form, lambda: cancel_meeting(meeting=found, reason=reason, by=by)):
            return done(request, _("The meeting is cancelled."), page_of(request, found))
    return ask(
        request,
        form,
        title=_("Cancel “%(meeting)s”") % {"meeting": found},
        intro=_(
            "It stays in the list with the reason. Whoever was invited is told; it leaves their calendars."
        ),
        submit=_("Cancel the meeting"),
        icon="x-circle",
        back=page_of(request, found),
        trail=trail_to(request, found),
    )
