from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import COORDINATOR, INSIDE, Route
from klappt.cases.tests.factories import make_conference, make_finding, make_follow_up, make_pattern

ENTER = frozenset({"alma", "paula"})


def a_conference(cast: Cast) -> dict[str, Any]:
    return {"pk": make_conference(cast).pk}


def a_pattern(cast: Cast) -> dict[str, Any]:
    return {"pk": make_pattern(cast).pk}


def a_finding(cast: Cast) -> dict[str, Any]:
    return {"pk": make_finding(cast).pk}


def a_finding_to_follow(cast: Cast) -> dict[str, Any]:
    return {"pk": make_finding(cast).pk, "way": "nichts"}


def a_follow_up(cast: Cast) -> dict[str, Any]:
    return {"pk": make_follow_up(cast).pk}


ROUTES = {
    "cases:overview": Route(get=INSIDE),
    "cases:conferences": Route(get=ENTER),
    "cases:add": Route(get=ENTER, post=ENTER),
    "cases:conference": Route(get=ENTER, kwargs=a_conference),
    "cases:edit": Route(get=ENTER, post=ENTER, kwargs=a_conference),
    "cases:remove": Route(get=ENTER, post=ENTER, kwargs=a_conference),
    "cases:pattern_add": Route(get=ENTER, post=ENTER, kwargs=a_conference),
    "cases:pattern_remove": Route(post=ENTER, kwargs=a_pattern),
    "cases:finding_add": Route(get=ENTER, post=ENTER, kwargs=a_conference),
    "cases:finding_remove": Route(post=ENTER, kwargs=a_finding),
    "cases:follow": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_finding_to_follow),
    "cases:follow_up_remove": Route(post=COORDINATOR, kwargs=a_follow_up),
}
