from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import COORDINATOR, EVERYBODY, INSIDE, SIGNED_IN, Route
from klappt.alliances.tests.factories import an_invitation, membership


def an_open_invitation(cast: Cast) -> dict[str, Any]:
    return {"pk": an_invitation(cast.alliance, cast.alma)[0].pk}


def paula(cast: Cast) -> dict[str, Any]:
    return {"pk": membership(cast.alliance, cast.paula).pk}


def a_link(cast: Cast) -> dict[str, Any]:
    return {"secret": an_invitation(cast.alliance, cast.alma)[1]}


ROUTES = {
    "alliances:start": Route(get=SIGNED_IN),
    "alliances:home": Route(get=INSIDE),
    "alliances:team": Route(get=INSIDE),
    "alliances:rights": Route(get=INSIDE),
    "alliances:invite": Route(
        get=COORDINATOR, post=COORDINATOR, data={"email": "neu@example.org", "role": "member"}
    ),
    "alliances:invite_again": Route(post=COORDINATOR, kwargs=an_open_invitation),
    "alliances:withdraw_invitation": Route(post=COORDINATOR, kwargs=an_open_invitation),
    "alliances:change_role": Route(post=COORDINATOR, kwargs=paula),
    "alliances:end_work": Route(
        get=COORDINATOR, post=COORDINATOR, kwargs=paula, data={"last_day": "2030-01-01"}
    ),
    "alliances:accept": Route(get=EVERYBODY, post=EVERYBODY, kwargs=a_link),
}
