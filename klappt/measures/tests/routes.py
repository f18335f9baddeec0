from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import COORDINATOR, INSIDE, STEERING, Route
from klappt.alliances.scope import scope
from klappt.measures.tests.factories import make_carried
from klappt.meetings.enums import Channel, OutcomeState
from klappt.meetings.services.outcomes import last_step, move
from klappt.meetings.tests.factories import make_outcome

TABLE = INSIDE - {"paula"}
WRITER = COORDINATOR | {"ceren"}
RESPONSIBLE = STEERING | {"ceren"}


def a_measure(cast: Cast) -> dict[str, Any]:
    """Ceren's."""
    return {"pk": make_outcome(cast).pk}


def a_step(cast: Cast) -> dict[str, Any]:
    with scope(cast.alliance):
        moved = move(outcome=make_outcome(cast), to=OutcomeState.DONE, by=cast.ceren, channel=Channel.PAGE)
        step = last_step(moved)
    assert step
    return {"pk": step.pk}


def a_note(cast: Cast) -> dict[str, Any]:
    """Ceren's."""
    return {"pk": make_carried(cast).pk}


ROUTES: dict[str, Route] = {
    "measures:board": Route(get=INSIDE),
    "measures:list": Route(get=INSIDE),
    "measures:download": Route(get=INSIDE, kwargs=lambda _cast: {"suffix": "csv"}),
    "measures:goals": Route(get=INSIDE),
    "measures:decisions": Route(get=INSIDE),
    "measures:carried": Route(get=INSIDE),
    "measures:carry": Route(get=TABLE, post=TABLE),
    "measures:carried_edit": Route(get=WRITER, post=WRITER, kwargs=a_note),
    "measures:carried_remove": Route(post=WRITER, kwargs=a_note),
    "measures:reminders": Route(get=COORDINATOR),
    "measures:rhythm": Route(get=INSIDE, post=INSIDE),
    "api:measures": Route(get=INSIDE),
    "api:measure": Route(
        get=INSIDE,
        patch=RESPONSIBLE,
        kwargs=lambda cast: {"id": a_measure(cast)["pk"]},
        data={"state": "begun"},
    ),
    "measures:add": Route(get=TABLE, post=TABLE),
    "measures:result": Route(get=INSIDE, kwargs=a_measure),
    "measures:move": Route(
        get=RESPONSIBLE, post=RESPONSIBLE, kwargs=lambda cast: {**a_measure(cast), "state": "begun"}
    ),
    "measures:change": Route(get=STEERING, post=STEERING, kwargs=a_measure),
    "measures:take_back": Route(get=STEERING, post=STEERING, kwargs=a_step),
}
