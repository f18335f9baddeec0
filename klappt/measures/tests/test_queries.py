"""With 500 measures the pages ask the database as often as with five."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances.tests.factories import set_up
from klappt.measures.tests.factories import in_days
from klappt.meetings.enums import OutcomeKind, OutcomeState
from klappt.meetings.models import AgendaItem, Outcome
from klappt.meetings.tests.factories import make_item, make_outcome

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def fill(cast: Cast, item: AgendaItem, goal: Outcome, number: int) -> None:
    states = [state for state in OutcomeState if state not in ("stuck", "dropped")]
    with set_up(cast.alliance):
        Outcome.objects.bulk_create(
            Outcome(
                alliance=cast.alliance,
                item=item,
                goal=goal if each % 2 else None,
                kind=OutcomeKind.MEASURE,
                text=f"Maßnahme {each}",
                person=f"Person {each % 7}",
                email=f"p{each % 7}@example.org",
                due_on=in_days(each % 60 - 20),
                state=states[each % len(states)],
            )
            for each in range(number)
        )


@pytest.mark.parametrize("name", ["board", "list", "goals", "reminders"])
def test_the_number_of_queries_does_not_grow(cast: Cast, sign_in: SignIn, name: str) -> None:
    item = make_item(cast)
    goal = make_outcome(cast, item, kind=OutcomeKind.GOAL, text="Jeder kommt in einen Kurs")
    url, browser = reverse(f"measures:{name}", args=[cast.alliance.key]), sign_in(cast.alma)
    counts = []
    for number in (5, 495):
        fill(cast, item, goal, number)
        browser.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(url).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
