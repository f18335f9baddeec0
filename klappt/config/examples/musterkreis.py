"""Bündnis Musterkreis: three years, a moved office, a new lead, a table that came from a spreadsheet."""

from django.db import transaction

from klappt.accounts.models import User
from klappt.actors.enums import ApproachState, CooperationFormat, Criterion, Field, Group, Rating
from klappt.actors.events import (
    COOPERATION_RECORDED,
    INSTITUTION_CHANGED,
    SECOND_TEXT_KEPT,
    SELECTION_SET,
    TABLE_IMPORTED,
    TABLE_UPLOADED,
)
from klappt.actors.imports.preview import Decided, carry_out, preview
from klappt.actors.imports.suggestions import safe_answers
from klappt.actors.models import Institution
from klappt.actors.services.cells import write_cell
from klappt.actors.services.cooperation import record_cooperation
from klappt.actors.services.importing import Author, upload_table
from klappt.actors.services.institutions import change_institution
from klappt.actors.services.selection import keep_selection
from klappt.alliances.enums import Department, MunicipalityKind
from klappt.alliances.events import ALLIANCE_FOUNDED, LEAD_NAMED, OFFICE_PLACED, STEP_PLANNED
from klappt.alliances.models import Alliance, Municipality
from klappt.alliances.scope import scope
from klappt.alliances.services import found_alliance, name_lead, place_office, plan_step
from klappt.alliances.services.municipalities import Place, keep_municipalities
from klappt.audit.enums import Channel
from klappt.audit.services import event
from klappt.bodies.events import SEAT_GIVEN
from klappt.bodies.services.groups import join_group
from klappt.config.examples.cast import KREIS, bring_together
from klappt.config.examples.clock import acting, ago, moment
from klappt.config.examples.musterkreis_agreements import tell_agreements
from klappt.config.examples.musterkreis_bodies import tell_bodies
from klappt.config.examples.musterkreis_cases import tell_cases
from klappt.config.examples.musterkreis_chains import tell_chains
from klappt.config.examples.musterkreis_matters import tell_matters
from klappt.config.examples.musterkreis_measures import tell_measures
from klappt.config.examples.musterkreis_meetings import tell_meetings
from klappt.config.examples.musterkreis_minutes import tell_minutes
from klappt.config.examples.musterkreis_needs import tell_needs
from klappt.config.examples.musterkreis_offers import tell_offers
from klappt.config.examples.musterkreis_priorities import tell_priorities
from klappt.config.examples.story import Story
from klappt.config.examples.workbook import NAME, write_workbook

KEY = "musterkreis"
DISTRICT = "99001"
TOWNS = ("Altenmuster", "Neumuster", "Mustertal", "Musterbrück", "Obermuster", "Untermuster", "Beispielheim")
FOUNDED = 1150
SENT_IN = "Nachtrag Neumuster.csv"
SENT_IN_ROWS = """\
Einrichtung;Bereich;Ansprechperson;Telefon;E-Mail;Kooperation besteht;Forum geplant
Jugendhaus Neumuster;Soziales;Herr Quandt;02270 5540-12;quandt@jugendhaus-neumuster.example;ja;x
Jugendmigrationsdienst Neumuster;Migration und Integration;Herr Fahrenkrog;;;ja;
Fahrradwerkstatt Kette rechts;Umwelt;Frau Sommer;02270 5540-77;;?;
Ausbildungsverbund Neumuster;Arbeit und Wirtschaft;Frau Terzi;02270 5540-40;terzi@ausbildungsverbund;nein;x
Musikschule Neumuster;Bildung;Herr Uhl;02270 5540-31;uhl@musikschule-neumuster.example;;
"""


