"""What Musterkreis knows of its young people, what they need and said themselves. All of it is made up."""

import csv
import datetime
import random
from pathlib import Path

from klappt.accounts.models import User
from klappt.audit.services import untraced
from klappt.config.examples.clock import acting, ago
from klappt.config.examples.story import Story
from klappt.needs import events
from klappt.needs.enums import Level, SourceKind, Voice
from klappt.needs.models import LivingSituation, Need, Survey, SurveyAnswer
from klappt.needs.selectors.survey_texts import items_of
from klappt.needs.services.editing import correct
from klappt.needs.services.needs import add_need, add_source
from klappt.needs.services.situations import note_situation, replace_situation
from klappt.needs.services.surveys import open_survey, prepare_survey, release_results
from klappt.needs.services.taking_over import take_over
from klappt.needs.services.weighing import close_round, open_round, weigh
from klappt.profiles.events import SUBGROUPS_TAKEN
from klappt.profiles.models import Subgroup
from klappt.profiles.services.subgroups import Values, take_suggestions
from klappt.profiles.suggestions import SUGGESTIONS

EARLY = "Aufenthaltsgestattung, kaum Deutsch"
A2 = "Aufenthaltsgestattung, Deutsch ab A2"
NO_SCHOOL = "Duldung, Identität geklärt, ohne Schulabschluss"
UNCLEAR = "Duldung bei ungeklärter Identität (§ 60b)"
TRAINING = "In Ausbildung mit Ausbildungsduldung"
MOTHERS = "Junge Mütter mit Duldung oder Gestattung"
HERE = Path(__file__).parent
IN_USE = (EARLY, A2, NO_SCHOOL, UNCLEAR, TRAINING, MOTHERS)

NEWER = (
    "housing",
    EARLY,
    "Seit dem Umbau wohnen in der Unterkunft am Gewerbepark höchstens zwei in einem Zimmer.",
)
MORE_SOURCES = (
    (0, SourceKind.YOUNG, 150, "Workshop im Jugendhaus Neumuster: am häufigsten genannt."),
    (0, SourceKind.STATISTICS, 260, "Wartezeit bis zum ersten Kurs: sieben Monate."),
    (3, SourceKind.VOLUNTEERS, 500, "Flüchtlingshilfe."),
    (6, SourceKind.CORE_GROUP, 90, "In der Sitzung von drei Mitgliedern genannt."),
    (7, SourceKind.STATISTICS, 295, "Wartezeit auf Therapie: zwei Jahre."),
)
# One line a person, one sign a need: 0 to 4, "-" abstains, "." has not weighed it yet.
FIRST_ROUND = {
    "alma": "443344232213",
    "bernd": "32423322121-",
    "ceren": "444423303232",
    "mona": "434434334120",
    "nadim": "34343-404231",
}
SECOND_ROUND = {"bernd": "433434322223", "ceren": "444434413...", "mona": "4444........"}
ASKED = (
    "language",
    "housing",
    "work",
    "training",
    "residence",
    "money",
    "mind",
    "leisure",
    "childcare",
    "advice",
)
SAID = (
    "Ich möchte jeden Tag Deutsch lernen, nicht nur zweimal in der Woche.",
    "Ein ruhiges Zimmer. Dann kann ich lernen.",
    "أريد أن أعمل وأتعلم في نفس الوقت",
    "Bitte erklärt uns die Briefe.",
    "می‌خواهم درس بخوانم ولی شب‌ها بس نیست",
    "Я хочу закінчити школу",
    "Ich warte seit drei Jahren. Das ist schwer für den Kopf.",
    "Je cherche quelqu’un qui garde mon enfant pendant le cours",
)
FICTIONAL = "(erfundenes Beispiel)"


def tell_needs(story: Story, accounts: dict[str, User]) -> None:
    _describe_subgroups(story)
    _note_situations(story)
    needs = _write_needs_down(story)
    _weigh(story, accounts, needs)
    _ask_the_young_people(story)


def _describe_subgroups(story: Story) -> None:
    wanted: list[Values] = [
        {"name": name, "description": words, "profile": profile}
        for name, words, profile in SUGGESTIONS
        if name in IN_USE
    ]
    with acting(SUBGROUPS_TAKEN, story.coordinator, story.alliance, ago(660)):
        take_suggestions(alliance=story.alliance, suggestions=wanted, by=story.coordinator)


