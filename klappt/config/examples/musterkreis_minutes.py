"""What the core group of Musterkreis talked about, and the minutes of it. All of it is made up."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from klappt.bodies.enums import BodyKind
from klappt.config.examples.clock import acting, ago
from klappt.config.examples.story import Story
from klappt.meetings import events
from klappt.meetings.enums import Channel, MeetingState, OutcomeKind
from klappt.meetings.models import AgendaItem, Meeting
from klappt.meetings.selectors.people import Responsible
from klappt.meetings.services.agenda import add_item
from klappt.meetings.services.approving import approve_minutes
from klappt.meetings.services.facts import note_facts
from klappt.meetings.services.minutes import send_minutes
from klappt.meetings.services.notes import write_notes
from klappt.meetings.services.outcomes import agree

DECISION, NEWS = OutcomeKind.DECISION, OutcomeKind.INFORMATION
Said = tuple[OutcomeKind, str, str, int]


@dataclass(frozen=True)
class Topic:
    """`said`: kind, text, who, and in how many days from today it is due."""

    title: str
    minutes: int
    presenter: str
    notes: str
    said: tuple[Said, ...] = ()


# The latest meeting last; the minutes of all but it have gone round.
MEETINGS: tuple[tuple[Topic, ...], ...] = (
    (
        Topic(
            "Wer fehlt am Tisch?",
            30,
            "Geschäftsführende Stelle",
            "Aus dem Bereich Bildung sitzt niemand mehr in der Kerngruppe.\nDas Berufskolleg wäre bereit.",
        ),
        Topic(
            "Sprachkurse und Arbeitszeiten",
            40,
            "Volkshochschule",
            "Wer arbeitet, schafft die Vormittagskurse nicht. Im Abendkurs sind acht Plätze frei.",
        ),
    ),
    (
        Topic(
            "Fallkonferenzen mit der Ausländerbehörde",
            35,
            "Ausländerbehörde, Sachgebiet Duldung",
            "Die Rückmeldungen kommen inzwischen binnen einer Woche.",
            (
                (DECISION, "Fallkonferenzen finden alle sechs Wochen statt", "Alma Arslan-Brandt", 30),
                (NEWS, "Das Sachgebiet ist dienstags bis 18 Uhr erreichbar", "", 0),
            ),
        ),
        Topic(
            "Kinderbetreuung während der Kurse",
            25,
            "Jugendamt",
            "Drei Mütter haben den Kurs abgebrochen, weil die Betreuung fehlte.",
        ),
    ),
    (
        Topic(
            "Übergang von der Schule in die Ausbildung",
            40,
            "Jobcenter, Team U25",
            "Vierzehn junge Menschen haben im Sommer einen Abschluss gemacht, neun sind in Ausbildung.\n"
            "Zwischen Zeugnis und Ausbildungsbeginn ist niemand zuständig.",
        ),
        Topic("Wohnen nach der Unterkunft", 20, "Sozialwerk Musterkreis", ""),
    ),
)
COMING = (
    Topic("Weg in die Regelangebote: erste Bilanz", 30, "Geschäftsführende Stelle", ""),
    Topic("Ausbildungsduldung: was Betriebe brauchen", 30, "HWK", ""),
)


def tell_minutes(story: Story) -> None:
    """Fills the latest meetings that were held, and the next one."""
    rows = Meeting.objects.filter(body__kind=BodyKind.CORE_GROUP)
    rows = rows.select_related("body", "alliance")
    held = list(rows.filter(state=MeetingState.HELD).order_by("-starts_at", "-pk")[: len(MEETINGS)])[::-1]
    for meeting, topics in zip(held, MEETINGS, strict=False):
        _talk(story, meeting, topics)
    for number, meeting in enumerate(held[:-1]):
        _send(story, meeting, held[number + 1] if number + 2 < len(held) else None)
    ahead = rows.exclude(state__in=[MeetingState.HELD, MeetingState.CANCELLED]).exclude(starts_at=None)
    for meeting in ahead.order_by("starts_at", "pk")[:1]:
        with acting(events.AGENDA_CHANGED, story.coordinator, story.alliance, ago(7)):
            for topic in COMING:
                _add(story, meeting, topic)


def _talk(story: Story, meeting: Meeting, topics: tuple[Topic, ...]) -> None:
    alma, begins = story.coordinator, meeting.starts_at or timezone.now()
    day = timezone.localdate(begins)
    with acting(events.NOTES_WRITTEN, alma, story.alliance, day):
        note_facts(
            meeting=meeting,
            by=alma,
            place=meeting.place,
            chair=story.lead.name,
            begun_at=begins + datetime.timedelta(minutes=5),
            ended_at=begins + datetime.timedelta(minutes=115),
        )
        for topic in topics:
            item = _add(story, meeting, topic)
            if topic.notes:
                write_notes(item=item, text=topic.notes, opened_with="", by=alma)
            for said in topic.said:
                _agree(story, item, said, begins + datetime.timedelta(minutes=60))


def _add(story: Story, meeting: Meeting, topic: Topic) -> AgendaItem:
    return add_item(
        meeting=meeting,
        title=topic.title,
        minutes=topic.minutes,
        presenter=topic.presenter,
        by=story.coordinator,
    )


def _agree(story: Story, item: AgendaItem, said: Said, at: datetime.datetime) -> None:
    kind, text, person, days = said
    is_told = kind == NEWS
    agree(
        item=item,
        kind=kind,
        text=text,
        by=story.coordinator,
        responsible=Responsible(person),
        due_on=None if is_told else ago(-days),
        channel=Channel.MEETING,
        at=at,
    )


def _send(story: Story, meeting: Meeting, approving: Meeting | None) -> None:
    alma, day = story.coordinator, timezone.localdate(meeting.starts_at)
    with acting(events.MINUTES_SENT, alma, story.alliance, day + datetime.timedelta(days=4)):
        at = (meeting.starts_at or timezone.now()) + datetime.timedelta(days=4)
        send_minutes(meeting=meeting, by=alma, now=at)
    if approving is not None:
        on = timezone.localdate(approving.starts_at)
        with acting(events.MINUTES_APPROVED, alma, story.alliance, on):
            approve_minutes(minutes=meeting.minutes_of, meeting=approving, by=alma, on=on)
