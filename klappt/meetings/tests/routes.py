from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import COORDINATOR, INSIDE, Route
from klappt.bodies.tests.factories import make_body
from klappt.meetings.tests.factories import make_meeting


def a_body(cast: Cast) -> dict[str, Any]:
    make_body(cast)
    return {}


def a_meeting(cast: Cast) -> dict[str, Any]:
    return {"pk": make_meeting(cast).pk}


ROUTES: dict[str, Route] = {
    "meetings:list": Route(INSIDE),
    "meetings:plan": Route(COORDINATOR, COORDINATOR, kwargs=a_body),
    "meetings:meeting": Route(INSIDE, kwargs=a_meeting),
    "meetings:edit": Route(COORDINATOR, COORDINATOR, kwargs=a_meeting),
    "meetings:cancel": Route(COORDINATOR, COORDINATOR, kwargs=a_meeting),
}