def _read(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _subgroup(name: str) -> Subgroup | None:
    return Subgroup.objects.get(name=name) if name else None


def _note_situations(story: Story) -> None:
    for number, row in enumerate(_read("musterkreis_situations.csv")):
        days = int(row["days"])
        with acting(events.SITUATION_ADDED, story.coordinator, story.alliance, ago(days - 5), number):
            note_situation(
                alliance=story.alliance,
                subgroup=_subgroup(row["subgroup"]),
                theme=row["theme"],
                text=row["text"],
                voice=row["voice"],
                source=row["source"],
                as_of=ago(days),
                by=story.coordinator,
            )
    theme, subgroup, text = NEWER
    old = LivingSituation.objects.get(theme__key=theme, subgroup__name=subgroup)
    with acting(events.SITUATION_REPLACED, story.coordinator, story.alliance, ago(80)):
        replace_situation(
            situation=old,
            text=text,
            voice=Voice.PRACTITIONERS,
            source="Sozialamt, Begehung",
            as_of=ago(82),
            by=story.coordinator,
            day=ago(80),
        )


def _write_needs_down(story: Story) -> list[Need]:
    found = []
    for number, row in enumerate(_read("musterkreis_needs.csv")):
        days = int(row["days"])
        tied = [_subgroup(name) for name in row["subgroups"].split("|")]
        keys = ",".join(str(subgroup.pk) for subgroup in tied if subgroup)
        with acting(events.NEED_ADDED, story.coordinator, story.alliance, ago(min(days, 400) - 4), number):
            found.append(
                add_need(
                    alliance=story.alliance,
                    title=row["title"],
                    theme=row["theme"],
                    subgroups=keys,
                    by=story.coordinator,
                    source={"kind": row["kind"], "as_of": ago(days), "note": row["note"]},
                )
            )
    for place, kind, days, note in MORE_SOURCES:
        with acting(events.SOURCE_ADDED, story.coordinator, story.alliance, ago(min(days, 85)), place):
            add_source(need=found[place], kind=kind, as_of=ago(days), note=note, by=story.coordinator)
    _write_at_the_same_time(story, found[6])
    return found


def _write_at_the_same_time(story: Story, need: Need) -> None:
    opened = {"text": need.text}
    texts = ("Vor allem Bescheide und Termine.", "Am besten einmal in der Woche im Stadtteilbüro.")
    for number, text in enumerate(texts):
        with acting(events.NEED_CHANGED, story.coordinator, story.alliance, ago(6), number):
            correct(row=need, texts={"text": text}, opened=opened, by=story.coordinator)


def _weigh(story: Story, accounts: dict[str, User], needs: list[Need]) -> None:
    for name, days, told, closed in (
        ("Erste Runde", 88, FIRST_ROUND, 75),
        ("Zweite Runde", 9, SECOND_ROUND, None),
    ):
        with acting(events.ROUND_OPENED, story.coordinator, story.alliance, ago(days)):
            opened = open_round(alliance=story.alliance, name=name, by=story.coordinator, day=ago(days))
        for number, (person, signs) in enumerate(told.items(), 1):
            words = {"-": "abstain", ".": ""}
            said = {need.pk: words.get(sign, sign) for need, sign in zip(needs, signs, strict=True)}
            with acting(events.NEEDS_WEIGHED, accounts[person], story.alliance, ago(days - 1), number):
                weigh(round=opened, said=said, by=accounts[person])
        if closed is not None:
            with acting(events.ROUND_CLOSED, story.coordinator, story.alliance, ago(closed)):
                close_round(round=opened, by=story.coordinator, day=ago(closed))


def _ask_the_young_people(story: Story) -> None:
    over = _survey(story, f"Umfrage Sommer {FICTIONAL}", ago(70), ago(42))
    _answer(over, 41, dice=random.Random(7))  # noqa: S311 - made-up answers, the same each time
    with acting(events.RESULTS_RELEASED, story.coordinator, story.alliance, ago(40)):
        over = release_results(survey=over, by=story.coordinator)
    for item in items_of(over)[:2]:
        fitting = Need.objects.current().filter(theme=item.theme).order_by("position").first()
        with acting(events.SURVEY_TAKEN_OVER, story.coordinator, story.alliance, ago(38)):
            take_over(survey=over, item=item, need=fitting, by=story.coordinator, day=ago(38))
    running = _survey(story, f"Umfrage Herbst {FICTIONAL}", ago(4), ago(-24))
    _answer(running, 3, dice=random.Random(8))  # noqa: S311 - made-up answers, the same each time


def _survey(story: Story, title: str, begins: datetime.date, ends: datetime.date) -> Survey:
    day = begins - datetime.timedelta(days=3)
    with acting(events.SURVEY_PREPARED, story.coordinator, story.alliance, day):
        survey = prepare_survey(
            alliance=story.alliance,
            by=story.coordinator,
            title=title,
            opens_on=begins,
            closes_on=ends,
            languages=["de", "leicht", "en", "ar", "prs", "uk", "fr"],
            lines=[f"theme:{theme}" for theme in ASKED],
        )
    with acting(events.SURVEY_OPENED, story.coordinator, story.alliance, day, 1):
        return open_survey(survey=survey, by=story.coordinator, day=day)


def _answer(survey: Survey, count: int, *, dice: random.Random) -> None:
    """So many made-up answers: more say what comes first in the list, and worse of it."""
    items = items_of(survey)
    languages = dice.choices(survey.languages, weights=(9, 4, 3, 10, 7, 5, 2), k=count)
    for number, language in enumerate(languages):
        ranked = sorted(items, key=lambda item: item.position * 0.6 + dice.random() * 6)
        rated = dice.sample(items, k=dice.randint(3, len(items)))
        levels = {item.pk: _level(item.position, dice) for item in rated}
        with untraced(reason="made-up answers of the example"):
            SurveyAnswer.objects.create(
                alliance_id=survey.alliance_id,
                survey=survey,
                language=language,
                chosen=sorted(item.pk for item in ranked[: dice.randint(1, 3)]),
                ratings={str(key): level.value for key, level in levels.items()},
                text=SAID[number] if number < len(SAID) and count > len(SAID) else "",
            )


def _level(position: int, dice: random.Random) -> Level:
    return dice.choices(list(Level), weights=(1 + position, 4, 8 - position / 2))[0]
