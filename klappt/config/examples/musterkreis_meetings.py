"""The meetings of Musterkreis: held over three years, one people are invited to, one without a date yet."""

import datetime

from django.utils import timezone

from klappt.bodies.enums import BodyKind
from klappt.bodies.models import Body
from klappt.config.examples.clock import acting, ago
from klappt.config.examples.story import Story
from klappt.core.rhythm import holiday
from klappt.meetings import events
from klappt.meetings.enums import Presence, Reply, ReplyChannel
from klappt.meetings.models import Attendance, DatePoll, Meeting
from klappt.meetings.selectors.meetings import next_title
from klappt.meetings.services.attendance import note_presence
from klappt.meetings.services.inviting import send_invitations
from klappt.meetings.services.meetings import mark_held, plan_meeting
from klappt.meetings.services.places import settle_places
from klappt.meetings.services.polling import answer_dates, open_poll
from klappt.meetings.services.replying import note_reply

HELD = (980, 900, 760, 700, 640, 540, 430, 320, 302, 250, 210, 180, 120, 90, 60, 30)
THURSDAY = 3
BEGINS, LASTS = datetime.time(14), datetime.timedelta(hours=2)
PLACES = ("Kreishaus, Raum 214", "Berufskolleg Technik, Aula", "Kreishaus, Raum 214", "VHS, Raum 3")
# How the places were filled, over and over again in this order: mostly, not always, and once nobody noted it.
PRESENCE = "pppdpepppmppdppepppp.pppepp"
SIGNS = {"p": Presence.PRESENT, "d": Presence.DEPUTY, "e": Presence.EXCUSED, "m": Presence.MISSING}
ANSWERS = (
    (Reply.YES, ""),
    (Reply.YES, "komme zehn Minuten später"),
    (Reply.DEPUTY, ""),
    (Reply.NO, "Fortbildung an dem Tag"),
    (Reply.YES, ""),
    (Reply.MAYBE, "hängt am Dienstplan"),
)
SAID = (("yes", "no", "if_need_be"), ("yes", "yes", "no"), ("no", "yes", "yes"))


def tell_meetings(story: Story) -> None:
    core = Body.objects.get(kind=BodyKind.CORE_GROUP)
    for number, days in enumerate(HELD):
        _hold(story, core, days, number)
    _invite(story, core)
    _look_for_a_date(story, Body.objects.get(name="Forum Sprache"))


def _at(day: datetime.date) -> datetime.datetime:
    """14:00 on the Thursday before that day which is no holiday."""
    thursday = day - datetime.timedelta(days=(day.weekday() - THURSDAY) % 7)
    while holiday(thursday):
        thursday -= datetime.timedelta(days=7)
    return timezone.make_aware(datetime.datetime.combine(thursday, BEGINS))


def _plan(story: Story, body: Body, begins: datetime.datetime, place: str) -> Meeting:
    return plan_meeting(
        body=body,
        by=story.coordinator,
        title=next_title(body),
        starts_at=begins,
        ends_at=begins + LASTS,
        place=place,
    )


def _hold(story: Story, core: Body, days: int, number: int) -> None:
    alma, begins = story.coordinator, _at(ago(days))
    with acting(events.MEETING_PLANNED, alma, story.alliance, ago(days + 30)):
        meeting = _plan(story, core, begins, PLACES[number % len(PLACES)])
    with acting(events.MEETING_HELD, alma, story.alliance, timezone.localdate(begins)):
        settle_places(meeting)
        for place in meeting.attendances.select_related("meeting", "alliance").order_by("position"):
            sign = PRESENCE[(place.position * 3 + number * 7) % len(PRESENCE)]
            if sign in SIGNS:
                note_presence(place=place, presence=SIGNS[sign], by=alma)
        mark_held(meeting=meeting, by=alma, now=timezone.now())


def _invite(story: Story, core: Body) -> None:
    alma, alliance = story.coordinator, story.alliance
    begins = _at(ago(-14))
    with acting(events.MEETING_PLANNED, alma, alliance, ago(20)):
        meeting = _plan(story, core, begins, PLACES[0])
        meeting.note = (
            "Bitte bringen Sie die Zahlen aus Ihrem Haus mit. Parken können Sie hinter dem Kreishaus."
        )
        meeting.save(update_fields=["note"])
    with acting(events.INVITED, alma, alliance, ago(6)):
        send_invitations(meeting=meeting, by=alma)
    places = Attendance.objects.filter(meeting=meeting).exclude(email="").order_by("position", "pk")
    for days, place, (reply, note) in zip(
        (5, 5, 4, 4, 3, 2), places.select_related("meeting"), ANSWERS, strict=False
    ):
        with acting(events.REPLIED, alma, alliance, ago(days), number=place.position):
            note_reply(place=place, reply=reply, channel=ReplyChannel.NOTED, by=alma, note=note)


def _look_for_a_date(story: Story, forum: Body) -> None:
    dates = [_at(ago(-days)) + datetime.timedelta(days=shift) for days, shift in ((28, 0), (28, 1), (35, -2))]
    with acting(events.POLL_OPENED, story.coordinator, story.alliance, ago(3)):
        poll = open_poll(
            body=forum,
            title=next_title(forum),
            dates=dates,
            minutes=90,
            closes_on=ago(-9),
            by=story.coordinator,
            place="VHS, Raum 3",
        )
        _some_answer(poll)


def _some_answer(poll: DatePoll) -> None:
    keys = [date.pk for date in poll.dates.all()]
    for voter, said in zip(poll.voters.select_related("alliance").order_by("pk"), SAID, strict=False):
        answers = dict(zip(keys, said, strict=True))
        answer_dates(voter=voter, answers=answers, note="", now=timezone.now())
