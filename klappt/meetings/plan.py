"""Regular meetings as a step of the process plan (A4, A5), and what about them comes up."""

import datetime
from collections.abc import Iterator

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from klappt.alliances.enums import StepState
from klappt.alliances.extensions import Matter, Standing, Step, Urgency, add_matters, add_step
from klappt.alliances.policies import Member
from klappt.bodies.enums import BodyKind
from klappt.meetings.enums import MeetingState
from klappt.meetings.models import Attendance, DatePoll, DoubtfulReply, Meeting
from klappt.meetings.policies import RUN_MEETINGS, SEE_MEETINGS, SETTLE_MINUTES
from klappt.meetings.selectors.meetings import open_meetings
from klappt.meetings.selectors.minutes import approved_next, not_sent_round

SOON = datetime.timedelta(days=14)
NAMED = 2
LAST_WEEK = datetime.timedelta(days=7)
SENT_WITHIN = datetime.timedelta(days=7)
LATELY = datetime.timedelta(days=60)
AHEAD = (MeetingState.PLANNED, MeetingState.INVITED)


def register() -> None:
    add_step(REGULAR_MEETINGS)
    add_matters(of_coordination)
    add_matters(own_answers)
    add_matters(of_minutes)
    add_matters(without_agenda)


def meetings_stand(member: Member) -> Standing:
    now, key = timezone.now(), member.alliance.key
    held = Meeting.objects.filter(body__kind=BodyKind.CORE_GROUP, state=MeetingState.HELD).count()
    coming = next((each for each in _ahead(now) if each.body.kind == BodyKind.CORE_GROUP), None)
    url = reverse("meetings:list", args=[key])
    if not held and coming is None:
        return Standing(StepState.NOT_BEGUN, _("The core group has not met yet."), url, _("Plan a meeting"))
    says = ngettext("%(count)d meeting held.", "%(count)d meetings held.", held) % {"count": held}
    if coming is None:
        return Standing(
            StepState.UNDER_WAY, f"{says} {_('The next one is not planned yet.')}", url, _("Plan a meeting")
        )
    day = date_format(timezone.localtime(coming.starts_at), "SHORT_DATE_FORMAT")
    says += " " + _("The next one is on %(day)s.") % {"day": day}
    page = reverse("meetings:meeting", args=[key, coming.pk])
    return Standing(StepState.DONE if held else StepState.UNDER_WAY, says, page)


def _ahead(since: datetime.datetime) -> list[Meeting]:
    """Meetings with a date that begin at this moment or later, the soonest first."""
    return [
        each
        for each in open_meetings()
        if each.state in AHEAD and each.starts_at is not None and each.starts_at >= since
    ]


def of_coordination(member: Member) -> Iterator[Matter]:
    """For whoever runs the meetings. A fixed number of queries, however many meetings there are."""
    if not member.may(RUN_MEETINGS):
        return
    now, key = timezone.now(), member.alliance.key
    yield from _polls(key)
    yield from _around_today(now, key)
    waiting = DoubtfulReply.objects.filter(settled_at=None, meeting__ends_at__gte=now)
    for doubt in waiting.select_related("meeting").order_by("at", "pk")[:10]:
        says = _("Doubtful answer from %(email)s to “%(meeting)s”")
        yield Matter(
            Urgency.DECIDE,
            says % {"email": doubt.email, "meeting": doubt.meeting},
            reverse("meetings:doubt", args=[key, doubt.pk]),
            _("Look and decide"),
            timezone.localdate(doubt.meeting.starts_at),
        )


def _polls(key: str) -> Iterator[Matter]:
    rows = DatePoll.objects.filter(closed_at=None, meeting__state=MeetingState.FINDING_DATE)
    counted = rows.annotate(
        asked=Count("voters"), answered=Count("voters", filter=Q(voters__used_at__isnull=False))
    )
    for poll in counted.select_related("meeting").order_by("closes_on", "pk"):
        is_ripe = poll.closes_on < timezone.localdate() or poll.answered == poll.asked
        says = _("%(answered)d of %(asked)d have said which days suit for “%(meeting)s”")
        yield Matter(
            Urgency.DECIDE if is_ripe else Urgency.WAITING,
            says % {"answered": poll.answered, "asked": poll.asked, "meeting": poll.meeting},
            reverse("meetings:poll", args=[key, poll.meeting_id]),
            _("Choose the date") if is_ripe else _("See the answers"),
            poll.closes_on,
        )


def _around_today(now: datetime.datetime, key: str) -> Iterator[Matter]:
    for meeting in open_meetings():
        if meeting.state not in AHEAD:
            continue
        if meeting.starts_at is None or meeting.ends_at is None:
            continue
        is_near = meeting.starts_at <= now + SOON and meeting.ends_at >= now - LATELY
        if is_near and (found := _about(meeting, now, key)):
            yield found


