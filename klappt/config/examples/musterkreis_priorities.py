"""What comes first in Musterkreis: recorded from before, weighed, decided, with first steps. All made up."""

import datetime
from dataclasses import dataclass
from typing import Any

from klappt.accounts.models import User
from klappt.bodies.enums import BodyKind
from klappt.bodies.events import BODY_FOUNDED
from klappt.bodies.models import Body
from klappt.bodies.services.bodies import found_body
from klappt.chains.models import Lever
from klappt.config.examples.clock import acting, ago, moment
from klappt.config.examples.story import Story
from klappt.meetings.enums import Channel, OutcomeState
from klappt.meetings.events import MEETING_HELD, MEETING_PLANNED, OUTCOME_STATE
from klappt.meetings.models import AgendaItem, Outcome
from klappt.meetings.selectors.people import Responsible
from klappt.meetings.services.agenda import add_item
from klappt.meetings.services.meetings import mark_held, plan_meeting
from klappt.meetings.services.outcomes import move
from klappt.needs.models import Need
from klappt.priorities import events
from klappt.priorities.enums import Origin
from klappt.priorities.models import Priority
from klappt.priorities.selectors.priorities import waiting_notes
from klappt.priorities.services.proposals import propose, take_over, withdraw
from klappt.priorities.services.rankings import decide, record
from klappt.priorities.services.steps import agree_step
from klappt.priorities.services.weighing import close_round, open_round, weigh

FIRST, SECOND = 372, 64  # days since the group sat down over its priorities
COURSES = "Deutschkurse ab dem ersten Monat, auch am Vormittag"
CHILDREN = "Kinderbetreuung in jedem Kurs"
TRAINING = "Wer eine Ausbildung beginnt, kann sie beenden"
LETTERS = "Behördenbriefe in einfacher Sprache"
REGISTER = "Alle Angebote in einer Liste"
WHY_TRAINING = "Betriebe fragen zuerst danach, und wir können es zusammen ändern."
# One line a person, one sign a priority: 0 to 4, "-" abstains.
WEIGHTS = {"alma": "4342", "bernd": "3442", "ceren": "4443", "mona": "434-", "nadim": "3341"}


@dataclass(frozen=True)
class _Step:
    days: int
    text: str
    who: str
    due_in: int
    then: tuple[tuple[int, OutcomeState, str], ...] = ()


STEPS = {
    COURSES: (
        _Step(
            FIRST,
            "Träger zu einem gemeinsamen Kursplan einladen",
            "ceren",
            -290,
            ((310, OutcomeState.BEGUN, ""), (270, OutcomeState.DONE, "")),
        ),
        _Step(
            SECOND,
            "Zwei Vormittagskurse für das Frühjahr ausschreiben",
            "ceren",
            60,
            ((30, OutcomeState.BEGUN, ""),),
        ),
    ),
    TRAINING: (
        _Step(
            SECOND,
            "Vordruck für die Erlaubnis mit Kammer und Ausländerbehörde abstimmen",
            "nadim",
            -10,
            (
                (28, OutcomeState.BEGUN, ""),
                (12, OutcomeState.STUCK, "Die Kammer hat noch nicht geantwortet."),
            ),
        ),
    ),
    CHILDREN: (_Step(SECOND, "Mit dem Jugendamt über zwei Randzeitengruppen sprechen", "alma", 25),),
}
WHY_FIRST = "Die Liste der Angebote ist da; jetzt geht es um Kurse."
WHY_SECOND = "Die Fallkonferenzen zeigen immer wieder, dass Ausbildungen an späten Entscheidungen scheitern."


def tell_priorities(story: Story, accounts: dict[str, User]) -> None:
    body = _core_group(story)
    rows = _propose(story, accounts)
    _take_over(story)
    by = story.coordinator
    with acting(events.RECORDED, by, story.alliance, ago(1000)):
        record(
            alliance=story.alliance,
            order=[rows[REGISTER], rows[COURSES]],
            valid_from=ago(1020),
            source="Ergebnisse der Auftaktveranstaltung",
            by=by,
        )
    first = _meeting(story, body, FIRST, "Klausurtag der Kerngruppe")
    _decide(story, first, FIRST, [rows[COURSES], rows[CHILDREN]], WHY_FIRST)
    with acting(events.WITHDRAWN, by, story.alliance, ago(300)):
        done = "Erledigt: Die Liste steht in klappt."
        withdraw(priority=rows[REGISTER], because=done, by=by, day=ago(300))
    _weigh(story, accounts, rows)
    second = _meeting(story, body, SECOND, "Kerngruppe: Was zuerst kommt")
    _decide(story, second, SECOND, [rows[TRAINING], rows[COURSES], rows[CHILDREN]], WHY_SECOND)
    _steps(story, accounts, rows, {FIRST: first, SECOND: second})


