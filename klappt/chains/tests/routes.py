import datetime
import itertools
from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import COORDINATOR, INSIDE, Route
from klappt.alliances.scope import scope
from klappt.chains.enums import ConsequenceKind, LeverState
from klappt.chains.services.answers import draw_consequence
from klappt.chains.services.links import set_rule
from klappt.chains.tests.factories import make_lever, make_link, make_need
from klappt.offers.tests.factories import make_offer, make_rule
from klappt.profiles.models import Subgroup
from klappt.profiles.tests.factories import make_subgroup

PLAN = {"title": "Abendschule verknüpfen", "opened": "{}"}
LINK = {"kind": "transfer", "agreed": "yes", "opened": "{}"}
RULE = {"what": "Bescheinigung", "giver_words": "Kursleitung", "receiver_words": "Beratung", "opened": "{}"}
COUNTS = {"month": "2026-10", "asked": "3", "accepted": "2", "lapsed": "0", "reason-no_place": "1"}

_numbers = itertools.count(1)


def a_group(cast: Cast) -> Subgroup:
    return make_subgroup(cast.alliance, f"Teilgruppe {next(_numbers)}")


def a_link(cast: Cast) -> dict[str, Any]:
    return {"pk": make_link(cast.alliance, since=datetime.date(2025, 1, 1)).pk}


def a_rule(cast: Cast) -> dict[str, Any]:
    link = make_link(cast.alliance)
    with scope(cast.alliance):
        rule = set_rule(link=link, what="Zeugnis", giver_words="A", receiver_words="B", by=cast.alma)
    return {"pk": rule.pk}


def a_lever(cast: Cast) -> dict[str, Any]:
    return {"pk": make_lever(cast.alliance).pk}


def a_step(cast: Cast) -> dict[str, Any]:
    return {"pk": make_lever(cast.alliance, state=LeverState.IDEA).pk, "state": "agreed"}


def a_cell(cast: Cast) -> dict[str, Any]:
    return {"need": make_need(cast.alliance).pk, "subgroup": a_group(cast).pk}


def a_measure(cast: Cast) -> dict[str, Any]:
    return {**a_cell(cast), "kind": "measure"}


def a_need(cast: Cast) -> dict[str, Any]:
    return {"pk": make_need(cast.alliance).pk}


def a_consequence(cast: Cast) -> dict[str, Any]:
    need, group = make_need(cast.alliance), a_group(cast)
    with scope(cast.alliance):
        row = draw_consequence(
            need=need, subgroup=group, kind=ConsequenceKind.MEASURE, words="JMD fragt", by=cast.alma
        )
    return {"pk": row.pk}


def an_offer(cast: Cast) -> dict[str, Any]:
    return {"pk": make_offer(cast.alliance).pk}


def a_handout(cast: Cast) -> dict[str, Any]:
    training = make_offer(cast.alliance, "Ausbildung", effects=[{"set": "in_training", "to": True}])
    make_rule(training, {"all": []})
    return {"language": "de"}


def a_goal(_cast: Cast) -> dict[str, Any]:
    return {"key": "training"}


COUNTING = frozenset({"alma", "paula"})
GOAL = {
    "label": "Gespräch",
    "condition-r-kind": "all",
    "condition-r-parts": "1",
    "condition-r-0-kind": "compare",
    "condition-r-0-attribute": "german",
    "condition-r-0-operator": ">=",
    "condition-r-0-value": "B1",
}
ROUTES: dict[str, Route] = {
    "chains:picture": Route(get=INSIDE),
    "chains:goals": Route(get=INSIDE),
    "chains:goal_add": Route(get=COORDINATOR, post=COORDINATOR, data=GOAL),
    "chains:goal_edit": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_goal, data=GOAL),
    "chains:goal_retire": Route(post=COORDINATOR, kwargs=a_goal),
    "chains:links": Route(get=INSIDE),
    "chains:link_add": Route(get=COORDINATOR, post=COORDINATOR, data=LINK),
    "chains:link": Route(get=INSIDE, kwargs=a_link),
    "chains:link_edit": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_link, data=LINK),
    "chains:link_end": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_link, data={"on": "2026-10-01"}),
    "chains:rule_add": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_link, data=RULE),
    "chains:rule_edit": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_rule, data=RULE),
    "chains:rule_remove": Route(post=COORDINATOR, kwargs=a_rule),
    "chains:count": Route(get=COUNTING, post=COUNTING, kwargs=a_link, data=COUNTS),
    "chains:levers": Route(get=INSIDE),
    "chains:lever_add": Route(get=COORDINATOR, post=COORDINATOR, data=PLAN),
    "chains:lever": Route(get=INSIDE, kwargs=a_lever),
    "chains:lever_edit": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_lever, data=PLAN),
    "chains:lever_step": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_step),
    "chains:gaps": Route(get=INSIDE),
    "chains:cell": Route(get=INSIDE, kwargs=a_cell),
    "chains:consequence": Route(post=COORDINATOR, kwargs=a_measure, data={"measure-words": "JMD fragt nach"}),
    "chains:answers": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_need),
    "chains:consequence_remove": Route(post=COORDINATOR, kwargs=a_consequence),
    "chains:find": Route(get=INSIDE, post=INSIDE, data={"goal": "training", "horizon": "12"}),
    "chains:handout": Route(post=INSIDE, kwargs=a_handout, data={"goal": "training", "horizon": "12"}),
    "chains:effects": Route(get=INSIDE),
    "chains:ways": Route(get=INSIDE),
    "chains:way": Route(get=INSIDE, kwargs=a_need),
    "chains:way_back": Route(get=INSIDE, kwargs=an_offer),
}
