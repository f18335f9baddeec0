"""Who was there: one tap each, and the numbers of a year (A5, A9)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.meetings.enums import MeetingState, Presence
from klappt.meetings.models import Attendance, Meeting
from klappt.meetings.policies import RUN_MEETINGS, SEE_MEETINGS
from klappt.meetings.selectors.attendance import numbers, years
from klappt.meetings.selectors.minutes import minutes_of
from klappt.meetings.services.attendance import as_announced, note_presence
from klappt.meetings.services.meetings import mark_held
from klappt.meetings.services.places import differences, have_places
from klappt.meetings.views.invitation import find_place
from klappt.meetings.views.meeting import find, page_of, trail_to
from klappt.ui.verbs import done


def sheet_of(request: MemberRequest, meeting: Meeting) -> str:
    return reverse("meetings:attendance", args=[request.member.alliance.key, meeting.pk])


@require_safe
def sheet(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_MEETINGS))
    found = find(pk)
    if found.starts_at is None or found.state == MeetingState.CANCELLED:
        return redirect(page_of(request, found))
    minutes = minutes_of(found)
    places = list(found.attendances.select_related("institution", "seat").order_by("position", "pk"))
    context = {
        "meeting": found,
        "places": places,
        "noted": sum(1 for place in places if place.presence),
        "has_answers": any(place.reply and not place.presence for place in places),
        "choices": Presence.choices,
        "has_begun": found.starts_at <= timezone.now(),
        "minutes": minutes,
        "is_sent": minutes is not None and not minutes.is_draft,
        "differs": found.state != MeetingState.HELD and bool(differences(found)),
        "trail": trail_to(request, found),
    }
    return render(request, "meetings/attendance.html", context)


@require_POST
def take_places(request: MemberRequest, pk: int) -> HttpResponse:
    """Everybody who sits in the body on that day gets a line."""
    require(request.member.may(RUN_MEETINGS))
    found = find(pk)
    have_places(meeting=found, by=request.member.user)
    return redirect(sheet_of(request, found))


@require_POST
def presence(request: MemberRequest, pk: int) -> HttpResponse:
    """One tap; a second on the same one takes it back."""
    require(request.member.may(RUN_MEETINGS))
    place, wanted = find_place(pk), request.POST.get("presence", "")
    try:
        place = _noted(request, place, "" if wanted == place.presence else wanted)
    except ValidationError as wrong:
        messages.warning(request, " ".join(wrong.messages))
    if request.htmx:
        minutes = minutes_of(place.meeting)
        context = {
            "place": place,
            "meeting": place.meeting,
            "choices": Presence.choices,
            "minutes": minutes,
            "is_sent": minutes is not None and not minutes.is_draft,
        }
        return render(request, "meetings/attendance.html#place", context)
    return redirect(sheet_of(request, place.meeting) + f"#place-{place.pk}")


def _noted(request: MemberRequest, place: Attendance, presence: str) -> Attendance:
    note_presence(place=place, presence=presence, by=request.member.user)
    return find_place(place.pk)


@require_POST
def announced(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_MEETINGS))
    found = find(pk)
    try:
        count = as_announced(meeting=found, by=request.member.user)
    except ValidationError as wrong:
        messages.warning(request, " ".join(wrong.messages))
        return redirect(sheet_of(request, found))
    words = ngettext("%(count)d noted as announced.", "%(count)d noted as announced.", count)
    return done(request, words % {"count": count}, sheet_of(request, found))


@require_POST
def held(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_MEETINGS))
    found = find(pk)
    try:
        mark_held(meeting=found, by=request.member.user, now=timezone.now())
    except ValidationError as wrong:
        messages.warning(request, " ".join(wrong.messages))
        return redirect(sheet_of(request, found))
    return done(request, _("The meeting is closed."), page_of(request, found))


@require_safe
def year(request: MemberRequest) -> HttpResponse:
    """How stable the bodies are: who came over a year, by body and by field. Kindly: no ranking of people."""
    require(request.member.may(SEE_MEETINGS))
    known = years()
    asked = request.GET.get("jahr", "")
    shown = (
        int(asked) if asked.isdecimal() and int(asked) in known else (known or [timezone.localdate().year])[0]
    )
    context = {"years": known, "year": shown, "bodies": numbers(shown)}
    return render(request, "meetings/year.html", context)
