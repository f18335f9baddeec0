"""Goals, decisions and measures of Musterkreis over three years, in every state, and what was carried on."""

import datetime
from collections.abc import Sequence

from klappt.bodies.enums import BodyKind
from klappt.bodies.models import Body
from klappt.config.examples.clock import acting, ago, moment
from klappt.config.examples.story import Story
from klappt.measures import events as measures
from klappt.measures.services.carried import carry_on
from klappt.meetings import events
from klappt.meetings.enums import Channel, MeetingState, OutcomeKind, OutcomeState
from klappt.meetings.models import AgendaItem, Meeting, Outcome
from klappt.meetings.selectors.people import Person, people
from klappt.meetings.services.outcomes import agree, change, move

A, B, S, D, X = OutcomeState
NEAR = datetime.timedelta(days=24)
Steps = tuple[tuple[int, OutcomeState, str], ...]
# Days ago agreed, due in days from today, who, text.
GOALS = (
    (980, -200, "Alma", "Die vier Bereiche sitzen an einem Tisch und bleiben", ((210, D, ""),)),
    (760, 220, "Ceren", "Wer kommt, beginnt in vier Wochen einen Sprachkurs", ()),
    (540, 300, "Mona", "Niemand verliert den Faden zwischen Kurs und Ausbildung", ()),
    (320, 400, "Nadim", "Junge Mütter finden Kurse mit Betreuung", ()),
    (120, 365, "Bernd", "Die Ausländerbehörde ist in jede Absprache einbezogen", ()),
)
DECISIONS = (
    (740, -700, "Bernd", 1, "Sprachkurse werden zuerst angegangen", ((700, D, ""),)),
    (300, -240, "Alma", 2, "Übergaben laufen über eine feste Ansprechperson", ((240, D, ""),)),
    (60, 40, "Bernd", 3, "Die Betreuung wird aus Restmitteln des Kreises getragen", ()),
)
# Days ago agreed, due in days, who, goal (or none), agenda item, text, steps as (days ago, state, because).
MEASURES: tuple[tuple[int, int, str, int | None, str, str, Steps], ...] = (
    (980, -930, "Alma", 0, "Zusammensetzung", "Liste der Akteure aus den Ämtern zusammenführen",
     ((960, B, ""), (925, D, ""))),
    (980, -900, "Alma", 0, "Zusammensetzung", "Jobcenter und Kammer für die Kerngruppe ansprechen",
     ((950, B, ""), (890, D, ""))),
    (900, -820, "Bernd", 0, "Zusammensetzung", "Geschäftsordnung der Kerngruppe entwerfen", ((810, D, ""),)),
    (760, -700, "Ceren", 1, "Sprachkurse", "Wartezeiten der Kursträger erfragen",
     ((740, B, ""), (705, D, ""))),
    (760, -680, "Mona", 1, "Sprachkurse", "Abendkurs im Berufskolleg vorbereiten",
     ((730, B, ""), (700, S, "Der Hausmeisterdienst ist abends nicht besetzt"), (660, B, ""), (610, D, ""))),
    (700, -640, "Nadim", 1, "Sprachkurse", "Fahrdienst aus dem Nordkreis prüfen",
     ((650, X, "Mit dem neuen Bustakt nicht mehr nötig"),)),
    (640, -560, "Ceren", 1, "Sprachkurse", "Kursplätze monatlich an das KI melden",
     ((600, B, ""), (556, D, ""))),
    (540, -480, "Mona", 2, "Übergänge", "Bogen für die Übergabe vom Kurs in die Beratung entwerfen",
     ((520, B, ""), (470, D, ""))),
    (540, -420, "Alma", 2, "Übergänge", "Drei Betriebe für Schnuppertage gewinnen",
     ((500, B, ""), (460, S, "Zwei Zusagen, die dritte fehlt"), (400, D, ""))),
    (430, -330, "Nadim", 2, "Übergänge", "Stellwand auf der Ausbildungsmesse", ((350, D, ""),)),
    (320, -250, "Nadim", 3, "Kinderbetreuung", "Bedarf an Betreuung in den Kursen zählen",
     ((300, B, ""), (255, D, ""))),
    (320, -180, "Ceren", 3, "Kinderbetreuung", "Räume mit Spielecke suchen",
     ((290, B, ""), (200, S, "Der Brandschutz verlangt einen zweiten Ausgang"), (150, B, ""), (90, D, ""))),
    (250, -160, "Mona", 2, "Übergänge", "Sprechstunde im Berufskolleg einrichten",
     ((230, B, ""), (170, D, ""))),
    (210, -100, "Alma", 2, "Übergänge", "Gemeinsames Faltblatt in fünf Sprachen",
     ((120, X, "Ersetzt durch die Seite mit den Angeboten"),)),
    (180, -20, "Nadim", 3, "Kinderbetreuung", "Tagesmütter für Kurse am Vormittag anfragen",
     ((150, B, ""), (60, S, "Der Kreis klärt, wer die Versicherung trägt"))),
    (180, -12, "Ceren", 1, "Sprachkurse", "Einstufung an zwei festen Tagen im Monat", ((140, B, ""),)),
    (120, -5, "Mona", 2, "Übergänge", "Rückmeldung der Betriebe nach der Probezeit einholen", ()),
    (120, 20, "Bernd", 4, "Ausländerbehörde", "Feste Ansprechperson der Ausländerbehörde benennen",
     ((80, B, ""),)),
    (120, 6, "Alma", 4, "Ausländerbehörde", "Termin für den ersten Austausch abstimmen", ((100, B, ""),)),
    (90, 45, "Ceren", 1, "Sprachkurse", "Brückenangebot für die Sommerferien planen", ((50, B, ""),)),
    (90, 75, "Nadim", 3, "Kinderbetreuung", "Förderantrag für die Betreuung schreiben", ()),
    (60, 30, "Mona", None, "Verschiedenes", "Einladung des Berufskollegs zum Tag der offenen Tür verteilen",
     ()),
    (60, 90, "Alma", 3, "Kinderbetreuung", "Mit dem Jugendamt über Randzeiten sprechen", ((20, B, ""),)),
    (30, 60, "Bernd", 4, "Ausländerbehörde", "Entwurf der Verfahrensabsprache mit dem Rechtsamt prüfen", ()),
    (30, 5, "Ceren", 2, "Übergänge", "Liste der Ansprechpersonen in den Betrieben auffrischen", ()),
)  # fmt: skip
CARRIED = (
    (170, "Ceren", "Die Einstufungstage im Team vorgestellt", "Dienstbesprechung", 15),
    (100, "Mona", "Den Übergabebogen in allen drei Teams eingeführt", "Teamleitungsrunde", 7),
    (45, "Nadim", "Vom Bedarf an Betreuung berichtet", "Leitungsrunde", 10),
)


