"""Goals, decisions and measures have somebody, a day, an origin and their whole history (A6, A7)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.meetings.enums import Channel, OutcomeKind, OutcomeState
from klappt.meetings.models import Outcome
from klappt.meetings.services.outcomes import NOBODY, Responsible, agree, move
from klappt.meetings.tests.factories import DUE, make_item, make_outcome

pytestmark = pytest.mark.django_db
HAS_STATE = [OutcomeKind.GOAL, OutcomeKind.DECISION, OutcomeKind.MEASURE]


@pytest.mark.parametrize("kind", HAS_STATE)
def test_none_can_be_without_somebody_and_a_day(cast: Cast, kind: OutcomeKind) -> None:
    item = make_item(cast)
    with scope(cast.alliance), pytest.raises(ValidationError) as refused:
        agree(item=item, kind=kind, text="Kurs öffnen", by=cast.alma, responsible=NOBODY)
    assert set(refused.value.message_dict) == {"person", "due_on"}


@pytest.mark.parametrize("without", [{"person": ""}, {"due_on": None}])
def test_nor_does_the_database_take_one(cast: Cast, without: dict[str, object]) -> None:
    outcome = make_outcome(cast)
    with set_up(cast.alliance), pytest.raises(IntegrityError), transaction.atomic():
        Outcome.objects.filter(pk=outcome.pk).update(**without)


def test_an_information_needs_neither(cast: Cast) -> None:
    outcome = make_outcome(cast, kind=OutcomeKind.INFORMATION, person="", due_on=None)
    with scope(cast.alliance):
        assert not outcome.changes.exists()
        with pytest.raises(ValidationError):
            move(outcome=outcome, to=OutcomeState.DONE, by=cast.alma, channel=Channel.PAGE)


def test_each_change_stays_with_who_and_when(cast: Cast) -> None:
    outcome = make_outcome(cast)
    with scope(cast.alliance):
        move(outcome=outcome, to=OutcomeState.BEGUN, by=cast.ceren, channel=Channel.PAGE)
        move(
            outcome=outcome,
            to=OutcomeState.STUCK,
            by=None,
            channel=Channel.LINK,
            reason="Raum fehlt",
            signature="ceren@example.org",
        )
        told = list(outcome.changes.values_list("state", "reason", "channel", "by", "signature", "due_on"))
    assert told == [
        ("agreed", "", "page", cast.alma.pk, "", DUE),
        ("begun", "", "page", cast.ceren.pk, "", DUE),
        ("stuck", "Raum fehlt", "link", None, "ceren@example.org", DUE),
    ]


@pytest.mark.parametrize("to", [OutcomeState.STUCK, OutcomeState.DROPPED])
def test_stuck_and_dropped_want_a_reason(cast: Cast, to: OutcomeState) -> None:
    outcome = make_outcome(cast)
    with scope(cast.alliance), pytest.raises(ValidationError):
        move(outcome=outcome, to=to, by=cast.alma, channel=Channel.PAGE, reason="  ")


def test_saying_it_twice_changes_nothing(cast: Cast) -> None:
    outcome = make_outcome(cast)
    with scope(cast.alliance):
        for _ in range(2):
            move(outcome=outcome, to=OutcomeState.DONE, by=cast.alma, channel=Channel.PAGE)
        assert outcome.changes.count() == 2


def test_a_measure_serves_a_goal_and_not_another_measure(cast: Cast) -> None:
    goal = make_outcome(cast, kind=OutcomeKind.GOAL, text="Jeder kommt in einen Kurs")
    measure = make_outcome(cast, goal=goal)
    assert measure.goal == goal
    with scope(cast.alliance), pytest.raises(ValidationError):
        agree(
            item=measure.item,
            kind=OutcomeKind.MEASURE,
            text="x",
            by=cast.alma,
            responsible=Responsible("Ceren"),
            due_on=DUE,
            goal=measure,
        )
