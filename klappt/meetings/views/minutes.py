"""The minutes of a meeting: read, written while a draft, approved (A6)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.core.keys import key_in
from klappt.meetings.enums import MeetingState
from klappt.meetings.forms.minutes import FactsForm
from klappt.meetings.models import Minutes
from klappt.meetings.policies import RUN_MEETINGS, SEE_MEETINGS, SETTLE_MINUTES, WRITE_MINUTES
from klappt.meetings.selectors.agenda import meetings
from klappt.meetings.selectors.corrections import Standing, standing_minutes
from klappt.meetings.selectors.minutes import copies_of, minutes_of
from klappt.meetings.selectors.record import presence_by_field
from klappt.meetings.services.approving import approve_minutes
from klappt.meetings.services.facts import note_facts
from klappt.meetings.services.minutes import not_sent_to
from klappt.meetings.views.found import found_meeting, refusals_told
from klappt.meetings.views.live import MINUTES, around, result_form
from klappt.meetings.views.meeting import trail_to
from klappt.meetings.views.standing import back_to
from klappt.ui.verbs import carried_out, done


@require_safe
def minutes(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(SEE_MEETINGS))
    meeting = found_meeting(pk)
    row = minutes_of(meeting) or Minutes(meeting=meeting, alliance_id=meeting.alliance_id)
    standing: Standing = standing_minutes(row)
    is_held = meeting.state == MeetingState.HELD
    has_begun = is_held or meeting.state == MeetingState.UNDER_WAY
    context: dict[str, Any] = {
        "meeting": meeting,
        "trail": trail_to(request, meeting),
        "minutes": row,
        "record": standing.record,
        "standing": standing,
        "presence": presence_by_field(standing.record),
        "is_held": is_held,
        "may_write": row.is_draft and has_begun and bool(request.member.may(WRITE_MINUTES)),
        "may_send": is_held and bool(request.member.may(RUN_MEETINGS)),
        "mended": list(standing.by_item().items()),
        "mended_places": list(standing.places.values()),
        "copies": copies_of(row) if request.member.may(RUN_MEETINGS) else [],
        "waiting": not_sent_to(meeting) if is_held and not row.is_draft else [],
        "may_settle": row.state == "sent" and bool(request.member.may(SETTLE_MINUTES)),
    }
    return render(request, "meetings/minutes/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Write the minutes: every note is saved as it is left; posting the page saves place, chair and times."""
    require(request.member.may(WRITE_MINUTES))
    meeting = found_meeting(pk)
    row = minutes_of(meeting)
    if row is not None and not row.is_draft:
        messages.warning(request, _("These minutes have been sent round. Please write a correction."))
        return redirect("meetings:minutes", request.member.alliance.key, pk)
    if meeting.state not in (MeetingState.UNDER_WAY, MeetingState.HELD):
        return redirect("meetings:live", request.member.alliance.key, pk)
    form = FactsForm(request.POST or None, meeting=meeting)
    is_good = request.method == "POST" and form.is_valid()
    if is_good and carried_out(
        form, lambda: note_facts(meeting=meeting, by=request.member.user, **form.facts())
    ):
        return done(request, _("Saved."), request.path)
    context = {
        **around(request, meeting, None, MINUTES),
        "trail": trail_to(request, meeting),
        "facts": form,
        "result": result_form(meeting),
    }
    return render(request, "meetings/minutes/edit.html", context, status=422 if form.is_bound else 200)


@require_POST
def approve(request: MemberRequest, pk: int) -> HttpResponse:
    """Approve these minutes in a later meeting, whose number is posted."""
    require(request.member.may(SETTLE_MINUTES))
    row: Minutes = get_object_or_404(
        Minutes.objects.select_related("meeting__body", "alliance"), meeting=found_meeting(pk)
    )
    later = meetings().filter(pk=key_in(request.POST.get("in", "")) or 0).first()
    if later is None:
        messages.warning(request, _("Minutes are approved by the same body at a later meeting."))
        return redirect("meetings:minutes", request.member.alliance.key, pk)
    with refusals_told(request):
        approve_minutes(minutes=row, meeting=later, by=request.member.user, on=timezone.localdate())
        messages.success(request, _("The minutes are approved."))
    return back_to(request, later)