def tell_measures(story: Story) -> None:
    everybody = {each.user.email.partition("@")[0]: each for each in _people(story) if each.user}
    goals = [
        _agreed(story, _item(story, days, "Ziele"), OutcomeKind.GOAL, text, everybody[who.lower()], days, due)
        for days, due, who, text, _steps in GOALS
    ]
    for goal, (_days, _due, _who, _text, steps) in zip(goals, GOALS, strict=True):
        _walk(story, goal, steps)
    for days, due, who, number, text, steps in DECISIONS:
        item = _item(story, days, "Beschlüsse")
        person = everybody[who.lower()]
        made = _agreed(story, item, OutcomeKind.DECISION, text, person, days, due, goals[number])
        _walk(story, made, steps)
    made_measures = [_measure(story, row, goals, everybody) for row in MEASURES]
    _give_more_time(story, made_measures[-8])
    for days, who, what, where, number in CARRIED:
        _carry(story, everybody[who.lower()], what, where, made_measures[number], days)


def _people(story: Story) -> list[Person]:
    return people(story.alliance, ago(0))


def _measure(
    story: Story,
    row: tuple[int, int, str, int | None, str, str, Steps],
    goals: Sequence[Outcome],
    everybody: dict[str, Person],
) -> Outcome:
    days, due, who, number, title, text, steps = row
    item, person = _item(story, days, title), everybody[who.lower()]
    goal = None if number is None else goals[number]
    made = _agreed(story, item, OutcomeKind.MEASURE, text, person, days, due, goal)
    _walk(story, made, steps)
    return made


