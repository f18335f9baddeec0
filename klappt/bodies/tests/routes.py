from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import COORDINATOR, INSIDE, Route
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.bodies.models import SeatHolder
from klappt.bodies.services.chairs import take_chair
from klappt.bodies.tests.factories import FOUNDED, make_body, make_seat

DAY = {"on": "2026-12-01"}


def a_body(cast: Cast) -> dict[str, Any]:
    return {"pk": make_body(cast).pk}


def a_seat(cast: Cast) -> dict[str, Any]:
    return {"pk": make_seat(cast, make_body(cast)).pk}


def a_person(cast: Cast) -> dict[str, Any]:
    seat = make_seat(cast, make_body(cast), holder="Eda Kurt")
    with scope(cast.alliance):
        return {"pk": SeatHolder.objects.get(seat=seat).pk}


def a_chair(cast: Cast) -> dict[str, Any]:
    body = make_body(cast)
    with scope(cast.alliance):
        return {"pk": take_chair(body=body, name="Eda Kurt", since=FOUNDED, by=cast.alma).pk}


def an_institution(cast: Cast) -> dict[str, Any]:
    return {"pk": make_institution(cast.alliance).pk}


ROUTES: dict[str, Route] = {
    "bodies:list": Route(get=INSIDE),
    "bodies:core_group": Route(get=INSIDE),
    "bodies:body": Route(get=INSIDE, kwargs=a_body),
    "bodies:found": Route(get=COORDINATOR, post=COORDINATOR, data={"name": "Forum", "kind": "forum"}),
    "bodies:change": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_body),
    "bodies:end": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_body, data=DAY),
    "bodies:aims": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_body, data={"work": "2"}),
    "bodies:chair": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_body, data={"name": "Kim"}),
    "bodies:give_seat": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_body),
    "bodies:change_seat": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_seat, data={"note": "neu"}),
    "bodies:end_seat": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_seat, data=DAY),
    "bodies:fill": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_seat, data={"part": "holder"}),
    "bodies:leave": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_person, data=DAY),
    "bodies:leave_chair": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_chair, data=DAY),
    "bodies:seat_for": Route(get=COORDINATOR, post=COORDINATOR, kwargs=an_institution),
}
