"""Sets the stage for worksheets: one of every kind of question."""

from dataclasses import replace
from decimal import Decimal

from klappt.accounts.models import User
from klappt.core.questionnaire.conditions import Comparison, Operator
from klappt.core.questionnaire.model import (
    Column,
    LivingSource,
    Option,
    Question,
    QuestionKind,
    Questionnaire,
    Section,
    Sharing,
)
from klappt.worksheets.models import Edition, Worksheet
from klappt.worksheets.services.editions import begin_draft, create_worksheet, publish

KIND = QuestionKind
AGREE = tuple(Option(f"s{n}", label) for n, label in enumerate(("gar nicht", "wenig", "eher", "voll"), 1))
FIELDS = (Option("migration", "Migration und Integration"), Option("work", "Arbeit und Wirtschaft"))
TOPICS = (Option("language", "Sprache"), Option("school", "Schule"), Option("training", "Ausbildung"))

HERE = Section(
    "notes",
    "Notizen für uns",
    questions=(Question("notes", KIND.LONG_TEXT, "Was wollen wir uns merken?"),),
)
BUILDING = Section(
    "building",
    "Aufbau",
    intro="Wie steht es um Ihr Bündnis?",
    sharing=Sharing.RESEARCH,
    questions=(
        Question("aim", KIND.TEXT, "Was ist Ihr wichtigstes Ziel?", required=True),
        Question("story", KIND.LONG_TEXT, "Wie kam es zum Bündnis?", may_not_apply=True),
        Question(
            "members", KIND.NUMBER, "Wie viele Mitglieder?", unit="Personen", least=Decimal(0), required=True
        ),
        Question("begun", KIND.DATE, "Seit wann?"),
        Question(
            "lead",
            KIND.CHOICE,
            "Gibt es eine Federführung?",
            options=(Option("yes", "Ja"), Option("no", "Nein")),
        ),
        Question("why_no_lead", KIND.TEXT, "Warum nicht?", when=Comparison("lead", Operator.IS, "no")),
        Question("fields", KIND.CHOICES, "Welche Bereiche sind dabei?", options=FIELDS),
        Question("trust", KIND.SCALE, "Wir vertrauen einander.", options=AGREE),
        Question("topics", KIND.RANKING, "Was ist am wichtigsten?", options=TOPICS),
        Question("contact", KIND.MATRIX, "Wie gut ist der Kontakt?", rows=FIELDS, options=AGREE),
        Question(
            "meetings",
            KIND.TABLE,
            "Welche Treffen gab es?",
            columns=(
                Column("day", "Tag", KIND.DATE),
                Column("topic", "Thema"),
                Column("people", "Teilnehmende", KIND.NUMBER),
            ),
        ),
        Question("plan", KIND.FILE, "Gibt es einen Plan?"),
        Question("actors", KIND.LIVING, "Ihre Akteure", source=LivingSource.ACTORS),
    ),
)
TO_ALL = Section(
    "advice",
    "Rat an andere",
    sharing=Sharing.ALLIANCES,
    questions=(Question("advice", KIND.LONG_TEXT, "Was raten Sie anderen Bündnissen?"),),
)
EVERY_KIND = Questionnaire(
    "Bündnisaufbau", intro="Bitte gemeinsam ausfüllen.", sections=(HERE, BUILDING, TO_ALL)
)


def make_worksheet(by: User, key: str = "aufbau", title: str = "Bündnisaufbau") -> Worksheet:
    return Worksheet.objects.filter(key=key).first() or create_worksheet(key=key, title=title, by=by)


def make_draft(by: User, questionnaire: Questionnaire = EVERY_KIND, key: str = "aufbau") -> Edition:
    return begin_draft(worksheet=make_worksheet(by, key), by=by, questionnaire=questionnaire)


def make_edition(by: User, questionnaire: Questionnaire = EVERY_KIND, key: str = "aufbau") -> Edition:
    return publish(edition=make_draft(by, questionnaire, key), by=by)


def with_question(questionnaire: Questionnaire, section: str, *questions: Question) -> Questionnaire:
    """The questionnaire with these questions in the section, each in the place of the one with its key."""

    def put(old: Section) -> Section:
        if old.key != section:
            return old
        new = {question.key: question for question in questions}
        kept = [new.pop(question.key, question) for question in old.questions]
        return replace(old, questions=(*kept, *new.values()))

    return replace(questionnaire, sections=tuple(put(each) for each in questionnaire.sections))