def _agreed(
    story: Story,
    item: AgendaItem,
    kind: OutcomeKind,
    text: str,
    who: Person,
    days: int,
    due: int,
    goal: Outcome | None = None,
) -> Outcome:
    with acting(events.OUTCOME_AGREED, story.coordinator, story.alliance, ago(days), number=len(text)):
        return agree(
            item=item,
            kind=kind,
            text=text,
            by=story.coordinator,
            responsible=who,
            due_on=ago(-due),
            goal=goal,
            channel=Channel.MEETING,
            at=moment(ago(days), len(text)),
        )


def _walk(story: Story, outcome: Outcome, steps: Sequence[tuple[int, OutcomeState, str]]) -> None:
    """Those responsible answer by the link in their mail; what is dropped, the coordination says."""
    for days, to, why in steps:
        by_link = to is not OutcomeState.DROPPED
        with acting(events.OUTCOME_STATE, story.coordinator, story.alliance, ago(days), number=days):
            move(
                outcome=outcome,
                to=to,
                by=None if by_link else story.coordinator,
                channel=Channel.LINK if by_link else Channel.PAGE,
                reason=why,
                signature=outcome.email if by_link else "",
                at=moment(ago(days), days),
            )


def _give_more_time(story: Story, outcome: Outcome) -> None:
    with acting(events.OUTCOME_CHANGED, story.coordinator, story.alliance, ago(15)):
        change(
            outcome=outcome,
            by=story.coordinator,
            due_on=ago(-20),
            note="Das Amt hat um einen Monat gebeten",
        )


def _carry(story: Story, who: Person, what: str, where: str, outcome: Outcome, days: int) -> None:
    institution = who.institution
    if institution is None or who.user is None:
        return
    with acting(measures.CARRIED_ON, who.user, story.alliance, ago(days)):
        carry_on(
            alliance=story.alliance,
            by=who.user,
            institution=institution,
            what=what,
            where=where,
            on=ago(days),
            outcome=outcome,
            meeting=None,
        )


def _item(story: Story, days: int, title: str) -> AgendaItem:
    """The item of this title in the core group's meeting around that day; made where there is none."""
    meeting = _meeting(story, ago(days))
    found: AgendaItem | None = meeting.items.filter(title=title).first()
    if found is None:
        with acting(events.MEETING_CHANGED, story.coordinator, story.alliance, ago(days)):
            found = AgendaItem.objects.create(
                alliance=story.alliance, meeting=meeting, title=title, position=meeting.items.count()
            )
    return found


def _meeting(story: Story, day: datetime.date) -> Meeting:
    around = Meeting.objects.filter(
        body__kind=BodyKind.CORE_GROUP,
        state=MeetingState.HELD,
        starts_at__date__range=(day - NEAR, day),
    )
    found: Meeting | None = around.order_by("-starts_at", "-pk").first()
    if found is not None:
        return found
    core = Body.objects.filter(kind=BodyKind.CORE_GROUP).order_by("pk")[0]
    with acting(events.MEETING_PLANNED, story.coordinator, story.alliance, day):
        begins = moment(day)
        made: Meeting = Meeting.objects.create(
            alliance=story.alliance,
            body=core,
            title="Treffen der Kerngruppe",
            state=MeetingState.HELD,
            starts_at=begins,
            ends_at=begins + datetime.timedelta(hours=2),
            place="Kreishaus, Raum 214",
        )
    return made
