"""The two items every meeting opens with: the last minutes are approved, open measures are gone through."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.meetings.enums import Channel, ItemKind, OutcomeState
from klappt.meetings.models import Meeting, Minutes
from klappt.meetings.policies import SETTLE_MINUTES, WRITE_MINUTES
from klappt.meetings.selectors.measures import open_measures
from klappt.meetings.selectors.minutes import refuse_when_sent, to_approve
from klappt.meetings.services.outcomes import move
from klappt.meetings.views.found import found_meeting, found_outcome, refusals_told

# From which page one comes, and goes back to.
PAGES = ("agenda", "live", "minutes_edit")


def standing(request: MemberRequest, meeting: Meeting, kinds: set[str]) -> dict[str, Any]:
    """What the pages need that show the opening items of a meeting; nothing is asked for an absent one."""
    has_minutes, has_measures = ItemKind.LAST_MINUTES in kinds, ItemKind.OPEN_MEASURES in kinds
    approved = Minutes.objects.filter(approved_in=meeting).select_related("meeting")
    return {
        "to_approve": to_approve(meeting) if has_minutes else [],
        "approved": list(approved.order_by("meeting__starts_at", "pk")) if has_minutes else [],
        "measures": open_measures(meeting, timezone.localdate()) if has_measures else [],
        "may_settle": bool(request.member.may(SETTLE_MINUTES)),
    }


@require_POST
def measure(request: MemberRequest, pk: int, outcome: int) -> HttpResponse:
    """Say how a measure of this body stands; in a meeting that has begun it is said in its minutes."""
    require(request.member.may(WRITE_MINUTES))
    meeting, row = found_meeting(pk), found_outcome(outcome)
    to, seen = request.POST.get("state", ""), request.POST.get("seen", "")
    if row.item.meeting.body_id != meeting.body_id or to not in OutcomeState:
        raise Http404
    has_begun = meeting.begun_at is not None
    with refusals_told(request):
        refuse_when_sent(meeting.pk)
        move(
            outcome=row,
            to=OutcomeState(to),
            by=request.member.user,
            channel=Channel.MEETING if has_begun else Channel.PAGE,
            reason=request.POST.get("reason", "")[:300],
            seen=int(seen) if seen.isdecimal() and len(seen) < 18 else None,
            meeting=meeting if has_begun else None,
        )
    return back_to(request, meeting)


def back_to(request: MemberRequest, meeting: Meeting) -> HttpResponse:
    page = request.POST.get("from", "")
    name = page if page in PAGES else PAGES[0]
    return redirect(f"meetings:{name}", request.member.alliance.key, meeting.pk)
