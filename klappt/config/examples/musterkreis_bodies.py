"""Who sits where in Musterkreis, over three years: seats come, change hands and end. All of it is made up."""

from dataclasses import dataclass
from typing import Any

from klappt.accounts.models import User
from klappt.actors.enums import Field
from klappt.actors.models import ContactPerson
from klappt.bodies import events
from klappt.bodies.enums import BodyKind, Part, Power, Rhythm
from klappt.bodies.models import Body, Seat
from klappt.bodies.services.aims import set_aims
from klappt.bodies.services.bodies import change_body, end_body, found_body
from klappt.bodies.services.chairs import take_chair
from klappt.bodies.services.people import fill_seat
from klappt.bodies.services.seats import end_seat, give_seat
from klappt.config.examples.clock import acting, ago
from klappt.config.examples.story import Story


@dataclass(frozen=True)
class Given:
    """A seat: of whom, how many days ago it began and ended (or will end), and whether somebody fills it."""

    name: str
    department: str
    since: int
    until: int | None = None
    is_filled: bool = True


STEERING = (
    Given("Sozialamt", "", 1130),
    Given("Jobcenter Musterkreis", "Team U25", 1130),
    Given("Kommunales Integrationszentrum", "", 1100),
)
TRANSITION = (
    Given("HWK", "", 820),
    Given("IHK", "", 820, until=300),
    Given("Agentur für Arbeit", "Berufsberatung", 820),
    Given("Berufskolleg Technik", "", 800),
    Given("Schulamt", "", 640, is_filled=False),
    Given("Jugendberufshilfe", "", 610),
    Given("Musterwerk", "", 325, until=-40),
)


def tell_bodies(story: Story, accounts: dict[str, User]) -> None:
    core = Body.objects.get(kind=BodyKind.CORE_GROUP)
    _steer_the_beginning(story)
    _describe_the_core_group(story, core)
    _let_seats_change_hands(story, core, accounts)
    _staff_the_forum(story, core)
    _work_on_the_transition(story, core)


def _steer_the_beginning(story: Story) -> None:
    body = _found(
        story,
        1135,
        "Steuerungsgruppe Aufbau",
        BodyKind.STEERING_GROUP,
        purpose="Bereitet die Kerngruppe vor und stimmt die ersten Schritte mit der Verwaltungsspitze ab.",
        power=Power.PREPARES,
        rhythm=Rhythm.MONTHLY,
    )
    _chair(story, body, 1135, "Dr. Karla Kessler")
    for given in STEERING:
        _give(story, body, given)
    with acting(events.BODY_ENDED, story.coordinator, story.alliance, ago(560)):
        end_body(body=body, on=ago(560), by=story.coordinator)


def _describe_the_core_group(story: Story, core: Body) -> None:
    with acting(events.BODY_CHANGED, story.coordinator, story.alliance, ago(990)):
        change_body(
            body=core,
            purpose="Setzt Prioritäten für junge Geflüchtete mit Duldung oder Gestattung und trägt sie ins "
            "eigene Haus.",
            function="Stellt Bedarfe und Angebote zusammen, vereinbart Maßnahmen, entwickelt Verfahren.",
            power=Power.DECIDES,
            rhythm=Rhythm.TWO_MONTHLY,
            by=story.coordinator,
        )
    _chair(story, core, 990, "Dr. Karla Kessler")
    _chair(story, core, 400, story.lead.name)


