"""The two items every meeting opens with: the last minutes are approved, open measures are gone through."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.core.keys import key_in
from klappt.meetings.enums import Channel, ItemKind, MeetingState, OutcomeKind, OutcomeState
from klappt.meetings.models import Meeting, Minutes, Outcome
from klappt.meetings.policies import SETTLE_MINUTES, WRITE_MINUTES, may_move_in
from klappt.meetings.selectors.measures import open_measures
from klappt.meetings.selectors.minutes import to_approve
from klappt.meetings.services.outcomes import move
from klappt.meetings.views.found import found_meeting, found_outcome, refusals_told

# From which page one comes, and goes back to.
PAGES = ("agenda", "live", "minutes_edit")


def standing(request: MemberRequest, meeting: Meeting, kinds: set[str]) -> dict[str, Any]:
    """What the pages need that show the opening items of a meeting; nothing is asked for an absent one."""
    has_minutes, has_measures = ItemKind.LAST_MINUTES in kinds, ItemKind.OPEN_MEASURES in kinds
    approved = Minutes.objects.filter(approved_in=meeting).select_related("meeting")
    measures = open_measures(meeting, timezone.localdate()) if has_measures else []
    return {
        "to_approve": to_approve(meeting) if has_minutes else [],
        "approved": list(approved.order_by("meeting__starts_at", "pk")) if has_minutes else [],
        "measures": measures,
        "movable": {
            each.outcome.pk
            for each in measures
            if _comes_up(each.outcome, meeting) and may_move_in(request.member, each.outcome, meeting)
        },
        "may_settle": bool(request.member.may(SETTLE_MINUTES)),
    }


@require_POST
def measure(request: MemberRequest, pk: int, outcome: int) -> HttpResponse:
    """Say how a measure of this body stands; in a meeting that has begun it is said in its minutes."""
    meeting, row = found_meeting(pk), found_outcome(outcome)
    to, seen = request.POST.get("state", ""), request.POST.get("seen", "")
    if not _comes_up(row, meeting) or to not in OutcomeState:
        raise Http404
    require(may_move_in(request.member, row, meeting))
    # Minutes are written by those at the table; whoever else is responsible says it beside them.
    is_noted = meeting.begun_at is not None and bool(request.member.may(WRITE_MINUTES))
    with refusals_told(request):
        move(
            outcome=row,
            to=OutcomeState(to),
            by=request.member.user,
            channel=Channel.MEETING if is_noted else Channel.PAGE,
            reason=request.POST.get("reason", "")[:300],
            seen=key_in(seen),
            meeting=meeting if is_noted else None,
        )
    return back_to(request, meeting)


def _comes_up(outcome: Outcome, meeting: Meeting) -> bool:
    """Only measures of the same body are gone through, and only where the meeting takes place."""
    return (
        outcome.kind == OutcomeKind.MEASURE
        and outcome.item.meeting.body_id == meeting.body_id
        and meeting.state != MeetingState.CANCELLED
    )


def back_to(request: MemberRequest, meeting: Meeting) -> HttpResponse:
    page = request.POST.get("from", "")
    name = page if page in PAGES else PAGES[0]
    return redirect(f"meetings:{name}", request.member.alliance.key, meeting.pk)