@transaction.atomic
def tell(accounts: dict[str, User]) -> Alliance:
    alliance = _found(accounts)
    story = Story(alliance, accounts["alma"], accounts["bernd"])
    with scope(alliance):
        _begin(story)
        _move_and_hand_over(story)
        _bring_in_the_table(story)
        _mark_criteria(story)
        _work_together(story)
        _put_the_core_group_together(story)
        _want_twelve_seats(story)
        tell_bodies(story, accounts)
        tell_agreements(story)
        tell_meetings(story)
        _check_entries(story)
        _plan(story)
        _write_at_the_same_time(story)
        _leave_a_table_half_read(story)
        tell_needs(story, accounts)
        tell_offers(story)
        tell_chains(story)
        tell_measures(story)
        tell_cases(story)
        tell_priorities(story, accounts)
        tell_minutes(story)
        tell_matters(story)
    return alliance


def _found(accounts: dict[str, User]) -> Alliance:
    places = [Place(DISTRICT, "Musterkreis", "Musterkreis (Beispiel)", MunicipalityKind.DISTRICT)]
    places += [
        Place(f"{DISTRICT}{number:03}", name, name, MunicipalityKind.TOWN, parent_ags=DISTRICT)
        for number, name in enumerate(TOWNS, 1)
    ]
    keep_municipalities(places, source="examples")
    otto, day = accounts["otto"], ago(FOUNDED)
    with event(ALLIANCE_FOUNDED, by=otto, at=moment(day)) as opened:
        alliance = found_alliance(
            key=KEY,
            name="Bündnis Musterkreis",
            municipality=Municipality.objects.get(ags=DISTRICT),
            founded_on=day,
            is_example=True,
            by=otto,
        )
        opened.belongs_to(alliance)
    bring_together(alliance, KREIS, accounts, (FOUNDED - 2, 410, 700, 690, 680, 650), otto)
    return alliance


def _begin(story: Story) -> None:
    alliance, alma = story.alliance, story.coordinator
    with acting(LEAD_NAMED, alma, alliance, ago(1140)):
        name_lead(
            alliance=alliance,
            name="Dr. Karla Kessler",
            position="Dezernentin für Soziales",
            email="kessler@musterkreis.example",
            phone="0221 4710-010",
            since=ago(1140),
            by=alma,
        )
    with acting(OFFICE_PLACED, alma, alliance, ago(1138)):
        place_office(
            alliance=alliance,
            department=Department.SOCIAL,
            department_name="Amt für Soziales, Sachgebiet Integration",
            contact="Alma Arslan-Brandt",
            email="buendnis@musterkreis.example",
            phone="0221 4710-300",
            since=ago(1138),
            by=alma,
        )


def _move_and_hand_over(story: Story) -> None:
    alliance, alma = story.alliance, story.coordinator
    with acting(OFFICE_PLACED, alma, alliance, ago(560)):
        place_office(
            alliance=alliance,
            department=Department.KI,
            department_name="Kommunales Integrationszentrum Musterkreis",
            contact="Alma Arslan-Brandt",
            email="buendnis@musterkreis.example",
            phone="0221 4710-100",
            since=ago(560),
            by=alma,
        )
    with acting(LEAD_NAMED, alma, alliance, ago(400)):
        name_lead(
            alliance=alliance,
            name=story.lead.name,
            position="Dezernent für Arbeit, Jugend und Soziales",
            email="bergmann@musterkreis.example",
            phone="0221 4710-011",
            user=story.lead,
            since=ago(400),
            by=alma,
        )


def _bring_in_the_table(story: Story) -> None:
    """By the way everybody goes: look through, answer what is open, carry out."""
    data = write_workbook()
    plan = preview(data, NAME)
    plan = preview(data, NAME, Decided(rows=safe_answers(plan)))
    with acting(TABLE_IMPORTED, story.coordinator, story.alliance, ago(1100), channel=Channel.IMPORT):
        carry_out(plan, alliance=story.alliance, source=NAME, author=Author(by=story.coordinator))


