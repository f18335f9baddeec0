"""The running meeting: whoever chairs it leads on, everybody at the table may write (A5, A6)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.core.keys import key_in
from klappt.meetings.enums import MeetingState
from klappt.meetings.forms.results import ResultForm
from klappt.meetings.models import AgendaItem, Meeting
from klappt.meetings.policies import RUN_MEETINGS, SEE_MEETINGS, WRITE_MINUTES
from klappt.meetings.selectors.agenda import timetable
from klappt.meetings.selectors.minutes import minutes_of
from klappt.meetings.selectors.room import Room, goals_of, next_on, present_and_others, room
from klappt.meetings.selectors.stand import stand_of
from klappt.meetings.services import session
from klappt.meetings.views.found import found_meeting, refusals_told
from klappt.meetings.views.meeting import trail_to
from klappt.meetings.views.standing import standing

LIVE, MINUTES = "room", "minutes"
PAGES = {LIVE: "live", MINUTES: "minutes_edit"}


@require_safe
def live(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(SEE_MEETINGS))
    meeting = found_meeting(pk)
    if meeting.state == MeetingState.HELD:
        return redirect("meetings:minutes", request.member.alliance.key, pk)
    if meeting.state != MeetingState.UNDER_WAY:
        return _lobby(request, meeting)
    return show(request, meeting, key_in(request.GET.get("punkt", "")))


@require_POST
def begin(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(WRITE_MINUTES))
    meeting = found_meeting(pk)
    with refusals_told(request):
        begun = session.begin(meeting=meeting, by=request.member.user, now=timezone.now())
        if begun.state == MeetingState.HELD:
            return redirect("meetings:minutes_edit", request.member.alliance.key, pk)
    return redirect("meetings:live", request.member.alliance.key, pk)


@require_POST
def resume(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(WRITE_MINUTES))
    with refusals_told(request):
        session.resume(meeting=found_meeting(pk), by=request.member.user, now=timezone.now())
        messages.success(request, _("The meeting goes on."))
    return redirect("meetings:live", request.member.alliance.key, pk)


@require_safe
def pulse(request: MemberRequest, pk: int) -> HttpResponse:
    """What has changed since one looked; 204 when nothing has."""
    require(request.member.may(SEE_MEETINGS))
    meeting, page = found_meeting(pk), request.GET.get("seite", LIVE)
    if page not in PAGES:
        raise Http404
    context = around(request, meeting, key_in(request.GET.get("punkt", "")), page)
    if request.GET.get("stand") == context["stand"]:
        return HttpResponse(status=204)
    return render(request, "meetings/live/pulse.html", context)


def show(
    request: MemberRequest, meeting: Meeting, wanted: int | None = None, form: ResultForm | None = None
) -> HttpResponse:
    """The room, with a form for a result of the item shown."""
    context = around(request, meeting, wanted, LIVE)
    context["form"] = form or result_form(meeting)
    return render(request, "meetings/live/room.html", context, status=422 if form else 200)


def around(request: MemberRequest, meeting: Meeting, wanted: int | None, page: str) -> dict[str, Any]:
    """What the room and its pulse show alike."""
    seen: Room = room(meeting, wanted)
    kinds = {line.item.kind for line in seen.lines}
    minutes = minutes_of(meeting)
    is_open = minutes is None or minutes.is_draft
    opening = standing(request, meeting, kinds)
    return {
        "meeting": meeting,
        "room": seen,
        "here": seen.here,
        "page": page,
        "is_open": is_open,
        "may_run": bool(request.member.may(RUN_MEETINGS)),
        "may_write": is_open and bool(request.member.may(WRITE_MINUTES)),
        "stand": stand_of(seen, opening["measures"], opening["approved"], opening["to_approve"]),
        **opening,
    }


def result_form(meeting: Meeting, data: Any = None) -> ResultForm:
    present, others = present_and_others(meeting)
    return ResultForm(
        data,
        present=present,
        others=others,
        goals=goals_of(meeting),
        today=timezone.localdate(),
        next_on=next_on(meeting),
    )


def back_from(request: MemberRequest, item: AgendaItem) -> HttpResponse:
    """To the page one writes on, at the item one wrote to."""
    page = request.POST.get("page") or request.GET.get("seite", "")
    key = request.member.alliance.key
    if page == MINUTES or item.meeting.state == MeetingState.HELD:
        answer = redirect("meetings:minutes_edit", key, item.meeting_id)
        answer["Location"] += f"#punkt-{item.pk}"
        return answer
    answer = redirect("meetings:live", key, item.meeting_id)
    answer["Location"] += f"?punkt={item.pk}"
    return answer


def _lobby(request: MemberRequest, meeting: Meeting) -> HttpResponse:
    now = timezone.now()
    context = {
        "meeting": meeting,
        "trail": trail_to(request, meeting),
        "timetable": timetable(meeting, meeting.items.order_by("position", "pk")),
        "may_write": bool(request.member.may(WRITE_MINUTES)),
        "can_begin": meeting.state in session.CAN_BEGIN,
        "is_over": meeting.ends_at is not None and now > meeting.ends_at + session.LATE,
    }
    return render(request, "meetings/live/lobby.html", context)