def _let_seats_change_hands(story: Story, core: Body, accounts: dict[str, User]) -> None:
    for name, part, days, person, email in (
        ("Ausländerbehörde", Part.HOLDER, 420, "Frau Nowak", "duldung@musterkreis.example"),
        ("Ausländerbehörde", Part.DEPUTY, 420, "Herr Dörfler", ""),
        ("Jugendamt", Part.HOLDER, 310, accounts["mona"].name, accounts["mona"].email),
        ("Kommunales", Part.DEPUTY, 500, accounts["nadim"].name, accounts["nadim"].email),
    ):
        seat = Seat.objects.select_related("institution").get(body=core, institution__name__startswith=name)
        with acting(events.SEAT_FILLED, story.coordinator, story.alliance, ago(days)):
            fill_seat(seat=seat, part=part, name=person, email=email, since=ago(days), by=story.coordinator)
    leaving = Seat.objects.get(body=core, institution__name__startswith="Volkshochschule")
    with acting(events.SEAT_ENDED, story.coordinator, story.alliance, ago(250)):
        end_seat(seat=leaving, on=ago(250), by=story.coordinator)


def _staff_the_forum(story: Story, core: Body) -> None:
    forum = Body.objects.get(name="Forum Sprache")
    alma, alliance = story.coordinator, story.alliance
    with acting(events.BODY_CHANGED, alma, alliance, ago(430)):
        change_body(
            body=forum,
            parent=core,
            purpose="Damit ein Kurs auf den anderen folgt und niemand monatelang wartet.",
            power=Power.ADVISES,
            rhythm=Rhythm.QUARTERLY,
            by=alma,
        )
    _give(story, forum, Given("Volkshochschule", "", 425))
    for seat in Seat.objects.filter(body=forum, holders=None).select_related("institution"):
        _fill(story, seat, 424)
    _want(story, forum, 420, {Field.EDUCATION: 3, Field.MIGRATION: 2})
    _chair(story, forum, 424, "Frau Conradi")


def _work_on_the_transition(story: Story, core: Body) -> None:
    body = _found(
        story,
        822,
        "Arbeitskreis Übergang Schule – Beruf",
        BodyKind.WORKING_GROUP,
        parent=core,
        purpose="Klärt, wie junge Geflüchtete aus der Förderklasse in Ausbildung kommen.",
        power=Power.PREPARES,
        rhythm=Rhythm.QUARTERLY,
    )
    for given in TRANSITION:
        _give(story, body, given)
    _want(story, body, 815, {Field.WORK: 3, Field.EDUCATION: 2, Field.SOCIAL: 1})
    _chair(story, body, 815, "Herr Thelen")


def _found(story: Story, days: int, name: str, kind: BodyKind, **values: Any) -> Body:
    with acting(events.BODY_FOUNDED, story.coordinator, story.alliance, ago(days)):
        return found_body(
            alliance=story.alliance,
            by=story.coordinator,
            name=name,
            kind=kind,
            valid_from=ago(days),
            **values,
        )


def _give(story: Story, body: Body, given: Given) -> None:
    institution = story.find(given.name, given.department)
    with acting(events.SEAT_GIVEN, story.coordinator, story.alliance, ago(given.since)):
        seat = give_seat(body=body, institution=institution, since=ago(given.since), by=story.coordinator)
    if given.is_filled:
        _fill(story, seat, given.since)
    if given.until is not None:
        with acting(events.SEAT_ENDED, story.coordinator, story.alliance, ago(max(given.until, 30))):
            end_seat(seat=seat, on=ago(given.until), by=story.coordinator)


def _fill(story: Story, seat: Seat, days: int) -> None:
    contact: ContactPerson | None = seat.institution.contacts.exclude(name="").first()
    if contact:
        with acting(events.SEAT_FILLED, story.coordinator, story.alliance, ago(days)):
            fill_seat(seat=seat, part=Part.HOLDER, contact=contact, since=ago(days), by=story.coordinator)


def _want(story: Story, body: Body, days: int, at_least: dict[Field, int]) -> None:
    with acting(events.AIMS_SET, story.coordinator, story.alliance, ago(days)):
        set_aims(body=body, at_least=at_least, by=story.coordinator)


def _chair(story: Story, body: Body, days: int, name: str) -> None:
    with acting(events.CHAIR_TAKEN, story.coordinator, story.alliance, ago(days)):
        take_chair(body=body, name=name, since=ago(days), by=story.coordinator)