def _about(meeting: Meeting, now: datetime.datetime, key: str) -> Matter | None:
    day, name = timezone.localdate(meeting.starts_at), {"meeting": meeting.title}
    if meeting.ends_at and meeting.ends_at < now:
        says = _("“%(meeting)s” is over; who was there is not noted yet") % name
        page = reverse("meetings:attendance", args=[key, meeting.pk])
        return Matter(Urgency.DUE, says, page, _("Note who was there"), day)
    if meeting.state == MeetingState.PLANNED:
        says = _("Nobody has been invited to “%(meeting)s” yet") % name
        page = reverse("meetings:invite", args=[key, meeting.pk])
        return Matter(Urgency.DUE, says, page, _("Prepare the invitation"), day)
    silent: int = getattr(meeting, "places", 0) - getattr(meeting, "answered", 0)
    if silent and meeting.starts_at and meeting.starts_at - now < LAST_WEEK:
        words = ngettext(
            "%(count)d person has not answered whether they come to “%(meeting)s”",
            "%(count)d people have not answered whether they come to “%(meeting)s”",
            silent,
        )
        page = reverse("meetings:remind", args=[key, meeting.pk])
        return Matter(Urgency.WAITING, words % {**name, "count": silent}, page, _("Remind"), day)
    return None


def own_answers(member: Member) -> Iterator[Matter]:
    """For whoever is invited and has not said whether they come. One query."""
    if not member.may(SEE_MEETINGS):
        return
    mine = Attendance.objects.filter(
        email__iexact=member.user.email,
        reply="",
        meeting__state=MeetingState.INVITED,
        meeting__starts_at__gte=timezone.now(),
    )
    rows = mine.annotate(begins=F("meeting__starts_at")).select_related("meeting")
    for place in rows.order_by("begins", "pk"):
        yield Matter(
            Urgency.DECIDE,
            _("Do you come to “%(meeting)s”?") % {"meeting": place.meeting},
            reverse("meetings:meeting", args=[member.alliance.key, place.meeting_id]),
            _("Answer"),
            timezone.localdate(place.meeting.starts_at),
        )


REGULAR_MEETINGS = Step(
    "meetings.regular",
    80,
    gettext_lazy("Meet regularly"),
    gettext_lazy("Whoever meets regularly agrees on something, and sees what became of it."),
    meetings_stand,
)


def of_minutes(member: Member) -> Iterator[Matter]:
    """Minutes that should have gone round by now, and those the next meeting approves. Two queries."""
    now, key = timezone.now(), member.alliance.key
    if member.may(RUN_MEETINGS):
        late = not_sent_round(now - SENT_WITHIN)
        for meeting in late[-NAMED:]:
            says = _("The minutes of “%(meeting)s” have not been sent round yet") % {"meeting": meeting.title}
            day = timezone.localdate(meeting.starts_at) + SENT_WITHIN
            page = reverse("meetings:minutes", args=[key, meeting.pk])
            yield Matter(Urgency.DUE, says, page, _("To the minutes"), day)
        yield from _older(len(late) - NAMED, key)
    if member.may(SETTLE_MINUTES):
        for meeting, minutes in approved_next(now):
            says = _("The minutes of “%(earlier)s” are to be approved at “%(meeting)s”")
            words = says % {"earlier": minutes.meeting.title, "meeting": meeting.title}
            page = reverse("meetings:minutes", args=[key, minutes.meeting_id])
            yield Matter(Urgency.DECIDE, words, page, _("Read them"), timezone.localdate(meeting.starts_at))


def _older(count: int, key: str) -> Iterator[Matter]:
    """Minutes from long ago are one line, not a list that hides what is due now."""
    if count > 0:
        says = ngettext(
            "Minutes of %(count)d earlier meeting have not been sent round",
            "Minutes of %(count)d earlier meetings have not been sent round",
            count,
        )
        yield Matter(
            Urgency.DUE, says % {"count": count}, reverse("meetings:list", args=[key]), _("To the meetings")
        )


def without_agenda(member: Member) -> Iterator[Matter]:
    """Meetings of the next two weeks with nothing to talk about."""
    if not member.may(RUN_MEETINGS):
        return
    now, key = timezone.now(), member.alliance.key
    for meeting in _ahead(now):
        is_soon = meeting.starts_at is not None and meeting.starts_at <= now + SOON
        if not is_soon or getattr(meeting, "has_topic", False):
            continue
        yield Matter(
            Urgency.DUE,
            _("Nothing is on the agenda of “%(meeting)s” yet") % {"meeting": meeting.title},
            reverse("meetings:agenda", args=[key, meeting.pk]),
            _("Add a topic"),
            timezone.localdate(meeting.starts_at),
        )
