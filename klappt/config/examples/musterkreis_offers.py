"""The offers of Musterkreis: the regular system as copied, and what there is only here, all made up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from klappt.config.examples.clock import acting, ago
from klappt.config.examples.story import Story
from klappt.offers import events
from klappt.offers.enums import OfferKind, Stage
from klappt.offers.models import Offer
from klappt.offers.services.cells import write_cell
from klappt.offers.services.examples import copy_examples
from klappt.offers.services.offers import add_offer, change_offer, check_offers, end_offer
from klappt.offers.services.places import count_places
from klappt.offers.services.roles import give_role
from klappt.offers.services.rules import set_rule
from klappt.profiles.events import SUBGROUP_CHANGED
from klappt.profiles.models import Subgroup
from klappt.profiles.services.subgroups import change_subgroup

REGULAR = (
    "IK",
    "IK-SPEZ",
    "BSK-BASIS",
    "BSK-A2B1",
    "BERUFSBERATUNG",
    "BVB",
    "ASA-BEGL",
    "IFK",
    "VHS-ESA",
    "JMD",
    "KIM-CM",
    "ARBEIT",
    "AUSBD",
    "AE25A",
)
# Who does it here: key, role, institution, department.
REGULAR_ROLES = (
    ("IK", "carries", "Volkshochschule Musterkreis", ""),
    ("IK", "carries", "Sprachschule Wortschatz", ""),
    ("BERUFSBERATUNG", "carries", "Agentur für Arbeit Mittelmuster", "Berufsberatung"),
    ("BVB", "runs", "Lernwerk gGmbH", "Berufsvorbereitung"),
    ("BVB", "assigns", "Agentur für Arbeit Mittelmuster", "Berufsberatung"),
    ("IFK", "carries", "Berufskolleg Technik Altenmuster", ""),
    ("JMD", "carries", "JMD Neumuster", ""),
    ("KIM-CM", "carries", "Kommunales Integrationszentrum Musterkreis", ""),
    ("AUSBD", "carries", "Ausländerbehörde Musterkreis", "Sachgebiet Duldung"),
)
# How long it takes here; the example catalogue leaves it open.
REGULAR_MONTHS = (("IK", 8), ("IK-SPEZ", 11), ("BSK-BASIS", 5), ("BSK-A2B1", 5))
NO_LEVEL: Mapping[str, Any] = {"attr": "german", "op": "<=", "value": "A1"}


def _german(level: str) -> dict[str, Any]:
    return {"attr": "german", "op": ">=", "value": level}


def _age(least: int, below: int) -> dict[str, Any]:
    return {
        "all": [
            {"attr": "age", "op": ">=", "value": least},
            {"attr": "age", "op": "<", "value": below},
        ]
    }


def _places(note: str) -> dict[str, Any]:
    return {"judgement": "conditional", "note": note}


ASYL = {
    "attr": "status",
    "op": "in",
    "value": ["gestattung", "duldung_allg", "duldung_ermessen", "duldung_60b"],
    "source": "Förderbescheid des Kreises",
}


@dataclass(frozen=True)
class Local:
    """An offer that there is only here. `places` "?" is a number that nobody knows."""

    name: str
    roles: tuple[tuple[str, str], ...]
    rule: Mapping[str, Any] | None
    effects: tuple[Mapping[str, Any], ...] = ()
    months: int | None = None
    places: int | None = None
    checked: int | None = None
    more: Mapping[str, Any] = field(default_factory=dict)


LOCAL = (
    Local(
        "Sprachcafé Drei Sprachen",
        (("carries", "Frauencafé Drei Sprachen"),),
        {"all": []},
        months=0,
        checked=70,
        more={"description": "Zweimal in der Woche, ohne Anmeldung, mit Kinderecke."},
    ),
    Local(
        "Erstorientierung Deutsch",
        (("carries", "Volkshochschule Musterkreis"), ("funds", "Sozialamt Musterkreis")),
        {"all": [ASYL, NO_LEVEL, _places("nur wenn Plätze frei sind; zurzeit sieben Monate Wartezeit")]},
        ({"raise": "german", "to": "A1"},),
        3,
        60,
        40,
    ),
    Local(
        "Deutsch am Nachmittag A1 bis A2",
        (("carries", "Sprachschule Wortschatz"), ("funds", "Stadt Altenmuster")),
        {"all": [ASYL, {"attr": "german", "op": "in", "value": ["A1", "A2"]}]},
        ({"raise": "german", "to": "A2"},),
        6,
        32,
        120,
    ),
    Local(
        "Jugendintegrationskurs Durchstarten",
        (("carries", "Lernwerk gGmbH"), ("assigns", "Teilhabemanagement Musterkreis")),
        {
            "all": [
                ASYL,
                _age(18, 28),
                {"any": [_german("A1"), {"judgement": "unclear", "note": "Einstieg ohne A1 nach Gespräch"}]},
            ]
        },
        ({"raise": "german", "to": "B1"},),
        9,
        20,
        200,
    ),
    Local(
        "Vorbereitung auf den Ersten Schulabschluss",
        (("carries", "Weiterbildungskolleg Mittelmuster"),),
        {"all": [_german("A2"), {"attr": "school", "op": "=", "value": "none"}, _age(18, 30)]},
        ({"raise": "school", "to": "ESA"},),
        12,
        24,
        310,
    ),
    Local(
        "Coaching junge Geflüchtete",
        (("carries", "Coaching junge Geflüchtete"), ("funds", "Jugendamt Musterkreis")),
        {"all": [ASYL, _age(18, 28)]},
        months=12,
        places=45,
        checked=25,
    ),
    Local(
        "Teilhabemanagement",
        (("carries", "Teilhabemanagement Musterkreis"),),
        {"all": [ASYL, _age(18, 28)]},
        months=12,
        places=90,
        checked=15,
    ),
    Local(
        "Werkstatt Holz und Metall zum Ausprobieren",
        (("carries", "Jugendberufshilfe Werkhof"), ("assigns", "Jobcenter Musterkreis")),
        {
            "all": [
                {
                    "any": [
                        {"attr": "work_permit", "op": "=", "value": True},
                        {
                            "judgement": "conditional",
                            "note": "als Hospitation bis zu drei Wochen",
                        },
                    ]
                },
                _german("A1"),
            ]
        },
        ({"set": "training_offer", "to": True},),
        4,
        16,
        400,
    ),
    Local(
        "Ausbildungsplatz bei Musterwerk Metallbau",
        (("carries", "Musterwerk Metallbau GmbH"),),
        {
            "all": [
                _german("B1"),
                {"attr": "school", "op": ">=", "value": "ESA"},
                {"attr": "work_permit", "op": "=", "value": True},
                {"attr": "training_offer", "op": "=", "value": True},
            ]
        },
        ({"set": "in_training", "to": True},),
        0,
        6,
        95,
    ),
    Local(
        "Ausbildung in der Pflege, Lindenhof",
        (("carries", "Pflegeheim Lindenhof"),),
        {"all": [_german("B2"), {"attr": "school", "op": ">=", "value": "ESA"}]},
        ({"set": "in_training", "to": True},),
        0,
        4,
        None,
    ),
    Local(
        "Kinderbetreuung während des Kurses",
        (("carries", "Sozialwerk Musterkreis"), ("funds", "Stadt Neumuster")),
        {"all": [{"attr": "child_care", "op": "=", "value": True}, _places("je Kurs acht Plätze")]},
        ({"set": "child_care", "to": False},),
        0,
        16,
        60,
    ),
    Local(
        "Hilfe bei der Passbeschaffung",
        (("carries", "Migrationsberatung Sozialwerk Musterkreis"),),
        {"all": [{"attr": "identity_clarified", "op": "=", "value": False}]},
        ({"set": "identity_clarified", "to": True},),
        8,
        None,
        130,
        {"doubt": "Ob und wie lange es dauert, hängt von der Botschaft ab."},
    ),
    Local(
        "Stabilisierungsgruppe",
        (("carries", "Psychosoziales Zentrum Mittelmuster"),),
        {"judgement": "unchecked", "note": "Warteliste; wer aufgenommen wird, hat niemand nachgefragt"},
        months=6,
        checked=None,
    ),
    Local(
        "Nachhilfe in der Berufsschule",
        (("carries", "Flüchtlingshilfe Ankommen in Mustertal"),),
        {"all": [{"attr": "in_training", "op": "=", "value": True}]},
        months=10,
        places=12,
        checked=500,
    ),
    Local(
        "Bewerbungstraining im Jugendhaus",
        (("carries", "Mobile Jugendarbeit Altenmuster"),),
        None,
        months=1,
    ),
)
IDEAS = (
    Local(
        "Brückenkurs B1 mit Kinderbetreuung",
        (),
        {"all": [ASYL, _german("A2")]},
        ({"raise": "german", "to": "B1"},),
        6,
        more={"effort": 3, "description": "Vormittags, mit Betreuung im selben Haus."},
    ),
    Local(
        "Einstiegsjahr Pflege",
        (),
        {"all": [_german("A2")]},
        ({"raise": "german", "to": "B2"}, {"raise": "school", "to": "ESA"}),
        12,
        more={"effort": 5},
    ),
)
# How many people, where the number comes from; of the others nobody knows it.
COUNTED = (
    ("Aufenthaltsgestattung, kaum Deutsch", 85, "Auswertung der Ausländerbehörde"),
    ("Aufenthaltsgestattung, Deutsch ab A2", 64, "Auswertung der Ausländerbehörde, geschätzt nach Kursen"),
    ("Duldung, Identität geklärt, ohne Schulabschluss", 72, "Schätzung Teilhabemanagement"),
    ("Duldung bei ungeklärter Identität (§ 60b)", 38, "Auswertung der Ausländerbehörde"),
    ("In Ausbildung mit Ausbildungsduldung", 21, "Kammern und Berufskollegs"),
)
# What the suggestions leave open and is known here: nobody in these groups has a school certificate.
ALSO_KNOWN: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("Aufenthaltsgestattung, kaum Deutsch", {"school": "none"}),
    ("Aufenthaltsgestattung, Deutsch ab A2", {"school": "none"}),
)
OUR_NOTE = "Termine bitte über Frau Kaya."
THEIR_NOTE = "Termine nur noch online."


def tell_offers(story: Story) -> None:
    _count_the_subgroups(story)
    _copy_the_regular_system(story)
    for number, local in enumerate(LOCAL):
        _enter(story, local, 560 - 9 * number, Stage.OPEN)
    for number, idea in enumerate(IDEAS):
        _enter(story, idea, 80 - 9 * number, Stage.IDEA)
    _one_has_ended(story)
    _a_rule_has_changed(story)
    _write_at_the_same_time(story)


def _count_the_subgroups(story: Story) -> None:
    with acting(SUBGROUP_CHANGED, story.coordinator, story.alliance, ago(330)):
        for name, count, source in COUNTED:
            change_subgroup(
                subgroup=Subgroup.objects.get(name=name),
                head_count=count,
                head_count_source=source,
                head_count_as_of=ago(335),
                by=story.coordinator,
            )
        for name, known in ALSO_KNOWN:
            group = Subgroup.objects.get(name=name)
            change_subgroup(subgroup=group, profile={**group.profile, **known}, by=story.coordinator)


def _copy_the_regular_system(story: Story) -> None:
    with acting(events.EXAMPLES_COPIED, story.coordinator, story.alliance, ago(600)):
        copy_examples(alliance=story.alliance, keys=REGULAR, by=story.coordinator)
    with acting(events.OFFER_CHANGED, story.coordinator, story.alliance, ago(590)):
        for key, months in REGULAR_MONTHS:
            change_offer(offer=Offer.objects.get(key=key), months=months, by=story.coordinator)
    with acting(events.ROLE_GIVEN, story.coordinator, story.alliance, ago(580)):
        for key, role, name, department in REGULAR_ROLES:
            give_role(
                offer=Offer.objects.get(key=key),
                institution=story.find(name, department),
                role=role,
                since=ago(580),
                by=story.coordinator,
            )


def _enter(story: Story, local: Local, days: int, stage: Stage) -> None:
    alma, day = story.coordinator, ago(days)
    with acting(events.OFFER_ADDED, alma, story.alliance, day):
        offer = add_offer(
            alliance=story.alliance,
            name=local.name,
            kind=OfferKind.SPECIFIC,
            stage=stage,
            months=local.months,
            effects=local.effects,
            valid_from=None if stage == Stage.IDEA else day,
            by=alma,
            **local.more,
        )
        for role, name in local.roles:
            give_role(offer=offer, institution=story.find(name), role=role, since=day, by=alma)
        if local.rule is not None:
            set_rule(
                offer=offer,
                condition=local.rule,
                source="Auskunft des Trägers",
                as_of=day,
                since=day,
                by=alma,
            )
        if local.places is not None:
            count_places(offer=offer, places=local.places, as_of=day, note="Auskunft des Trägers", by=alma)
    if local.checked is not None:
        with acting(events.OFFER_CHECKED, alma, story.alliance, ago(local.checked)):
            check_offers(offers=[offer], on=ago(local.checked), by=alma)


def _one_has_ended(story: Story) -> None:
    with acting(events.OFFER_ENDED, story.coordinator, story.alliance, ago(150)):
        end_offer(
            offer=Offer.objects.get(name__startswith="Deutsch am Nachmittag"),
            on=ago(150),
            by=story.coordinator,
        )


def _a_rule_has_changed(story: Story) -> None:
    """The Lernwerk takes people without A1 since the last round: the rule before stays readable."""
    with acting(events.RULE_SET, story.coordinator, story.alliance, ago(90)):
        set_rule(
            offer=Offer.objects.get(name__startswith="Jugendintegrationskurs"),
            condition={"all": [ASYL, _age(18, 28)]},
            source="Absprache mit dem Lernwerk vom letzten Austausch",
            as_of=ago(92),
            since=ago(90),
            by=story.coordinator,
        )


def _write_at_the_same_time(story: Story) -> None:
    offer = Offer.objects.get(name="Hilfe bei der Passbeschaffung")
    with acting(events.OFFER_CHANGED, story.coordinator, story.alliance, ago(3)):
        write_cell(offer=offer, column="note", text=OUR_NOTE, opened_with="", by=story.coordinator)
    with acting(events.SECOND_TEXT_KEPT, story.lead, story.alliance, ago(3), number=1):
        write_cell(offer=offer, column="note", text=THEIR_NOTE, opened_with="", by=story.lead)
