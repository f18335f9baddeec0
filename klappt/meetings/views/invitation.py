"""Inviting: who gets the mail, what it says, what became of it; guests; reminders; doubtful answers."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.meetings.enums import MeetingState, NoticeKind, ReplyChannel
from klappt.meetings.forms.invitation import DoubtForm, GuestForm, NotedReplyForm, ReplyForm
from klappt.meetings.models import Attendance, DoubtfulReply, Meeting
from klappt.meetings.policies import RUN_MEETINGS, SEE_MEETINGS
from klappt.meetings.selectors.coordination import coordination
from klappt.meetings.selectors.invitation import Line, answers, own_places
from klappt.meetings.services.guests import add_guest, remove_guest
from klappt.meetings.services.inviting import remind, send_invitations
from klappt.meetings.services.letters import Letter, News, Recipient, letter
from klappt.meetings.services.places import differences, person_of
from klappt.meetings.services.replying import note_reply, settle_doubt
from klappt.meetings.views.meeting import find, page_of, trail_to
from klappt.ui.verbs import ask, carried_out, done


def invitation_page(request: MemberRequest, meeting: Meeting) -> str:
    return reverse("meetings:invite", args=[request.member.alliance.key, meeting.pk])


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: MemberRequest, pk: int) -> HttpResponse:
    """Looking sends nothing; the button sends what has not been sent yet, however often it is pressed."""
    require(request.member.may(RUN_MEETINGS))
    found = find(pk)
    if request.method == "POST":
        return _send(request, found)
    return _page(request, found, GuestForm(), status=200)


def _send(request: MemberRequest, meeting: Meeting) -> HttpResponse:
    try:
        count = send_invitations(meeting=meeting, by=request.member.user)
    except ValidationError as wrong:
        for each in wrong.messages:
            messages.warning(request, each)
        return redirect(invitation_page(request, meeting))
    words = ngettext("%(count)d mail is on its way.", "%(count)d mails are on their way.", count)
    said = words % {"count": count} if count else _("Everybody has been told already.")
    return done(request, said, page_of(request, meeting))


def _page(request: MemberRequest, meeting: Meeting, form: GuestForm, *, status: int) -> HttpResponse:
    now_there = answers(meeting)
    new = differences(meeting)
    preview = _preview(request, meeting)
    context = {
        "meeting": meeting,
        "answers": now_there,
        "seats": [(seat, person_of(seat)) for seat in new.added],
        "removed": new.removed,
        "changed": new.changed,
        "has_news": bool(new) or any(_waits(line) for line in now_there.lines),
        "is_first": meeting.state == MeetingState.PLANNED,
        "guest_form": form,
        "preview": preview,
        "trail": trail_to(request, meeting),
    }
    return render(request, "meetings/invite.html", context, status=status)


def _waits(line: Line) -> bool:
    """Somebody has a place and an address, and no mail has gone there yet."""
    return bool(line.place.email) and line.notice is None


def _preview(request: MemberRequest, meeting: Meeting) -> Letter | None:
    """The mail as the first person on the list would get it; its link opens nothing yet."""
    if meeting.starts_at is None:
        return None
    someone = Attendance(meeting=meeting, name=_("First name and name"), email="")
    to = Recipient(someone, someone.name, "…")
    news = News(NoticeKind.INVITATION)
    return letter(
        meeting,
        to,
        news,
        call=coordination(request.member.user),
        secret="0000",  # noqa: S106 - no secret: a sign that something will stand here
        sequence=meeting.sequence,
    )


@require_POST
def guest(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_MEETINGS))
    found = find(pk)
    form = GuestForm(request.POST)
    if carried_out(form, lambda: add_guest(meeting=found, by=request.member.user, **form.cleaned_data)):
        return done(request, _("The guest is on the list."), invitation_page(request, found))
    return _page(request, found, form, status=422)


@require_POST
def uninvite_guest(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_MEETINGS))
    place = find_place(pk)
    name, meeting = place.name, place.meeting
    try:
        remove_guest(place=place, by=request.member.user)
    except ValidationError as wrong:
        messages.warning(request, " ".join(wrong.messages))
    else:
        messages.success(request, _("%(name)s is no longer invited.") % {"name": name})
    return redirect(invitation_page(request, meeting))


def find_place(pk: int) -> Attendance:
    found: Attendance = get_object_or_404(
        Attendance.objects.select_related("meeting__body", "meeting__alliance", "alliance", "institution"),
        pk=pk,
    )
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def reminder(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_MEETINGS))
    found = find(pk)
    silent = [line.place.name for line in answers(found).lines if not line.place.reply and line.notice]
    if request.method == "POST":
        try:
            count = remind(meeting=found, by=request.member.user)
        except ValidationError as wrong:
            messages.warning(request, " ".join(wrong.messages))
            return redirect(page_of(request, found))
        words = ngettext("%(count)d reminder is on its way.", "%(count)d reminders are on their way.", count)
        nobody = _("Nobody needs a reminder today.")
        return done(request, words % {"count": count} if count else nobody, page_of(request, found))
    context = {"meeting": found, "silent": silent, "trail": trail_to(request, found)}
    return render(request, "meetings/remind.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def noted_reply(request: MemberRequest, pk: int) -> HttpResponse:
    """What somebody said on the telephone, noted by the coordination."""
    require(request.member.may(RUN_MEETINGS))
    place = find_place(pk)
    form = NotedReplyForm(request.POST or None, place=place)
    back = page_of(request, place.meeting)
    if request.method == "POST" and form.is_valid():
        good, by = form.cleaned_data, request.member.user
        if carried_out(
            form,
            lambda: note_reply(
                place=place, reply=form.answer(), channel=ReplyChannel.NOTED, by=by, note=good["note"]
            ),
        ):
            return done(request, _("The answer is noted."), back)
    return ask(
        request,
        form,
        title=_("Answer of %(name)s") % {"name": place.name},
        intro=_("For what you were told by telephone or in passing."),
        submit=_("Note the answer"),
        icon="check",
        back=back,
        trail=trail_to(request, place.meeting),
    )


@require_POST
def own_reply(request: MemberRequest, pk: int) -> HttpResponse:
    """A member answers on the page for their own place."""
    require(request.member.may(SEE_MEETINGS))
    found, user = find(pk), request.member.user
    for place in own_places(found, user.email, user.pk):
        form = ReplyForm(request.POST, place=place)
        if carried_out(
            form,
            lambda place=place, form=form: note_reply(  # type: ignore[misc] # mypy cannot type defaults of a lambda
                place=place,
                reply=form.answer(),
                channel=ReplyChannel.PAGE,
                by=user,
                note=form.cleaned_data["note"],
            ),
        ):
            messages.success(request, _("Thank you, your answer is noted."))
        else:
            messages.warning(request, _("Please choose one answer."))
    return redirect(page_of(request, found))


@require_http_methods(["GET", "HEAD", "POST"])
def doubt(request: MemberRequest, pk: int) -> HttpResponse:
    """An answer from a calendar that fits nobody for certain: somebody decides."""
    require(request.member.may(RUN_MEETINGS))
    found: DoubtfulReply = get_object_or_404(
        DoubtfulReply.objects.select_related("meeting__body", "meeting__alliance", "alliance"), pk=pk
    )
    back = page_of(request, found.meeting)
    if found.settled_at:
        return redirect(back)
    places = found.meeting.attendances.order_by("position", "pk")
    form = DoubtForm(request.POST or None, places=places)
    if request.method == "POST" and form.is_valid():
        place, by = form.cleaned_data["place"], request.member.user
        if carried_out(form, lambda: settle_doubt(doubt=found, place=place, by=by)):
            return done(request, _("Settled."), back)
    return ask(
        request,
        form,
        title=_("Doubtful answer from %(email)s") % {"email": found.email},
        intro=found.get_why_display(),
        submit=_("Settle"),
        icon="check",
        back=back,
        trail=trail_to(request, found.meeting),
        template="meetings/doubt.html",
        doubt=found,
    )
