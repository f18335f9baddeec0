"""Each first step is a measure: who, by when, from which meeting (A10)."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.meetings.enums import OutcomeKind
from klappt.meetings.models import Outcome
from klappt.meetings.tests.factories import make_outcome
from klappt.priorities.models import FirstStep
from klappt.priorities.services.proposals import change_proposal
from klappt.priorities.services.steps import tie_step
from klappt.priorities.tests.factories import held_item, make_priority, make_step
from klappt.priorities.tests.pages import url


def test_a_step_is_agreed_as_a_measure(cast: Cast, sign_in: Any) -> None:
    row, item = make_priority(cast), held_item(cast)
    data = {"item": item.pk, "text": "VHS einladen", "person": "ceren@example.org", "due_on": "2027-03-01"}
    browser = sign_in(cast.alma)
    for missing in ("item", "text", "person", "due_on"):
        assert browser.post(url(cast, "step", row.pk), {**data, missing: ""}).status_code == 422
    assert browser.post(url(cast, "step", row.pk), data).status_code == 302
    with scope(cast.alliance):
        outcome = Outcome.objects.get()
        assert FirstStep.objects.get().outcome == outcome
    assert (outcome.kind, outcome.person, outcome.user) == (OutcomeKind.MEASURE, "Ceren", cast.ceren)
    html = browser.get(url(cast, "priority", row.pk)).content.decode()
    assert "VHS einladen" in html
    assert "vereinbart" in html


def test_it_serves_the_goal_of_the_priority(cast: Cast) -> None:
    row, goal = make_priority(cast), make_outcome(cast, kind=OutcomeKind.GOAL, text="Jeder hat einen Kurs")
    with scope(cast.alliance):
        row = change_proposal(priority=row, by=cast.alma, goal=goal)
    step = make_step(cast, row)
    with scope(cast.alliance):
        assert Outcome.objects.get(pk=step.outcome_id).goal == goal


def test_a_measure_that_was_agreed_can_be_chosen_once(cast: Cast, sign_in: Any) -> None:
    row, measure = make_priority(cast), make_outcome(cast)
    browser = sign_in(cast.alma)
    assert browser.post(url(cast, "tie", row.pk), {"outcome": measure.pk}).status_code == 302
    assert browser.post(url(cast, "tie", row.pk), {"outcome": measure.pk}).status_code == 422
    decision = make_outcome(cast, measure.item, kind=OutcomeKind.DECISION)
    with scope(cast.alliance), pytest.raises(ValidationError):
        tie_step(priority=row, outcome=decision, by=cast.alma)


def test_untying_leaves_the_measure(cast: Cast, sign_in: Any) -> None:
    step = make_step(cast, make_priority(cast))
    sign_in(cast.alma).post(url(cast, "untie", step.pk))
    with scope(cast.alliance):
        assert not FirstStep.objects.exists()
        assert Outcome.objects.exists()


def test_without_any_meeting_the_page_says_where_to_begin(cast: Cast, sign_in: Any) -> None:
    row = make_priority(cast)
    assert "gehört zu einem Treffen" in sign_in(cast.alma).get(url(cast, "step", row.pk)).content.decode()
