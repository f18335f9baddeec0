"""What exists in Musterkreis, what is agreed and what is made permanent. All of it is made up."""

from klappt.actors.enums import CooperationFormat, NoteKind
from klappt.actors.models import ImportedNote
from klappt.agreements import events
from klappt.agreements.enums import AgreementKind, ContinuationState, Question, StructureKind
from klappt.agreements.models import CentralFormat
from klappt.agreements.selectors.formats import free_cooperations
from klappt.agreements.services import agreements, formats, structures
from klappt.agreements.services.files import Paper
from klappt.agreements.services.placing import place_as_agreement
from klappt.bodies.enums import Rhythm
from klappt.config.examples.clock import acting, ago
from klappt.config.examples.story import Story
from klappt.documents.model import Document, Paragraph
from klappt.documents.pdf import as_pdf

OFFICE = "Ausländerbehörde"


def tell_agreements(story: Story) -> None:
    _note_what_exists(story)
    _take_over_the_old_agreement(story)
    _agree_on_the_way_to_training(story)
    conferences = _name_a_format(
        story, "Fallkonferenzen mit der ABH", CooperationFormat.CASE_CONFERENCE, Rhythm.MONTHLY, 600
    )
    _name_a_format(story, "Feste Ansprechpersonen der ABH", CooperationFormat.CONTACT, "", 580)
    _agree_for_staying(story, conferences)
    _make_permanent(story, conferences)


def _note_what_exists(story: Story) -> None:
    by, alliance = story.coordinator, story.alliance
    network = structures.Said(
        StructureKind.NETWORK,
        "Netzwerk Übergang Schule – Beruf",
        institution=story.find("Schulamt"),
        about="Stimmt Angebote am Übergang ab, bisher ohne junge Menschen mit Duldung.",
        rhythm="alle drei Monate",
        source="Internetseite des Kreises",
    )
    with acting(events.STRUCTURE_NOTED, by, alliance, ago(430)):
        noted = structures.note_structure(alliance=alliance, said=network, by=by)
    answers = [
        structures.Answer(Question.TAKE_UP, "yes", "Der Vorsitz ist offen dafür."),
        structures.Answer(Question.CORE_GROUP, "no", "Zu groß, andere Aufgabe."),
        structures.Answer(Question.FEED, "yes", "Einmal im Jahr mit Zahlen.", "Teilhabemanagement", ago(300)),
    ]
    with acting(events.QUESTIONS_ANSWERED, by, alliance, ago(425)):
        structures.answer_questions(structure=noted, answers=answers, by=by)
    health = structures.Said(
        StructureKind.WORKING_GROUP, "Arbeitskreis Seelische Gesundheit", run_by="Gesundheitsamt"
    )
    with acting(events.STRUCTURE_NOTED, by, alliance, ago(200)):
        structures.note_structure(alliance=alliance, said=health, by=by)
    wanted = structures.Wanted(
        StructureKind.PROCEDURE,
        "Verfahren zur Beschäftigungserlaubnis mit festen Fristen",
        "Betriebe springen ab, weil die Antwort zu lange dauert.",
        "Das KI bringt einen Entwurf in die Kerngruppe ein.",
    )
    with acting(events.MISSING_NOTED, by, alliance, ago(120)):
        structures.note_missing(alliance=alliance, wanted=wanted, by=by, day=ago(120))


def _take_over_the_old_agreement(story: Story) -> None:
    """It came with the table of the beginning, and runs out soon."""
    note = ImportedNote.objects.filter(kind=NoteKind.AGREEMENT).order_by("pk")[0]
    about = agreements.About(
        AgreementKind.COOPERATION,
        "Kooperationsvereinbarung ABH und Jobcenter",
        "Wer bei Wechsel des Aufenthaltsstatus wen bis wann benachrichtigt.",
    )
    parties = tuple(
        agreements.Signatory(story.find(name), signed_by=who)
        for name, who in ((OFFICE, "Amtsleitung"), ("Jobcenter Musterkreis", "Geschäftsführung"))
    )
    wording = agreements.Wording(
        valid_from=ago(1090), valid_until=ago(-45), signed_on=ago(1095), parties=parties
    )
    with acting(events.NOTE_PLACED, story.coordinator, story.alliance, ago(410)):
        place_as_agreement(note=note, about=about, wording=wording, by=story.coordinator)


