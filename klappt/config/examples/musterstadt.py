"""Bündnis Musterstadt: a city whose office is called KIM-Koordination, built up entry by entry."""

import csv
from importlib.resources import files

from django.db import transaction

from klappt.accounts.models import User
from klappt.actors.enums import ApproachState, BuiltInType, CooperationFormat, Rating
from klappt.actors.events import COOPERATION_RECORDED, INSTITUTION_ADDED
from klappt.actors.models import Institution, InstitutionType
from klappt.actors.services.contacts import Contact
from klappt.actors.services.cooperation import record_cooperation
from klappt.actors.services.institutions import add_institution
from klappt.alliances.enums import Department, MunicipalityKind, Part
from klappt.alliances.events import ALLIANCE_CHANGED, ALLIANCE_FOUNDED, LEAD_NAMED, OFFICE_PLACED
from klappt.alliances.models import Alliance, Municipality
from klappt.alliances.scope import scope
from klappt.alliances.services import change_alliance, found_alliance, name_lead, place_office
from klappt.alliances.services.municipalities import Place, keep_municipalities
from klappt.audit.services import event
from klappt.config.examples.cast import STADT, bring_together
from klappt.config.examples.clock import acting, ago, moment
from klappt.config.examples.story import Story

KEY = "musterstadt"
CITY = "99002"
FOUNDED = 1030


@transaction.atomic
def tell(accounts: dict[str, User]) -> Alliance:
    alliance = _found(accounts)
    story = Story(alliance, accounts["amir"], accounts["birgit"])
    with scope(alliance):
        _run(story)
        _map_actors(story)
        _put_the_core_group_together(story)
        for institution in Institution.objects.order_by("position"):
            story.check(institution, 15 + 11 * institution.position)
    return alliance


def _found(accounts: dict[str, User]) -> Alliance:
    place = Place(CITY, "Musterstadt", "Musterstadt (Beispiel)", MunicipalityKind.CITY)
    keep_municipalities([place], source="examples")
    otto, day = accounts["otto"], ago(FOUNDED)
    with event(ALLIANCE_FOUNDED, by=otto, at=moment(day)) as opened:
        alliance = found_alliance(
            key=KEY,
            name="Bündnis Musterstadt",
            municipality=Municipality.objects.get(ags=CITY),
            founded_on=day,
            is_example=True,
            by=otto,
        )
        opened.belongs_to(alliance)
    bring_together(alliance, STADT, accounts, (FOUNDED - 3, 1010, 800, 640), otto)
    return alliance


def _run(story: Story) -> None:
    alliance, amir = story.alliance, story.coordinator
    with acting(ALLIANCE_CHANGED, amir, alliance, ago(1020)):
        change_alliance(
            alliance,
            name=alliance.name,
            municipality=alliance.municipality,
            founded_on=alliance.founded_on,
            part_names={Part.COORDINATION: "KIM-Koordination", Part.CORE_GROUP: "Lenkungsgruppe"},
            by=amir,
        )
    with acting(LEAD_NAMED, amir, alliance, ago(1008)):
        name_lead(
            alliance=alliance,
            name=story.lead.name,
            position="Beigeordnete für Bildung und Soziales",
            email="busch@musterstadt.example",
            phone="030 23125-010",
            user=story.lead,
            since=ago(1008),
            by=amir,
        )
    with acting(OFFICE_PLACED, amir, alliance, ago(1005)):
        place_office(
            alliance=alliance,
            department=Department.KI,
            contact=amir.name,
            email="kim@musterstadt.example",
            phone="030 23125-100",
            since=ago(1005),
            by=amir,
        )


def _map_actors(story: Story) -> None:
    text = files("klappt.config.examples").joinpath("musterstadt.csv").read_text("utf-8")
    kinds = {kind.key: kind for kind in InstitutionType.objects.order_by("pk")}
    for number, row in enumerate(csv.DictReader(text.splitlines(), delimiter=";")):
        with acting(INSTITUTION_ADDED, story.coordinator, story.alliance, ago(990 - 2 * number)):
            add_institution(
                alliance=story.alliance,
                by=story.coordinator,
                name=row["institution"],
                short_name=row["short_name"],
                department=row["department"],
                type=kinds[BuiltInType(row["kind"])],
                field=row["field"],
                cooperation=row["cooperation"],
                core_group_planned=row["core_group"],
                note=row["note"],
                contacts=[Contact(row["function"], row["person"], row["phone"], row["email"])],
            )
    for name, how, days in (
        ("Ausländerbehörde", CooperationFormat.CONTACT, 700),
        ("Ausländerbehörde", CooperationFormat.CASE_CONFERENCE, 350),
        ("Jobcenter", CooperationFormat.EXCHANGE, 660),
        ("Berufskolleg", CooperationFormat.AGREEMENT, 300),
    ):
        with acting(COOPERATION_RECORDED, story.coordinator, story.alliance, ago(days)):
            record_cooperation(
                institution=story.find(name), format=how, since=ago(days), by=story.coordinator
            )
    story.assess("Ausländerbehörde", 690, Rating.FAIR)
    story.assess("Ausländerbehörde", 110, Rating.VERY_GOOD, "Bleibeperspektive wird gemeinsam besprochen.")
    story.assess("Jobcenter", 650, Rating.GOOD)
    story.assess("Stadtwerke", 90, Rating.WEAK, "Ausbildungsleitung wechselt.")


MEMBERS = (
    "Kommunales Integrationszentrum",
    "Ausländerbehörde",
    "Jugendmigrationsdienst",
    "Jobcenter",
    "Agentur für Arbeit",
    "Jugendamt",
    "Beratungszentrum",
    "Volkshochschule",
    "Berufskolleg",
    "Handwerkskammer",
)


def _put_the_core_group_together(story: Story) -> None:
    for number, name in enumerate(MEMBERS):
        story.mark(name, "", ("jjjjj.", "j.jjjj", "jjj.j.")[number % 3], 930 - number)
    rows = story.ask(880, story.agree(890, story.propose(900, *((name, "") for name in MEMBERS))))
    for number, row in enumerate(rows):
        story.answer(870 - 6 * number, row, ApproachState.ACCEPTED)