CRITERIA = (
    ("Kommunales Integrationszentrum", "", "jjjjjj"),
    ("Ausländerbehörde", "Sachgebiet Duldung", "jn.njj"),
    ("Ausländerbehörde", "Sachgebiet Aufenthalt", "jnnnjj"),
    ("JMD Altenmuster", "", "jjjnjn"),
    ("JMD Neumuster", "", "jjjnjn"),
    ("Teilhabemanagement", "", "jjnjjn"),
    ("Coaching", "", "jjjnnn"),
    ("Verein Afghanischer", "", "jj?nnn"),
    ("Jobcenter Musterkreis", "Team U25", "jnjjjj"),
    ("Agentur für Arbeit", "Berufsberatung", "nnjjj?"),
    ("IHK", "", "?jjjjn"),
    ("HWK", "", "njjjjn"),
    ("Musterwerk", "", "jjjnnn"),
    ("Jugendberufshilfe", "", "jjjnnn"),
    ("Jugendamt Musterkreis", "", "jnjjjj"),
    ("Stadt Altenmuster", "", "jjjjnj"),
    ("Stadt Neumuster", "", "j..j.j"),
    ("Sozialwerk Musterkreis", "", "jjjnjn"),
    ("Psychosoziales", "", "j?j..."),
    ("Volkshochschule", "", "jjjjjn"),
    ("Berufskolleg Technik", "", "jjjnjn"),
    ("Berufskolleg Wirtschaft", "", "jnjnjn"),
    ("Schulamt", "", "?..jjj"),
    ("Sprachschule", "", "j.j..n"),
)


def _mark_criteria(story: Story) -> None:
    for number, (name, department, marks) in enumerate(CRITERIA):
        story.mark(name, department, marks, 1060 - 3 * number)


COOPERATION = (
    ("Ausländerbehörde", CooperationFormat.CONTACT, 900, "Je Buchstabengruppe eine feste Person."),
    ("Ausländerbehörde", CooperationFormat.CASE_CONFERENCE, 620, "Alle sechs Wochen mit THM und JMD."),
    ("Jobcenter", CooperationFormat.AGREEMENT, 980, "Kooperationsvereinbarung von 2019, fortgeschrieben."),
    ("JMD Altenmuster", CooperationFormat.EXCHANGE, 1000, "Jeden ersten Dienstag."),
    ("Volkshochschule", CooperationFormat.PROJECT, 710, "Sprachkurs mit Kinderbetreuung."),
    ("Stadt Altenmuster", CooperationFormat.BODY, 840, "Runder Tisch Flucht."),
    ("HWK", CooperationFormat.CONTACT, 500, "Beraterin kommt einmal im Monat ins KI."),
)
ASSESSMENTS = (
    ("Ausländerbehörde", 980, Rating.WEAK, "Wenig Zeit, wechselnde Zuständigkeit."),
    ("Ausländerbehörde", 640, Rating.FAIR, "Feste Personen helfen sehr."),
    ("Ausländerbehörde", 95, Rating.GOOD, "Fallkonferenzen laufen, Rückmeldung binnen einer Woche."),
    ("Jobcenter", 970, Rating.GOOD, ""),
    ("Jobcenter", 300, Rating.VERY_GOOD, "Team U25 meldet sich von selbst."),
    ("JMD Altenmuster", 960, Rating.VERY_GOOD, ""),
    ("JMD Altenmuster", 120, Rating.VERY_GOOD, ""),
    ("Stadt Altenmuster", 800, Rating.FAIR, ""),
    ("Stadt Altenmuster", 210, Rating.GOOD, "Neue Ansprechperson im Fachbereich."),
    ("Stadt Neumuster", 205, Rating.FAIR, ""),
    ("Gemeinde Mustertal", 200, Rating.WEAK, "Niemand zuständig, seit die Stelle frei ist."),
    ("Volkshochschule", 705, Rating.GOOD, ""),
    ("Volkshochschule", 60, Rating.FAIR, "Kurse fallen aus, Lehrkräfte fehlen."),
    ("HWK", 480, Rating.GOOD, ""),
    ("Psychosoziales", 180, Rating.POOR, "Zwei Jahre Wartezeit."),
)


def _work_together(story: Story) -> None:
    for name, how, days, note in COOPERATION:
        with acting(COOPERATION_RECORDED, story.coordinator, story.alliance, ago(days)):
            record_cooperation(
                institution=story.find(name), format=how, since=ago(days), note=note, by=story.coordinator
            )
    for name, days, rating, note in ASSESSMENTS:
        story.assess(name, days, rating, note)


