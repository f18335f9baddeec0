from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import COORDINATOR, INSIDE, Route
from klappt.alliances.tests.factories import set_up
from klappt.priorities.models import Round
from klappt.priorities.tests.factories import make_note, make_priority, make_round, make_step

TABLE = INSIDE - {"paula"}


def a_priority(cast: Cast) -> dict[str, Any]:
    return {"pk": make_priority(cast, by=cast.alma).pk}


def a_round(cast: Cast) -> dict[str, Any]:
    with set_up(cast.alliance):
        Round.objects.filter(closed_on=None).delete()
    return {"pk": make_round(cast).pk}


def a_note(cast: Cast) -> dict[str, Any]:
    return {"pk": make_note(cast).pk}


def a_step(cast: Cast) -> dict[str, Any]:
    return {"pk": make_step(cast, make_priority(cast)).pk}


ROUTES = {
    "priorities:now": Route(get=INSIDE),
    "priorities:proposals": Route(get=INSIDE),
    "priorities:add": Route(get=TABLE, post=TABLE),
    "priorities:weigh": Route(get=TABLE, post=TABLE, data={"round": "1"}),
    "priorities:rounds": Route(get=COORDINATOR, post=COORDINATOR),
    "priorities:round_close": Route(post=COORDINATOR, kwargs=a_round),
    "priorities:decide": Route(get=COORDINATOR, post=COORDINATOR),
    "priorities:record": Route(get=COORDINATOR, post=COORDINATOR),
    "priorities:take_over": Route(post=COORDINATOR, kwargs=a_note),
    "priorities:untie": Route(post=COORDINATOR, kwargs=a_step),
    "priorities:priority": Route(get=INSIDE, kwargs=a_priority),
    "priorities:edit": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_priority),
    "priorities:withdraw": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_priority),
    "priorities:take_up": Route(post=COORDINATOR, kwargs=a_priority),
    "priorities:step": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_priority),
    "priorities:tie": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_priority),
}
