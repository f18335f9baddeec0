import itertools
from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import COORDINATOR, INSIDE, Route
from klappt.alliances.scope import scope
from klappt.profiles.services.attributes import add_attribute
from klappt.profiles.tests.factories import make_subgroup

_numbers = itertools.count(1)


def a_subgroup(cast: Cast) -> dict[str, Any]:
    return {"pk": make_subgroup(cast.alliance, f"Teilgruppe {next(_numbers)}").pk}


def a_question(cast: Cast) -> dict[str, Any]:
    with scope(cast.alliance):
        return {"key": add_attribute(alliance=cast.alliance, label="Auto", kind="boolean", by=cast.alma).key}


ROUTES: dict[str, Route] = {
    "profiles:list": Route(INSIDE),
    "profiles:add": Route(COORDINATOR, COORDINATOR, data={"name": "Junge Mütter"}),
    "profiles:suggestions": Route(COORDINATOR, COORDINATOR),
    "profiles:edit": Route(COORDINATOR, COORDINATOR, kwargs=a_subgroup, data={"name": "Andere"}),
    "profiles:retire": Route(post=COORDINATOR, kwargs=a_subgroup),
    "profiles:revive": Route(post=COORDINATOR, kwargs=a_subgroup),
    "profiles:attributes": Route(INSIDE),
    "profiles:add_attribute": Route(COORDINATOR, COORDINATOR, data={"label": "Auto", "kind": "boolean"}),
    "profiles:word_attribute": Route(COORDINATOR, COORDINATOR, kwargs=a_question, data={"label": "Wagen"}),
    "profiles:retire_attribute": Route(post=COORDINATOR, kwargs=a_question),
}
