"""Minutes leave the house: as files, and by mail to everybody who was invited (A6)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.meetings.models import Minutes
from klappt.meetings.policies import RUN_MEETINGS, SEE_MEETINGS
from klappt.meetings.selectors.document import MEDIA_TYPES, file_of
from klappt.meetings.selectors.minutes import minutes_of
from klappt.meetings.services.minutes import not_sent_to, recipients, send_minutes
from klappt.meetings.services.minutes_mail import name_of
from klappt.meetings.views.found import found_meeting, refusals_told
from klappt.meetings.views.meeting import trail_to
from klappt.ui.downloads import download


@require_safe
def file(request: MemberRequest, pk: int, kind: str) -> HttpResponse:
    require(request.member.may(SEE_MEETINGS))
    if kind not in MEDIA_TYPES:
        raise Http404
    meeting = found_meeting(pk)
    minutes = minutes_of(meeting) or Minutes(meeting=meeting, alliance_id=meeting.alliance_id)
    return download(file_of(minutes, kind), name_of(minutes, kind), MEDIA_TYPES[kind])


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: MemberRequest, pk: int) -> HttpResponse:
    """Look who gets the minutes, then send them; whoever has them gets no second copy."""
    require(request.member.may(RUN_MEETINGS))
    meeting = found_meeting(pk)
    if request.method == "POST":
        with refusals_told(request):
            sent = send_minutes(meeting=meeting, by=request.member.user, now=timezone.now())
            says = ngettext(
                "The minutes are on their way to %(count)d person.",
                "The minutes are on their way to %(count)d people.",
                len(sent),
            )
            messages.success(request, says % {"count": len(sent)})
        return redirect("meetings:minutes", request.member.alliance.key, pk)
    context = {
        "meeting": meeting,
        "trail": trail_to(request, meeting),
        "minutes": minutes_of(meeting),
        "waiting": not_sent_to(meeting),
        "without": recipients(meeting)[1],
    }
    return render(request, "meetings/minutes/send.html", context)