def _core_group(story: Story) -> Body:
    known: Body | None = Body.objects.filter(kind=BodyKind.CORE_GROUP).order_by("pk").first()
    if known is not None:
        return known
    with acting(BODY_FOUNDED, story.coordinator, story.alliance, ago(1060)):
        return found_body(
            alliance=story.alliance,
            kind=BodyKind.CORE_GROUP,
            name="Bündnis-Kerngruppe",
            valid_from=ago(1060),
            by=story.coordinator,
        )


def _propose(story: Story, accounts: dict[str, User]) -> dict[str, Priority]:
    def need(begins: str) -> Need:
        found: Need = Need.objects.get(title__startswith=begins)
        return found

    courses, children, training = need("Deutschkurse"), need("Kinderbetreuung"), need("Sicherheit")
    lever = Lever.objects.get(title__startswith="Wer den Abschluss")
    told: tuple[tuple[int, str, str, str, dict[str, Any]], ...] = (
        (1010, "alma", REGISTER, "Niemand wusste, was es im Kreis gibt.", {}),
        (1010, "alma", COURSES, "Wer sieben Monate wartet, verliert den Mut.", {"need": courses}),
        (400, "ceren", CHILDREN, "Ohne Betreuung bleiben junge Mütter draußen.", {"need": children}),
        (120, "bernd", TRAINING, WHY_TRAINING, {"need": training, "lever": lever}),
        (110, "mona", LETTERS, "Fristen laufen ab, weil Briefe zu schwer sind.", {"need": need("Jemand")}),
    )
    found = {}
    for number, (days, who, title, why, links) in enumerate(told):
        origin = Origin.RECORDED if title == REGISTER else Origin.PROPOSED
        with acting(events.PROPOSED, accounts[who], story.alliance, ago(days), number):
            found[title] = propose(
                alliance=story.alliance,
                title=title,
                why=why,
                origin=origin,
                by=accounts[who],
                day=ago(days),
                **links,
            )
    return found


def _take_over(story: Story) -> None:
    """One of the notes that came with the table has become a proposal; the others wait."""
    note = waiting_notes().first()
    if note is not None:
        with acting(events.NOTE_TAKEN_OVER, story.coordinator, story.alliance, ago(105)):
            take_over(note=note, by=story.coordinator, day=ago(105))


def _weigh(story: Story, accounts: dict[str, User], rows: dict[str, Priority]) -> None:
    order = [rows[title] for title in (COURSES, CHILDREN, TRAINING, LETTERS)]
    by = story.coordinator
    with acting(events.ROUND_OPENED, by, story.alliance, ago(90)):
        opened = open_round(alliance=story.alliance, name="Vor dem Beschluss", by=by, day=ago(90))
    for number, (who, signs) in enumerate(WEIGHTS.items()):
        said = {row.pk: "abstain" if sign == "-" else sign for row, sign in zip(order, signs, strict=True)}
        with acting(events.WEIGHED, accounts[who], story.alliance, ago(85), number):
            weigh(round=opened, said=said, by=accounts[who])
    with acting(events.ROUND_CLOSED, by, story.alliance, ago(70)):
        close_round(round=opened, by=by, day=ago(70))


def _meeting(story: Story, body: Body, days: int, title: str) -> AgendaItem:
    begins, by = moment(ago(days)), story.coordinator
    with acting(MEETING_PLANNED, by, story.alliance, ago(days + 30)):
        meeting = plan_meeting(
            body=body,
            title=title,
            starts_at=begins,
            ends_at=begins + datetime.timedelta(hours=2),
            place="Kreishaus, Raum 2.14",
            by=by,
        )
        item = add_item(meeting=meeting, title="Unsere Prioritäten", by=by)
    with acting(MEETING_HELD, by, story.alliance, ago(days - 1)):
        mark_held(meeting=meeting, by=by, now=begins + datetime.timedelta(hours=3))
    return item


def _decide(story: Story, item: AgendaItem, days: int, order: list[Priority], why: str) -> None:
    by = story.coordinator
    with acting(events.DECIDED, by, story.alliance, ago(days - 1), 3):
        decide(
            item=item,
            order=order,
            responsible=Responsible(str(by), by.email, None, by),
            look_again_on=ago(days - 365),
            why=why,
            by=by,
            at=moment(ago(days)),
        )


def _steps(
    story: Story, accounts: dict[str, User], rows: dict[str, Priority], items: dict[int, AgendaItem]
) -> None:
    for title, steps in STEPS.items():
        for number, step in enumerate(steps):
            who = accounts[step.who]
            with acting(events.STEP_AGREED, story.coordinator, story.alliance, ago(step.days - 1), number):
                outcome: Outcome = agree_step(
                    priority=rows[title],
                    item=items[step.days],
                    text=step.text,
                    responsible=Responsible(str(who), who.email, None, who),
                    due_on=ago(-step.due_in),
                    by=story.coordinator,
                    at=moment(ago(step.days)),
                ).outcome
            for days, state, reason in step.then:
                with acting(OUTCOME_STATE, story.coordinator, story.alliance, ago(days)):
                    outcome = move(
                        outcome=outcome,
                        to=state,
                        reason=reason,
                        by=story.coordinator,
                        channel=Channel.PAGE,
                        at=moment(ago(days)),
                    )
