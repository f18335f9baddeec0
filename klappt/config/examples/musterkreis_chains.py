"""How the offers of Musterkreis lead on to one another: links, handovers, levers in every state, gaps."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from klappt.chains import events
from klappt.chains.enums import ConsequenceKind, LeverKind, LeverState, LinkKind
from klappt.chains.models import Lever, Link
from klappt.chains.services.answers import draw_consequence, set_answers
from klappt.chains.services.goals import set_goal
from klappt.chains.services.hints import give_hint
from klappt.chains.services.levers import VERBS, About, Plan, add_lever, move_lever
from klappt.chains.services.links import set_link, set_rule
from klappt.chains.services.transfers import count_transfers
from klappt.config.examples.clock import acting, ago
from klappt.config.examples.story import Story
from klappt.needs.models import Need
from klappt.offers.models import Offer
from klappt.profiles.models import Subgroup

YOUTH = "Jugendintegrationskurs"
SCHOOL = "Vorbereitung auf den Ersten Schulabschluss"
FIRST = "Erstorientierung Deutsch"
WORKSHOP = "Werkstatt Holz und Metall"
PLACE = "Ausbildungsplatz bei Musterwerk"
CARE = "Ausbildung in der Pflege"
BRIDGE = "Brückenkurs B1"
COACH = "Coaching junge Geflüchtete"
ENTRY_YEAR = "Einstiegsjahr Pflege"
PASSPORT = "Hilfe bei der Passbeschaffung"
MIND = "Stabilisierungsgruppe"
CAFE = "Sprachcafé"
CHILDCARE = "Kinderbetreuung während"

# Offers by the beginning of their names, how the step is arranged, days ago, basis, days to answer.
STEPS: tuple[tuple[str, str, LinkKind, int, str, int | None], ...] = (
    (CAFE, FIRST, LinkKind.LINK, 500, "Die VHS stellt sich jeden ersten Dienstag im Café vor.", None),
    (FIRST, YOUTH, LinkKind.TRANSFER, 420, "Kooperationsvereinbarung VHS und Lernwerk", 14),
    (YOUTH, SCHOOL, LinkKind.TRANSFER, 260, "Absprache Lernwerk und Weiterbildungskolleg", 28),
    (WORKSHOP, PLACE, LinkKind.LINK, 180, "Hospitation von drei Wochen, dann Gespräch", None),
)
# Of each month: asked, accepted, lapsed, refused by reason, answers by days.
FIRST_TO_YOUTH = (
    (5, 8, 5, 0, {"no_place": 2}, {"7": 4, "14": 3}),
    (4, 11, 6, 1, {"no_place": 3}, {"7": 3, "14": 4, "28": 2}),
    (3, 6, 5, 0, {"age": 1}, {"3": 3, "7": 3}),
    (2, 9, 4, 1, {"no_place": 3}, {"14": 5, "28": 2}),
)
YOUTH_TO_SCHOOL = (
    (4, 7, 4, 0, {"language": 3}, {"14": 3, "28": 4}),
    (3, 5, 3, 0, {"language": 1, "no_place": 1}, {"28": 3, "56": 2}),
    (2, 6, 3, 1, {"too_late": 1}, {"28": 3}),
)
# Kind, title, offer or from and to, institution, function, due in days, effort, steps with days ago.
LEVERS: tuple[tuple[LeverKind, str, tuple[str, ...], str, str, int, str, Mapping[str, int]], ...] = (
    (
        LeverKind.CREATION,
        "Brückenkurs mit Kinderbetreuung einrichten",
        (BRIDGE,),
        "Volkshochschule Musterkreis",
        "Programmbereich Deutsch",
        120,
        "3",
        {"agreed": 60, "in_progress": 20},
    ),
    (
        LeverKind.CREATION,
        "Einstiegsjahr Pflege mit dem Lindenhof aufbauen",
        (ENTRY_YEAR,),
        "Pflegeheim Lindenhof",
        "Einrichtungsleitung",
        300,
        "5",
        {},
    ),
    (
        LeverKind.TRANSFER,
        "Wer den Abschluss hat, geht mit Zeugnis und Beurteilung zum Betrieb",
        (SCHOOL, PLACE),
        "Agentur für Arbeit Mittelmuster",
        "Berufsberatung",
        -20,
        "1",
        {"agreed": 110},
    ),
    (
        LeverKind.TRANSFER,
        "Plätze im Jugendintegrationskurs mit Antwort in zwei Wochen",
        (FIRST, YOUTH),
        "Lernwerk gGmbH",
        "Kursleitung",
        -430,
        "1",
        {"agreed": 470, "in_progress": 450, "in_force": 420},
    ),
    (
        LeverKind.OPENING,
        "Stabilisierungsgruppe klären: Wer wird aufgenommen?",
        (MIND,),
        "Psychosoziales Zentrum Mittelmuster",
        "Leitung",
        45,
        "1",
        {"agreed": 30},
    ),
    (
        LeverKind.LINK,
        "Passbeschaffung und Werkstatt verknüpfen",
        (PASSPORT, WORKSHOP),
        "Teilhabemanagement Musterkreis",
        "Teilhabemanagement",
        -200,
        "1",
        {"dropped": 150},
    ),
)
WHY_DROPPED = (
    "Wer noch keine Papiere hat, darf auch in der Werkstatt nicht arbeiten. Erst die Erlaubnis klären."
)
# The need by the beginning of its title, and the offers that answer it.
ANSWERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Deutschkurse am Vormittag", (FIRST, YOUTH, CAFE, "Deutsch am Nachmittag", BRIDGE)),
    ("Kinderbetreuung während der Kurse", (CHILDCARE, BRIDGE)),
    ("Ein Weg zum Schulabschluss", (SCHOOL,)),
    ("Fachsprache für die Berufsschule", ("Nachhilfe in der Berufsschule",)),
    ("Jemand, der Behördenbriefe", (COACH, "Teilhabemanagement")),
    ("Hilfe bei Belastung", (MIND,)),
    ("Etwas Sinnvolles tun", (WORKSHOP,)),
    ("Ein Zimmer, in dem man lernen", ()),
    ("Freunde finden", (CAFE,)),
)


def tell_chains(story: Story) -> None:
    """After the offers, the subgroups and the needs have been told."""
    for step in STEPS:
        _arrange(story, *step)
    _write_the_rule(story)
    _count(story, _link(FIRST, YOUTH), FIRST_TO_YOUTH)
    _count(story, _link(YOUTH, SCHOOL), YOUTH_TO_SCHOOL)
    for lever in LEVERS:
        _pull(story, *lever)
    _name_a_goal(story)
    for number, (need, offers) in enumerate(ANSWERS):
        _answer(story, need, offers, 75 - number)
    _draw_consequences(story)
    _give_hints(story)


def _offer(name: str) -> Offer:
    found: Offer = Offer.objects.filter(name__startswith=name).order_by("position")[0]
    return found


def _link(source: str, target: str) -> Link:
    found: Link = Link.objects.get(source=_offer(source), target=_offer(target))
    return found


def _arrange(
    story: Story, source: str, target: str, kind: LinkKind, days: int, basis: str, deadline: int | None
) -> None:
    with acting(events.LINK_SET, story.coordinator, story.alliance, ago(days)):
        set_link(
            source=_offer(source),
            target=_offer(target),
            kind=kind,
            since=ago(days),
            basis=basis,
            deadline_days=deadline,
            by=story.coordinator,
        )


def _write_the_rule(story: Story) -> None:
    with acting(events.RULE_SET, story.coordinator, story.alliance, ago(415)):
        for what, giver, receiver, by_when in (
            (
                "Bescheinigung mit erreichtem Niveau",
                "Kursleitung",
                "Aufnahme",
                "zwei Wochen vor Ende",
            ),
            ("Zusage oder Absage mit Grund", "Aufnahme", "Kursleitung", "zwei Wochen nach der Anfrage"),
        ):
            set_rule(
                link=_link(FIRST, YOUTH),
                what=what,
                giver_words=giver,
                receiver_words=receiver,
                by_when=by_when,
                by=story.coordinator,
            )


def _count(story: Story, link: Link, months: tuple[tuple[Any, ...], ...]) -> None:
    for back, asked, accepted, lapsed, refusals, times in months:
        month = _month(back)
        with acting(events.TRANSFERS_COUNTED, story.coordinator, story.alliance, ago(30 * (back - 1) - 5)):
            count_transfers(
                link=link,
                month=month,
                asked=asked,
                accepted=accepted,
                lapsed=lapsed,
                refusals=refusals,
                answer_times=times,
                by=story.coordinator,
            )


def _month(back: int) -> datetime.date:
    """The first of the month so many months before this one."""
    day = ago(0).replace(day=1)
    for _ in range(back):
        day = (day - datetime.timedelta(days=1)).replace(day=1)
    return day


def _pull(
    story: Story,
    kind: LeverKind,
    title: str,
    about: tuple[str, ...],
    institution: str,
    function: str,
    due: int,
    effort: str,
    steps: Mapping[str, int],
) -> None:
    offers = [_offer(name) for name in about]
    begun = max(steps.values(), default=40) + 15
    responsible = story.find(institution)
    with acting(events.LEVER_ADDED, story.coordinator, story.alliance, ago(begun)):
        lever = add_lever(
            alliance=story.alliance,
            kind=kind,
            about=About(offer=offers[0]) if len(offers) == 1 else About(source=offers[0], target=offers[1]),
            plan=Plan(
                title,
                responsible=responsible,
                responsible_words=function,
                begins_on=ago(begun),
                due_on=max(ago(-due), ago(begun)),
                effort=Decimal(effort),
                parties=(responsible,),
            ),
            by=story.coordinator,
        )
    for state, days in steps.items():
        _move(story, lever, LeverState(state), days)


def _move(story: Story, lever: Lever, to: LeverState, days: int) -> None:
    reason = WHY_DROPPED if to == LeverState.DROPPED else ""
    with acting(VERBS[to], story.coordinator, story.alliance, ago(days), number=1):
        move_lever(lever=lever, to=to, on=ago(days), reason=reason, by=story.coordinator)


def _name_a_goal(story: Story) -> None:
    with acting(events.GOAL_SET, story.coordinator, story.alliance, ago(140)):
        set_goal(
            alliance=story.alliance,
            key="ausbildungsreif",
            label="Startklar für die Ausbildung: B1 und Schulabschluss",
            condition={
                "all": [
                    {"attr": "german", "op": ">=", "value": "B1"},
                    {"attr": "school", "op": ">=", "value": "ESA"},
                ]
            },
            by=story.coordinator,
        )


def _answer(story: Story, need: str, offers: tuple[str, ...], days: int) -> None:
    verb = events.ANSWERS_SET if offers else events.NEED_REVIEWED
    with acting(verb, story.coordinator, story.alliance, ago(days)):
        set_answers(need=_need(need), offers=[_offer(name) for name in offers], by=story.coordinator)


def _need(title: str) -> Need:
    found: Need = Need.objects.filter(title__startswith=title).order_by("pk")[0]
    return found


def _draw_consequences(story: Story) -> None:
    lever = Lever.objects.get(title__startswith="Stabilisierungsgruppe")
    room, mind = _need("Ein Zimmer, in dem man lernen"), _need("Hilfe bei Belastung")
    training = Subgroup.objects.get(name="In Ausbildung mit Ausbildungsduldung")
    young = Subgroup.objects.get(name="Aufenthaltsgestattung, kaum Deutsch")
    by = story.coordinator
    with acting(events.CONSEQUENCE_DRAWN, by, story.alliance, ago(28)):
        draw_consequence(need=mind, subgroup=young, kind=ConsequenceKind.LEVER, lever=lever, by=by)
    with acting(events.CONSEQUENCE_DRAWN, by, story.alliance, ago(27)):
        draw_consequence(
            need=room,
            subgroup=training,
            kind=ConsequenceKind.MEASURE,
            words="Sozialamt und Berufskolleg prüfen Lernplätze bis 18 Uhr, bis Ende Januar.",
            by=by,
        )
    with acting(events.CONSEQUENCE_DRAWN, by, story.alliance, ago(26)):
        draw_consequence(
            need=room,
            subgroup=young,
            kind=ConsequenceKind.LEAVE,
            words="Über die Belegung entscheidet das Land. Im Austausch der Kreise ansprechen.",
            by=by,
        )


def _give_hints(story: Story) -> None:
    mothers = Subgroup.objects.get(name="Junge Mütter mit Duldung oder Gestattung")
    for offer, leaf, subgroup, days, times in (
        (PLACE, "access.all[2]", None, 12, 4),
        (CARE, "access.all[0]", mothers, 20, 2),
        (None, "", None, 33, 1),
    ):
        with acting(events.HINT_GIVEN, story.coordinator, story.alliance, ago(days), number=times):
            for _ in range(times):
                give_hint(
                    alliance=story.alliance,
                    goal_key="training",
                    offer=_offer(offer) if offer else None,
                    leaf=leaf,
                    subgroup=subgroup,
                    signature="Hinweis aus der Praxis",
                )
