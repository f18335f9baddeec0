"""Measures by JSON: the rights, the care and the history of the pages (A6, A7)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances.scope import scope
from klappt.audit.models import Event
from klappt.measures.tests.factories import make_measure, several
from klappt.meetings.models import Outcome
from klappt.meetings.tests.factories import make_item

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
TOO_LARGE = 10**30


def listed(cast: Cast, **asked: object) -> str:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"{reverse('api:measures', args=[cast.alliance.key])}?{query}"


def one(cast: Cast, pk: int) -> str:
    return reverse("api:measure", args=[cast.alliance.key, pk])


def patch(browser: Client, url: str, body: object) -> Any:
    return browser.patch(url, body, content_type="application/json")


def stored(cast: Cast, outcome: Outcome) -> Outcome:
    with scope(cast.alliance):
        return Outcome.objects.get(pk=outcome.pk)  # type: ignore[no-any-return] # the scoped manager is made at run time


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, 5),
        ({"state": "open"}, 3),
        ({"state": "overdue"}, 1),
        ({"state": "stuck"}, 1),
        ({"mine": "true"}, 2),
        ({"person": "Paula"}, 3),
        ({"text": "oeffnen"}, 1),
        ({"text": "%00"}, 5),
        ({"goal": "none"}, 5),
        ({"goal": 2**62}, 0),
        ({"body": 2**62}, 0),
        ({"institution": 2**62}, 0),
        ({"page": 2, "page_size": 4}, 1),
    ],
)
def test_the_list_narrows_and_pages(
    cast: Cast, sign_in: SignIn, asked: dict[str, object], found: int
) -> None:
    several(cast)
    assert len(sign_in(cast.ceren).get(listed(cast, **asked)).json()["items"]) == found


@pytest.mark.parametrize(
    "asked",
    [
        {"state": "half"},
        {"goal": TOO_LARGE},
        {"goal": 0},
        {"body": TOO_LARGE},
        {"body": "x"},
        {"institution": -1},
        {"page": 0},
        {"page_size": 501},
        {"text": "x" * 201},
        {"mine": "perhaps"},
    ],
)
def test_what_cannot_be_asked_is_answered_by_name(
    cast: Cast, sign_in: SignIn, asked: dict[str, object]
) -> None:
    response = sign_in(cast.ceren).get(listed(cast, **asked))
    assert response.status_code == 422
    assert all(set(each["loc"]) & set(asked) and each["msg"] for each in response.json()["detail"])


def test_a_measure_says_where_it_came_from_and_what_happened(cast: Cast, sign_in: SignIn) -> None:
    measure = make_measure(cast)
    found = sign_in(cast.paula).get(one(cast, measure.pk)).json()
    assert found["origin"]["item_title"] == "Sprachkurse"
    assert [step["state"] for step in found["history"]] == ["agreed"]
    assert "email" not in str(found)


def test_it_is_moved_and_the_history_says_by_which_way(cast: Cast, sign_in: SignIn) -> None:
    measure = make_measure(cast)
    answer = patch(sign_in(cast.ceren), one(cast, measure.pk), {"state": "done"})
    assert answer.status_code == 200
    last = answer.json()["history"][-1]
    assert (last["state"], last["channel"], last["by"]) == ("done", "api", "Ceren")
    assert Event.objects.filter(verb="meetings.outcome_state").latest("pk").channel == "api"


@pytest.mark.parametrize(
    "body",
    [
        {"state": "stuck"},
        {"state": "dropped", "reason": " "},
        {"state": "half"},
        {"state": None},
        {},
        [],
        {"state": "done", "seen": TOO_LARGE},
        {"state": "done", "seen": "x"},
        {"state": "stuck", "reason": "x" * 301},
        {"state": "stuck", "reason": 3},
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_moves(cast: Cast, sign_in: SignIn, body: object) -> None:
    measure = make_measure(cast)
    assert patch(sign_in(cast.alma), one(cast, measure.pk), body).status_code == 422
    assert stored(cast, measure).state == "agreed"


def test_half_a_character_is_no_reason(cast: Cast, sign_in: SignIn) -> None:
    measure = make_measure(cast)
    body = '{"state": "stuck", "reason": "\\ud800"}'
    assert patch(sign_in(cast.alma), one(cast, measure.pk), body).status_code == 422
    assert patch(sign_in(cast.alma), one(cast, measure.pk), "{").status_code == 400


def test_who_was_too_late_is_told_what_the_other_did(cast: Cast, sign_in: SignIn) -> None:
    measure, alma = make_measure(cast), sign_in(cast.alma)
    seen = alma.get(one(cast, measure.pk)).json()["history"][-1]["id"]
    patch(sign_in(cast.ceren), one(cast, measure.pk), {"state": "done", "seen": seen})
    late = patch(alma, one(cast, measure.pk), {"state": "stuck", "reason": "x", "seen": seen})
    assert late.status_code == 409
    assert (late.json()["step"]["state"], late.json()["step"]["by"]) == ("done", "Ceren")
    assert stored(cast, measure).state == "done"


def test_only_those_responsible_and_steering_move(cast: Cast, sign_in: SignIn) -> None:
    measure = make_measure(cast, person="Paula", email="paula@example.org")
    told = {
        name: patch(sign_in(user), one(cast, measure.pk), {"state": "begun"}).status_code
        for name, user in cast.everyone().items()
    }
    assert told == {
        "alma": 200,
        "bernd": 200,
        "ceren": 403,
        "paula": 200,
        "doris": 404,
        "lars": 404,
        "otto": 404,
        "emil": 404,
    }
    assert patch(Client(), one(cast, measure.pk), {"state": "done"}).status_code == 401


@pytest.mark.parametrize("pk", [0, 999_999, 2**63 - 1, TOO_LARGE])
def test_no_such_measure(cast: Cast, sign_in: SignIn, pk: int) -> None:
    url = one(cast, 1).replace("/1", f"/{pk}")
    assert sign_in(cast.alma).get(url).status_code == 404
    assert patch(sign_in(cast.alma), url, {"state": "done"}).status_code == 404


def test_the_number_of_queries_does_not_grow(cast: Cast, sign_in: SignIn) -> None:
    item, browser = make_item(cast), sign_in(cast.ceren)
    counts = []
    for number in (1, 6):
        for _ in range(number):
            make_measure(cast, item=item)
        browser.get(listed(cast))
        with CaptureQueriesContext(connection) as queries:
            browser.get(listed(cast))
        counts.append(len(queries))
    assert counts[0] == counts[1]