def _put_the_core_group_together(story: Story) -> None:
    accepted = (
        ("Kommunales Integrationszentrum", ""),
        ("Ausländerbehörde", "Sachgebiet Duldung"),
        ("JMD Altenmuster", ""),
        ("Jobcenter Musterkreis", "Team U25"),
        ("Jugendamt Musterkreis", ""),
        ("Volkshochschule", ""),
    )
    rows = story.ask(1002, story.agree(1010, story.propose(1015, *accepted, ("Gemeinde Mustertal", ""))))
    for number, row in enumerate(rows):
        if row.institution.name == "Gemeinde Mustertal":
            story.answer(980, row, ApproachState.DECLINED, "Die Gemeinde hat dafür zurzeit niemanden.")
        else:
            story.answer(995 - 4 * number, row, ApproachState.ACCEPTED)
    further = story.propose(32, ("HWK", ""), ("Berufskolleg Technik", ""), ("Stadt Altenmuster", ""))
    agreed = story.agree(26, further)
    asked = story.ask(19, agreed[:2])
    story.answer(12, asked[0], ApproachState.ACCEPTED)
    story.propose(5, ("Teilhabemanagement", ""), ("Sozialwerk Musterkreis e. V.", ""))
    for name in ("Flüchtlingshilfe", "Sprachschule", "Verein Afghanischer"):
        with acting(SEAT_GIVEN, story.coordinator, story.alliance, ago(430)):
            join_group(
                institution=story.find(name),
                group=Group.FORUM,
                forum_name="Forum Sprache",
                since=ago(430),
                by=story.coordinator,
            )


def _want_twelve_seats(story: Story) -> None:
    with acting(SELECTION_SET, story.coordinator, story.alliance, ago(33)):
        keep_selection(
            alliance=story.alliance,
            size=12,
            per_field=dict.fromkeys(Field, 1),
            per_criterion=dict.fromkeys(Criterion, 2),
            by=story.coordinator,
        )


def _check_entries(story: Story) -> None:
    """A third was looked at lately, a third long ago, a third never."""
    for institution in Institution.objects.order_by("position"):
        if institution.position % 3 == 0:
            story.check(institution, 20 + institution.position * 2)
        elif institution.position % 3 == 1:
            story.check(institution, 400 + institution.position)
    altered = story.find("Stadt Neumuster")
    with acting(INSTITUTION_CHANGED, story.coordinator, story.alliance, ago(45)):
        change_institution(
            institution=altered,
            by=story.coordinator,
            address="Marktplatz 1, 99102 Neumuster",
            contributions="Räume im Rathaus, Dolmetscherpool",
        )


def _plan(story: Story) -> None:
    for step, days, note in (
        ("actors.check", -40, "Vor der nächsten Sitzung einmal durchsehen."),
        ("actors.core_group", 9, "Zehn Sitze bis zum Herbstgespräch."),
    ):
        with acting(STEP_PLANNED, story.coordinator, story.alliance, ago(70)):
            plan_step(
                alliance=story.alliance,
                step=step,
                planned_until=ago(days),
                note=note,
                by=story.coordinator,
            )


def _write_at_the_same_time(story: Story) -> None:
    """Alma had the cell open in two windows: what she wrote second waits beside it."""
    institution = story.find("Stadt Altenmuster")
    before = institution.note
    for number, text in enumerate(
        ("größte Kommune im Kreis, eigenes Integrationskonzept", "Frau Iwen ab Mai")
    ):
        with acting(SECOND_TEXT_KEPT, story.coordinator, story.alliance, ago(3), number):
            write_cell(
                institution=institution, column="note", text=text, opened_with=before, by=story.coordinator
            )


def _leave_a_table_half_read(story: Story) -> None:
    """What a town sent in, uploaded and not looked through yet: a wrong mail, a twin, an unknown field."""
    with acting(TABLE_UPLOADED, story.coordinator, story.alliance, ago(2)):
        upload_table(alliance=story.alliance, name=SENT_IN, data=SENT_IN_ROWS.encode(), by=story.coordinator)
