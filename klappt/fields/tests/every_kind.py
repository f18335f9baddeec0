"""One question of every kind, and a browser's view of a drawn one."""

import datetime
from decimal import Decimal

from django.utils.datastructures import MultiValueDict
from lxml import html

from klappt.core.questionnaire.model import Column, LivingSource, Option, Question, QuestionKind

KIND = QuestionKind
AGREE = tuple(Option(f"s{n}", label) for n, label in enumerate(("gar nicht", "wenig", "eher", "voll"), 1))
# Keys that are also the names of ticks and buttons: they must not be mixed up.
TOPICS = (Option("na", "Sprache"), Option("up", "Schule"), Option("more", "Ausbildung"))
TEXT = Question("aim", KIND.TEXT, "Ihr Ziel?", hint="In einem Satz.", required=True, may_not_apply=True)
LONG = Question("story", KIND.LONG_TEXT, "Wie kam es dazu?", may_not_apply=True, most=Decimal(3000))
NUMBER = Question(
    "members", KIND.NUMBER, "Wie viele?", unit="Personen", least=Decimal(0), most=Decimal(5000), decimals=1
)
DAY = Question("begun", KIND.DATE, "Seit wann?", earliest=datetime.date(2015, 1, 1))
CHOICE = Question(
    "lead", KIND.CHOICE, "Gibt es eine Federführung?", options=(Option("yes", "Ja"), Option("no", "Nein"))
)
LIST = Question(
    "month",
    KIND.CHOICE,
    "In welchem Monat?",
    options=tuple(Option(f"m{n}", f"Monat {n}") for n in range(1, 13)),
)
CHOICES = Question("topics", KIND.CHOICES, "Welche Themen?", options=TOPICS, most=Decimal(2))
SCALE = Question("trust", KIND.SCALE, "Wir vertrauen einander.", options=AGREE, may_not_apply=True)
RANKING = Question("order", KIND.RANKING, "Was ist am wichtigsten?", options=TOPICS)
MATRIX = Question(
    "contact", KIND.MATRIX, "Wie gut ist der Kontakt?", rows=TOPICS, options=AGREE, may_not_apply=True
)
TABLE = Question(
    "meetings",
    KIND.TABLE,
    "Welche Treffen gab es?",
    columns=(
        Column("day", "Tag", KIND.DATE),
        Column("na", "Thema"),
        Column("people", "Teilnehmende", KIND.NUMBER, unit="Personen"),
        Column("kind", "Art", KIND.CHOICE, options=TOPICS),
    ),
)
FILE = Question("plan", KIND.FILE, "Gibt es einen Plan?", may_not_apply=True)
LIVING = Question("actors", KIND.LIVING, "Ihre Akteure", source=LivingSource.ACTORS)
TYPED = (TEXT, LONG, NUMBER, DAY, CHOICE, LIST, CHOICES, SCALE, RANKING, MATRIX, TABLE)
EVERY = (*TYPED, FILE, LIVING)


def post(**values: object) -> MultiValueDict[str, str]:
    """A POST; `aim__x__is` stands for `aim-x-is`."""
    found: MultiValueDict[str, str] = MultiValueDict()
    for name, value in values.items():
        given = value if isinstance(value, list) else [value]
        found.setlist("q-" + name.replace("__", "-"), [str(each) for each in given])
    return found


def sent(drawn: str) -> MultiValueDict[str, str]:
    """What a browser would send of this piece of a page, buttons and blank copies left aside."""
    found: MultiValueDict[str, str] = MultiValueDict()
    page = html.fromstring(f"<div>{drawn}</div>")
    for template in page.iter("template"):
        template.clear()
    for control in page.iter("input", "select", "textarea"):
        for value in _values(control):
            found.appendlist(str(control.get("name")), value)
    return found


def _values(control: html.HtmlElement) -> list[str]:
    if control.tag == "select":
        chosen = [option for option in control.iter("option") if option.get("selected") is not None]
        return [str((chosen or list(control.iter("option")))[0].get("value"))]
    if control.tag == "textarea":
        # The first line break behind the tag is the template's; the parser of a browser leaves it out.
        return [(control.text or "").removeprefix("\n")]
    if control.get("type") in {"checkbox", "radio"}:
        return [str(control.get("value"))] if control.get("checked") is not None else []
    return [] if control.get("type") == "file" else [str(control.get("value", ""))]
