from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import EVERYBODY, Route
from klappt.actors.tests.group import ask_the_lead, make_approach
from klappt.public.tests.factories import an_open_link


def a_question_to_the_lead(cast: Cast) -> dict[str, Any]:
    make_approach(cast.alliance)
    _request, path = ask_the_lead(cast)
    return {"secret": path.strip("/").split("/")[-1]}


ROUTES = {
    "public:confirm": Route(
        get=EVERYBODY, post=EVERYBODY, kwargs=lambda cast: {"secret": an_open_link(cast)}
    ),
    "public:agree": Route(get=EVERYBODY, post=EVERYBODY, kwargs=a_question_to_the_lead),
}
