from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import COORDINATOR, EVERYBODY, STEERING, Route
from klappt.matters.tests.factories import ask_somebody, make_conflict, make_matter

CONTENT = {"title": "Räume im Rathaus", "text": "Bitte", "do": "save"}


def a_matter(cast: Cast) -> dict[str, Any]:
    return {"pk": make_matter(cast).pk}


def a_conflict(cast: Cast) -> dict[str, Any]:
    return {"pk": make_conflict(cast).pk}


def a_step(cast: Cast) -> dict[str, Any]:
    return {"pk": make_conflict(cast).pk, "state": "tried"}


def an_inquiry(cast: Cast) -> dict[str, Any]:
    return {"pk": ask_somebody(cast)[0].pk}


def a_secret(cast: Cast) -> dict[str, Any]:
    return {"secret": ask_somebody(cast)[1]}


ROUTES: dict[str, Route] = {
    "matters:list": Route(get=STEERING),
    "matters:matter": Route(get=STEERING, kwargs=a_matter),
    "matters:new_submission": Route(get=COORDINATOR, post=COORDINATOR, data=CONTENT),
    "matters:new_conflict": Route(get=COORDINATOR, post=COORDINATOR, data=CONTENT),
    "matters:edit": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_matter, data=CONTENT),
    "matters:send": Route(
        get=COORDINATOR,
        post=COORDINATOR,
        kwargs=a_matter,
        data={"name": "Sozialamt", "email": "amt@example.org"},
    ),
    "matters:to_lead": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_conflict, data={"text": "Bitte"}),
    "matters:step": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_step, data={"text": "Gespräch"}),
    "matters:answer": Route(get=COORDINATOR, post=COORDINATOR, kwargs=an_inquiry, data={"answer": "agreed"}),
    "matter_links:answer": Route(get=EVERYBODY, post=EVERYBODY, kwargs=a_secret, data={"answer": "agreed"}),
}
