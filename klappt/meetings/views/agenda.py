"""The agenda of a meeting, and changing it (A5)."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.meetings.enums import ItemKind, MeetingState
from klappt.meetings.extensions import Words, suggestions
from klappt.meetings.forms.agenda import ItemForm, as_shown
from klappt.meetings.models import Meeting
from klappt.meetings.policies import RUN_MEETINGS, SEE_MEETINGS, WRITE_MINUTES
from klappt.meetings.selectors.agenda import is_near, last_held, not_reached, timetable
from klappt.meetings.selectors.minutes import minutes_of
from klappt.meetings.services.agenda import (
    OPENING,
    add_item,
    add_opening,
    change_item,
    move_item,
    remove_item,
    take_over,
)
from klappt.meetings.views.found import address, found_item, found_meeting, refusals_told
from klappt.meetings.views.meeting import trail_to
from klappt.meetings.views.standing import standing
from klappt.ui.verbs import ask, carried_out, done

STEPS = {"hoch": -1, "runter": 1}


@require_safe
def agenda(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(SEE_MEETINGS))
    return _page(request, found_meeting(pk), ItemForm())


@require_POST
def add(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_MEETINGS))
    meeting, form = found_meeting(pk), ItemForm(request.POST)
    if carried_out(form, lambda: add_item(meeting=meeting, by=request.member.user, **form.item())):
        return _back(request, meeting)
    return _page(request, meeting, form)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_MEETINGS))
    item = found_item(pk)
    back = address(request, "agenda", item.meeting_id)
    form = ItemForm(request.POST or None, now=as_shown(item))
    is_good = request.method == "POST" and form.is_valid()
    if is_good and carried_out(form, lambda: change_item(item=item, by=request.member.user, **form.item())):
        return done(request, _("Saved."), back)
    return ask(
        request,
        form,
        title=_("Edit an agenda item"),
        submit=_("Save"),
        icon="save",
        back=back,
        trail=[*trail_to(request, item.meeting), (back, _("Agenda"))],
    )


@require_POST
def shift(request: MemberRequest, pk: int, way: str) -> HttpResponse:
    require(request.member.may(RUN_MEETINGS))
    item = found_item(pk)
    if way not in STEPS:
        raise Http404
    with refusals_told(request):
        move_item(item=item, steps=STEPS[way], by=request.member.user)
    return _back(request, item.meeting)


@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_MEETINGS))
    item = found_item(pk)
    with refusals_told(request):
        remove_item(item=item, by=request.member.user)
    return _back(request, item.meeting)


@require_POST
def take(request: MemberRequest, pk: int) -> HttpResponse:
    """Take something onto the agenda that is offered: an opening item, one not reached, a suggestion."""
    require(request.member.may(RUN_MEETINGS))
    meeting, what, by = found_meeting(pk), request.POST.get("what", ""), request.member.user
    kind, _colon, key = what.partition(":")
    with refusals_told(request):
        if kind == "opening" and key in OPENING:
            add_opening(meeting=meeting, kind=ItemKind(key), by=by)
        elif kind == "item":
            offered = {str(item.pk): item for item in not_reached(meeting)}
            if key in offered:
                take_over(meeting=meeting, item=offered[key], by=by)
        elif kind == "idea":
            ideas = {each.key: each for each in suggestions(request.member, meeting)}
            if key in ideas:
                add_item(meeting=meeting, title=ideas[key].title[:200], text=str(ideas[key].why), by=by)
        else:
            raise Http404
    return _back(request, meeting)


def _back(request: MemberRequest, meeting: Meeting) -> HttpResponse:
    return redirect("meetings:agenda", request.member.alliance.key, meeting.pk)


def _page(request: MemberRequest, meeting: Meeting, form: ItemForm) -> HttpResponse:
    items = list(meeting.items.order_by("position", "pk"))
    kinds = {item.kind for item in items}
    minutes = minutes_of(meeting)
    is_open = minutes is None or minutes.is_draft
    may_edit = is_open and bool(request.member.may(RUN_MEETINGS))
    context: dict[str, Any] = {
        "meeting": meeting,
        "trail": trail_to(request, meeting),
        "timetable": timetable(meeting, items),
        "form": form,
        "is_open": is_open,
        "may_edit": may_edit,
        "is_near": is_near(meeting, timezone.now()),
        "may_write": bool(request.member.may(WRITE_MINUTES)),
        "offers": offers(request, meeting, kinds) if may_edit else [],
        **standing(request, meeting, kinds),
    }
    return render(request, "meetings/agenda/page.html", context, status=422 if form.is_bound else 200)


@dataclass(frozen=True)
class Offer:
    """Something that could be taken onto the agenda with a click; `what` names it in the form."""

    what: str
    title: str
    why: Words
    url: str = ""


def offers(request: MemberRequest, meeting: Meeting, kinds: set[str]) -> list[Offer]:
    if meeting.state == MeetingState.HELD:
        return []
    missing = [ItemKind(kind) for kind in OPENING if kind not in kinds]
    openings = missing if missing and last_held(meeting) else []
    return [
        *(Offer(f"opening:{kind.value}", str(kind.label), _("opens each meeting")) for kind in openings),
        *(Offer(f"item:{item.pk}", item.title, _("not reached last time")) for item in not_reached(meeting)),
        *(
            Offer(f"idea:{each.key}", each.title, each.why, each.url)
            for each in suggestions(request.member, meeting)
        ),
    ]
