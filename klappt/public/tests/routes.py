from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import EVERYBODY, Route
from klappt.actors.tests.group import ask_the_lead, make_approach
from klappt.measures.tests.factories import a_letter_link
from klappt.needs.tests.factories import make_survey
from klappt.public.tests.factories import an_offer_link, an_open_link


def a_question_to_the_lead(cast: Cast) -> dict[str, Any]:
    make_approach(cast.alliance)
    _request, path = ask_the_lead(cast)
    return {"secret": path.strip("/").split("/")[-1]}


def a_survey_in_dari(cast: Cast) -> dict[str, Any]:
    return {"code": make_survey(cast).code, "language": "prs"}


ROUTES = {
    "public:confirm_offer": Route(
        get=EVERYBODY, post=EVERYBODY, kwargs=lambda cast: {"secret": an_offer_link(cast)}
    ),
    "public:confirm": Route(
        get=EVERYBODY, post=EVERYBODY, kwargs=lambda cast: {"secret": an_open_link(cast)}
    ),
    "public:measures": Route(
        get=EVERYBODY, post=EVERYBODY, kwargs=lambda cast: {"secret": a_letter_link(cast)}
    ),
    "public:measures_rhythm": Route(
        get=EVERYBODY, post=EVERYBODY, kwargs=lambda cast: {"secret": a_letter_link(cast)}
    ),
    "public:survey": Route(get=EVERYBODY, kwargs=lambda cast: {"code": make_survey(cast).code}),
    "public:survey_answer": Route(get=EVERYBODY, post=EVERYBODY, kwargs=a_survey_in_dari),
    "public:survey_thanks": Route(get=EVERYBODY, kwargs=a_survey_in_dari),
    "public:agree": Route(get=EVERYBODY, post=EVERYBODY, kwargs=a_question_to_the_lead),
}
