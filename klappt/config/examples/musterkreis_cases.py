"""What case conferences in Musterkreis show together, without a person. All of it is made up."""

from klappt.cases import events
from klappt.cases.models import CaseConference, Finding
from klappt.cases.selectors.conferences import findings_of
from klappt.cases.services.conferences import note_conference
from klappt.cases.services.findings import follow_gap, follow_lever, follow_nothing, note_finding
from klappt.cases.services.patterns import Shape, note_pattern
from klappt.chains.models import Lever
from klappt.config.examples.clock import acting, ago
from klappt.config.examples.story import Story
from klappt.needs.models import Need
from klappt.profiles.models import Subgroup

TRAINING = ("Ausländerbehörde", "Berufskolleg Technik", "Teilhabemanagement", "Agentur für Arbeit")
LIVING = ("Jobcenter", "Sozialamt", "Teilhabemanagement", "JMD Altenmuster")
COURSES = ("Jobcenter", "Volkshochschule", "JMD Neumuster", "Jugendamt")

PERMIT = Shape("into_training", "decision", ("abh", "vocational_school"), ("time", "contact"))
TOLERATED = Shape(
    "into_training", "decision", ("abh", "vocational_school"), ("time", "rule"), ("status_tolerated",)
)
MONEY = Shape("benefits", "handover", ("jobcenter", "social_office"), ("responsibility", "information"))
CHILDREN = Shape(
    "childcare", "access", ("youth_office", "adult_education"), ("capacity",), ("family_children",)
)
COURSE = Shape("language", "place", ("adult_education",), ("capacity", "language"))
PAPERS = Shape("identity", "decision", ("abh",), ("papers", "support"))

LATE = ("too_late", "Die Erlaubnis kommt oft erst, wenn der Betrieb den Platz schon vergeben hat.")
UNCLEAR = ("unclear", "Beim Wechsel vom Sozialamt zum Jobcenter ist wochenlang niemand zuständig.")
FULL = ("not_enough", "Der Kurs mit Kinderbetreuung ist jedes Mal überzeichnet.")
WORKS = ("works", "Seit es eine feste Runde im Monat gibt, klären sich Papiere schneller.")
# Days ago, who met, what it showed, what was found.
TOLD = (
    (428, TRAINING, (PERMIT,), (LATE,)),
    (394, LIVING, (MONEY,), (UNCLEAR,)),
    (335, COURSES, (CHILDREN, COURSE), (FULL,)),
    (301, TRAINING, (TOLERATED, PAPERS), (LATE,)),
    (240, LIVING, (MONEY, PERMIT), ()),
    (205, TRAINING, (PERMIT,), (("no_contact", ""),)),
    (148, COURSES, (CHILDREN,), (FULL,)),
    (111, TRAINING, (TOLERATED, PAPERS), (WORKS,)),
    (76, LIVING, (MONEY, COURSE), (UNCLEAR,)),
    (33, TRAINING, (PERMIT,), (("applied_differently", "Jede Kammer verlangt andere Nachweise."),)),
)


def tell_cases(story: Story) -> None:
    held = [_note(story, *row) for row in TOLD]
    _follow(story, held)


def _note(
    story: Story,
    days: int,
    who: tuple[str, ...],
    shapes: tuple[Shape, ...],
    findings: tuple[tuple[str, str], ...],
) -> CaseConference:
    by, day = story.coordinator, ago(days - 3)
    with acting(events.CONFERENCE_NOTED, by, story.alliance, day):
        conference = note_conference(
            alliance=story.alliance,
            month=ago(days),
            institutions=[story.find(name) for name in who],
            by=by,
        )
    patterns = []
    for number, shape in enumerate(shapes, 1):
        with acting(events.PATTERN_NOTED, by, story.alliance, day, number):
            patterns.append(note_pattern(conference=conference, shape=shape, by=by))
    for number, (kind, text) in enumerate(findings, 5):
        with acting(events.FINDING_NOTED, by, story.alliance, day, number):
            note_finding(conference=conference, kind=kind, text=text, pattern=patterns[0], by=by)
    return conference


def _follow(story: Story, held: list[CaseConference]) -> None:
    """From some findings something follows; two still wait."""
    by = story.coordinator
    with acting(events.FOLLOWED_UP, by, story.alliance, ago(380)):
        need = Need.objects.get(title__startswith="Kinderbetreuung")
        mothers = Subgroup.objects.get(name__startswith="Junge Mütter")
        follow_gap(finding=_finding(held[2]), need=need, subgroup=mothers, by=by)
    lever = Lever.objects.get(title__startswith="Passbeschaffung")
    for number in (0, 3):
        with acting(events.FOLLOWED_UP, by, story.alliance, ago(290), number):
            follow_lever(finding=_finding(held[number]), lever=lever, by=by)
    with acting(events.FOLLOWED_UP, by, story.alliance, ago(100)):
        follow_nothing(finding=_finding(held[7]), because="works", by=by)
    with acting(events.FOLLOWED_UP, by, story.alliance, ago(190)):
        follow_nothing(finding=_finding(held[5]), because="under_way", by=by)


def _finding(conference: CaseConference) -> Finding:
    found: Finding = findings_of(conference)[0]
    return found