def _agree_on_the_way_to_training(story: Story) -> None:
    by, alliance = story.coordinator, story.alliance
    about = agreements.About(
        AgreementKind.PROCEDURE,
        "Verfahrensvereinbarung Ausbildungsduldung",
        "Antrag, Vorprüfung und Rückmeldung: ein Weg für Betriebe, Berufsberatung und ABH.",
    )
    parties = tuple(agreements.Signatory(story.find(name)) for name in (OFFICE, "HWK", "Agentur für Arbeit"))
    text = "Die ABH meldet binnen zehn Arbeitstagen zurück, was zum Antrag fehlt."
    first = agreements.Wording(
        valid_from=ago(700),
        signed_on=ago(705),
        parties=parties,
        paper=Paper("Ausbildungsduldung.pdf", "application/pdf", _paper(about.name, text)),
    )
    with acting(events.AGREEMENT_MADE, by, alliance, ago(700)):
        made = agreements.make_agreement(alliance=alliance, about=about, wording=first, by=by)
    second = agreements.Wording(
        valid_from=ago(240),
        signed_on=ago(250),
        review_on=ago(-60),
        parties=(*parties, agreements.Signatory(story.find("IHK"))),
        what_changed="Die IHK ist dabei; die Frist sinkt von zwanzig auf zehn Arbeitstage.",
        paper=Paper("Ausbildungsduldung neu.pdf", "application/pdf", _paper(about.name, text)),
    )
    with acting(events.AGREEMENT_RENEWED, by, alliance, ago(240)):
        agreements.renew_agreement(agreement=made, wording=second, by=by)


def _paper(title: str, text: str) -> bytes:
    return as_pdf(Document(title=title, blocks=(Paragraph(text=text),)))


def _name_a_format(story: Story, name: str, kind: CooperationFormat, rhythm: str, days: int) -> CentralFormat:
    """Made of the cooperations that were noted at the institutions before."""
    by, alliance = story.coordinator, story.alliance
    with acting(events.FORMAT_BEGUN, by, alliance, ago(days)):
        made = formats.begin_format(
            alliance=alliance, about=formats.About(kind, name, rhythm=rhythm, valid_from=ago(days)), by=by
        )
        formats.take_over(format=made, cooperations=free_cooperations().filter(format=kind), by=by)
    return made


def _agree_for_staying(story: Story, conferences: CentralFormat) -> None:
    by, alliance = story.coordinator, story.alliance
    office = story.find(OFFICE)
    with acting(events.CONTACT_FIXED, by, alliance, ago(560)):
        formats.fix_contact(
            institution=office,
            contact=office.contacts.order_by("position", "pk").first(),
            about="Ausbildungsduldung und Beschäftigungserlaubnis",
            format=conferences,
            since=ago(560),
            by=by,
        )
    with acting(events.PROSPECT_AGREED, by, alliance, ago(330)):
        formats.agree_prospect(
            format=conferences,
            text="Vor jeder Ablehnung wird geprüft, ob eine Ausbildungsduldung möglich ist.",
            on=ago(330),
            source="Protokoll der Kerngruppe",
            by=by,
        )


def _make_permanent(story: Story, conferences: CentralFormat) -> None:
    by, alliance = story.coordinator, story.alliance
    carrier = story.find("Kommunales Integrationszentrum")
    for days, state, note in (
        (420, ContinuationState.PLANNED, "Im Arbeitsplan des KI."),
        (90, ContinuationState.AGREED, "Der Vorstand hat zugestimmt."),
    ):
        standing = formats.Standing(
            state,
            carrier=carrier,
            funds="Landesförderung KIM",
            funded_until=ago(-80),
            into="Kommunales Integrationsmanagement (KIM)",
            note=note,
        )
        with acting(events.CONTINUATION_SET, by, alliance, ago(days)):
            formats.set_continuation(format=conferences, standing=standing, since=ago(days), by=by)
