"""Goals, decisions and measures have somebody, a day, an origin and their whole history (A6, A7)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.meetings.enums import Channel, OutcomeKind, OutcomeState, Step
from klappt.meetings.models import Outcome, OutcomeChange
from klappt.meetings.services.outcomes import (
    NOBODY,
    Overtaken,
    Responsible,
    agree,
    change,
    last_step,
    move,
    take_back,
)
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
    outcome = make_outcome(cast, due_on=DUE)
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


LATER = datetime.date(2027, 3, 31)


def test_a_change_keeps_what_stood_there(cast: Cast) -> None:
    outcome = make_outcome(cast, due_on=DUE)
    with scope(cast.alliance):
        change(
            outcome=outcome,
            by=cast.alma,
            due_on=LATER,
            responsible=Responsible("Paula", user=cast.paula),
            note="Ceren ist in Elternzeit",
        )
        first, second = outcome.changes.all()
        row = Outcome.objects.get(pk=outcome.pk)
    assert (first.due_on, first.person, first.step) == (DUE, "Ceren Çelik", Step.AGREED)
    assert (second.due_on, second.person, second.step) == (LATER, "Paula", Step.CHANGED)
    assert second.note == "Ceren ist in Elternzeit"
    assert (row.due_on, row.person, row.email, row.user) == (LATER, "Paula", "", cast.paula)
    assert row.text == outcome.text


def test_changing_nothing_leaves_no_step(cast: Cast) -> None:
    outcome = make_outcome(cast, due_on=DUE)
    with scope(cast.alliance):
        change(outcome=outcome, by=cast.alma, due_on=DUE, text=f"  {outcome.text} ")
        assert outcome.changes.count() == 1


@pytest.mark.parametrize("wanted", [{"due_on": None}, {"responsible": NOBODY}, {"text": " "}])
def test_a_change_takes_nothing_away_that_none_can_be_without(cast: Cast, wanted: dict[str, object]) -> None:
    outcome = make_outcome(cast)
    with scope(cast.alliance):
        with pytest.raises(ValidationError):
            change(outcome=outcome, by=cast.alma, **wanted)  # type: ignore[arg-type] # each has its own type
        assert outcome.changes.count() == 1


def test_a_wrong_step_is_taken_back_by_a_new_one(cast: Cast) -> None:
    outcome = make_outcome(cast)
    with scope(cast.alliance):
        moved = move(outcome=outcome, to=OutcomeState.DONE, by=cast.alma, channel=Channel.PAGE)
        wrong = last_step(moved)
        assert wrong is not None
        row = take_back(step=wrong, by=cast.alma, note="verklickt")
        steps = list(outcome.changes.values_list("step", "state", "takes_back"))
        assert row.state == OutcomeState.AGREED
        assert steps == [
            ("agreed", "agreed", None),
            ("moved", "done", None),
            ("taken_back", "agreed", wrong.pk),
        ]
        with pytest.raises(ValidationError):
            take_back(step=wrong, by=cast.alma)


def test_the_first_step_cannot_be_taken_back(cast: Cast) -> None:
    outcome = make_outcome(cast)
    with scope(cast.alliance):
        first = last_step(outcome)
        assert first is not None
        with pytest.raises(ValidationError):
            take_back(step=first, by=cast.alma)


def test_a_step_is_neither_changed_nor_removed(cast: Cast) -> None:
    outcome = make_outcome(cast)
    with set_up(cast.alliance):
        step = OutcomeChange.objects.get(outcome=outcome)
        step.reason = "anders"
        with pytest.raises(TypeError):
            step.save()
        with pytest.raises(TypeError):
            step.delete()


def test_who_saw_an_older_state_is_told_and_nothing_is_lost(cast: Cast) -> None:
    outcome = make_outcome(cast)
    with scope(cast.alliance):
        seen = last_step(outcome)
        assert seen is not None
        move(outcome=outcome, to=OutcomeState.DONE, by=cast.ceren, channel=Channel.LINK, seen=seen.pk)
        with pytest.raises(Overtaken) as refused:
            move(
                outcome=outcome,
                to=OutcomeState.DROPPED,
                by=cast.alma,
                channel=Channel.PAGE,
                reason="überholt",
                seen=seen.pk,
            )
        assert refused.value.step.by == cast.ceren
        assert Outcome.objects.get(pk=outcome.pk).state == OutcomeState.DONE


def test_two_who_read_the_same_both_leave_their_step(cast: Cast) -> None:
    outcome = make_outcome(cast, due_on=DUE)
    with scope(cast.alliance):
        one, other = (Outcome.objects.get(pk=outcome.pk) for _ in range(2))
        move(outcome=one, to=OutcomeState.BEGUN, by=cast.ceren, channel=Channel.PAGE)
        change(outcome=other, by=cast.alma, due_on=LATER)
        row = Outcome.objects.get(pk=outcome.pk)
        steps = list(outcome.changes.values_list("step", "state", "due_on"))
    assert (row.state, row.due_on) == (OutcomeState.BEGUN, LATER)
    assert steps == [("agreed", "agreed", DUE), ("moved", "begun", DUE), ("changed", "begun", LATER)]


def test_no_state_that_is_none_gets_into_the_database(cast: Cast) -> None:
    outcome = make_outcome(cast)
    with set_up(cast.alliance), pytest.raises(IntegrityError), transaction.atomic():
        Outcome.objects.filter(pk=outcome.pk).update(state="halb")
