"""Board and list: by state, narrowed by the address, counted; who may move moves (A7)."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances.scope import scope
from klappt.measures.tests.factories import in_days, make_measure, moved_to, several
from klappt.meetings.enums import OutcomeKind, OutcomeState
from klappt.meetings.models import Outcome
from klappt.meetings.services.outcomes import last_step
from klappt.meetings.tests.factories import make_outcome

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def page(cast: Cast, name: str = "board", **asked: object) -> str:
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return f"{reverse(f'measures:{name}', args=[cast.alliance.key])}?{query}"


def move_url(cast: Cast, outcome: Outcome, state: str) -> str:
    return reverse("measures:move", args=[cast.alliance.key, outcome.pk, state])


def state_of(cast: Cast, outcome: Outcome) -> str:
    with scope(cast.alliance):
        return str(Outcome.objects.get(pk=outcome.pk).state)


def test_each_measure_stands_in_the_column_of_its_state(cast: Cast, sign_in: SignIn) -> None:
    several(cast)
    columns = sign_in(cast.paula).get(page(cast)).context["columns"]
    assert {column.state.value: [c.outcome.text for c in column.cards] for column in columns} == {
        "agreed": ["Kurs öffnen", "Plätze erfragen"],
        "begun": [],
        "stuck": ["Raum suchen"],
        "done": ["Flyer drucken"],
        "dropped": ["Bus bestellen"],
    }


def test_the_numbers_say_how_it_stands(cast: Cast, sign_in: SignIn) -> None:
    several(cast)
    numbers = sign_in(cast.alma).get(page(cast)).context["numbers"]
    assert (numbers.total, numbers.open, numbers.overdue, numbers.stuck, numbers.done) == (5, 3, 1, 1, 1)
    assert numbers.next_due == in_days(30)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"state": "overdue"}, ["Kurs öffnen"]),
        ({"state": "stuck"}, ["Raum suchen"]),
        ({"state": "open"}, ["Kurs öffnen", "Raum suchen", "Plätze erfragen"]),
        ({"mine": "on", "state": "open"}, ["Kurs öffnen", "Plätze erfragen"]),
        ({"person": "Paula", "sort": "text"}, ["Bus bestellen", "Flyer drucken", "Raum suchen"]),
        ({"person": "Paula", "sort": "-text"}, ["Raum suchen", "Flyer drucken", "Bus bestellen"]),
        ({"text": "OEFFNEN"}, ["Kurs öffnen"]),
        ({"goal": "none", "state": "done"}, ["Flyer drucken"]),
        ({"text": "gibt es nicht"}, []),
        ({"text": "%00", "state": "overdue"}, ["Kurs öffnen"]),
    ],
)
def test_the_list_narrows_and_sorts(
    cast: Cast, sign_in: SignIn, asked: dict[str, object], found: list[str]
) -> None:
    several(cast)
    response = sign_in(cast.ceren).get(page(cast, "list", **asked))
    assert [card.outcome.text for card in response.context["cards"]] == found


def test_goal_body_and_institution_narrow(cast: Cast, sign_in: SignIn) -> None:
    goal = make_outcome(cast, kind=OutcomeKind.GOAL, text="Jeder kommt in einen Kurs")
    served = make_measure(cast, "Kurs öffnen", item=goal.item, goal=goal)
    make_measure(cast, "Anderes")
    with scope(cast.alliance):
        body = served.item.meeting.body_id
    browser = sign_in(cast.ceren)
    for asked in ({"goal": goal.pk}, {"body": body}):
        response = browser.get(page(cast, "list", **asked))
        assert [card.outcome.text for card in response.context["cards"]] == ["Kurs öffnen"]


def test_what_is_no_choice_counts_as_not_asked(cast: Cast, sign_in: SignIn) -> None:
    several(cast)
    response = sign_in(cast.ceren).get(page(cast, "list", goal=10**30, state="weg", sort="geheim", page="x"))
    assert len(response.context["cards"]) == 5


def test_one_click_moves_it_and_leads_back(cast: Cast, sign_in: SignIn) -> None:
    measure = make_measure(cast)
    here = page(cast, state="open")
    response = sign_in(cast.ceren).post(move_url(cast, measure, "begun"), {"next": here})
    assert response["Location"] == here
    assert state_of(cast, measure) == OutcomeState.BEGUN


def test_nobody_is_led_elsewhere(cast: Cast, sign_in: SignIn) -> None:
    measure = make_measure(cast)
    for number, wanted in enumerate(("https://example.com/", "//example.com/", "/\\example.com")):
        state = ("begun", "done", "agreed")[number]
        response = sign_in(cast.ceren).post(move_url(cast, measure, state), {"next": wanted})
        assert response["Location"] == reverse("measures:result", args=[cast.alliance.key, measure.pk])


@pytest.mark.parametrize("state", ["stuck", "dropped"])
def test_a_reason_is_asked_for(cast: Cast, sign_in: SignIn, state: str) -> None:
    measure, browser = make_measure(cast), sign_in(cast.alma)
    refused = browser.post(move_url(cast, measure, state), {"reason": " "})
    assert refused.status_code == 422
    assert refused.context["form"].errors["reason"]
    assert state_of(cast, measure) == OutcomeState.AGREED
    browser.post(move_url(cast, measure, state), {"reason": "Kein Raum"})
    assert state_of(cast, measure) == state


def test_only_those_responsible_and_steering_move(cast: Cast, sign_in: SignIn) -> None:
    measure = make_measure(cast, person="Paula", email="PAULA@example.org")
    for user, status in ((cast.ceren, 403), (cast.paula, 302), (cast.bernd, 302), (cast.emil, 404)):
        assert sign_in(user).post(move_url(cast, measure, "begun")).status_code == status
    cards = sign_in(cast.ceren).get(page(cast, "list")).context["cards"]
    assert not cards[0].may_move


def test_who_saw_an_older_state_is_told_and_decides(cast: Cast, sign_in: SignIn) -> None:
    measure, browser = make_measure(cast), sign_in(cast.alma)
    with scope(cast.alliance):
        seen = last_step(measure)
    assert seen
    sign_in(cast.ceren).post(move_url(cast, measure, "done"))
    late = {"reason": "Kein Geld", "seen": seen.pk}
    refused = browser.post(move_url(cast, measure, "stuck"), late)
    assert refused.status_code == 422
    assert "Ceren" in refused.content.decode()
    assert "Kein Geld" in refused.content.decode()
    assert state_of(cast, measure) == OutcomeState.DONE
    again = {"reason": "Kein Geld", "seen": refused.context["form"]["seen"].value()}
    browser.post(move_url(cast, measure, "stuck"), again)
    assert state_of(cast, measure) == OutcomeState.STUCK


def test_an_information_and_an_unknown_state_are_no_pages(cast: Cast, sign_in: SignIn) -> None:
    information = make_outcome(cast, kind=OutcomeKind.INFORMATION, person="", due_on=None)
    browser = sign_in(cast.alma)
    assert browser.post(move_url(cast, information, "done")).status_code == 404
    assert browser.post(move_url(cast, make_measure(cast), "halb")).status_code == 404


def test_an_empty_board_invites(cast: Cast, sign_in: SignIn) -> None:
    text = sign_in(cast.alma).get(page(cast)).content.decode()
    assert reverse("meetings:list", args=[cast.alliance.key]) in text


def test_the_way_back_survives_being_asked_once_more(cast: Cast, sign_in: SignIn) -> None:
    """Dragged on a board as it was filtered, refused because somebody was quicker, said again."""
    row, here = several(cast)["open"], page(cast, "board", state="open")
    with scope(cast.alliance):
        step = last_step(row)
        assert step is not None
    moved_to(cast, row, OutcomeState.DROPPED)
    browser, address = sign_in(cast.ceren), move_url(cast, row, "begun")
    refused = browser.post(address, {"seen": step.pk, "next": here})
    assert refused.status_code == 422
    again = {field.html_name: field.value() or "" for field in refused.context["form"]}
    assert browser.post(address, again).headers["Location"] == here
