"""Goals with how far they are, those nobody works for, and what was decided (A6)."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.measures.tests.factories import make_measure, moved_to
from klappt.meetings.enums import OutcomeKind, OutcomeState
from klappt.meetings.tests.factories import make_outcome

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_a_goal_says_how_far_it_is_and_dropped_measures_do_not_count(cast: Cast, sign_in: SignIn) -> None:
    goal = make_outcome(cast, kind=OutcomeKind.GOAL, text="Jeder kommt in einen Kurs")
    for state in (OutcomeState.DONE, OutcomeState.DROPPED, OutcomeState.BEGUN):
        moved_to(cast, make_measure(cast, f"Bis {state}", item=goal.item, goal=goal), state)
    response = sign_in(cast.paula).get(reverse("measures:goals", args=[cast.alliance.key]))
    (shown,) = response.context["goals"]
    assert (shown.done, len(shown.measures), len(shown.serving)) == (1, 2, 3)
    assert "1 von 2 Maßnahmen sind erledigt" in response.content.decode()


def test_a_goal_nobody_works_for_is_said_aloud_and_so_are_measures_without_one(
    cast: Cast, sign_in: SignIn
) -> None:
    goal = make_outcome(cast, kind=OutcomeKind.GOAL, text="Jeder kommt in einen Kurs")
    moved_to(cast, make_measure(cast, "Verworfen", item=goal.item, goal=goal), OutcomeState.DROPPED)
    make_measure(cast, "Ohne Ziel", item=goal.item)
    response = sign_in(cast.alma).get(reverse("measures:goals", args=[cast.alliance.key]))
    assert (response.context["lacking"], response.context["without_goal"]) == (1, 1)


def test_a_reached_goal_lacks_nothing_and_stands_last(cast: Cast, sign_in: SignIn) -> None:
    reached = make_outcome(cast, kind=OutcomeKind.GOAL, text="Erreicht")
    moved_to(cast, reached, OutcomeState.DONE)
    make_outcome(cast, reached.item, kind=OutcomeKind.GOAL, text="Offen")
    response = sign_in(cast.alma).get(reverse("measures:goals", args=[cast.alliance.key]))
    assert [each.card.outcome.text for each in response.context["goals"]] == ["Offen", "Erreicht"]
    assert response.context["lacking"] == 1


def test_decisions_stand_with_their_meeting(cast: Cast, sign_in: SignIn) -> None:
    make_outcome(cast, kind=OutcomeKind.DECISION, text="Der Kurs wird geöffnet")
    make_measure(cast, "Keine Entscheidung")
    response = sign_in(cast.ceren).get(reverse("measures:decisions", args=[cast.alliance.key]))
    assert [card.outcome.text for card in response.context["cards"]] == ["Der Kurs wird geöffnet"]
