"""What comes up for whom, the steps of the process plan, the search (A4, A7)."""

import datetime

import pytest
from django.utils import timezone

from conftest import Cast
from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.alliances.enums import StepState
from klappt.alliances.extensions import Urgency
from klappt.alliances.policies import Member
from klappt.alliances.scope import scope
from klappt.measures import plan
from klappt.measures.enums import Occasion, Why
from klappt.measures.search import find_results
from klappt.measures.selectors.due import Draft, Reason
from klappt.measures.services.letters import write_letter
from klappt.measures.tests.factories import make_carried, make_measure, moved_to, several
from klappt.meetings.enums import OutcomeState
from klappt.meetings.tests.factories import make_item

pytestmark = pytest.mark.django_db


def member(cast: Cast, user: User, role: Role) -> Member:
    return Member(user, cast.alliance, role)


def alma(cast: Cast) -> Member:
    return member(cast, cast.alma, Role.COORDINATOR)


def test_the_step_is_measured(cast: Cast) -> None:
    with scope(cast.alliance):
        assert plan.carried_out(alma(cast)).state == StepState.NOT_BEGUN
    rows = several(cast)
    with scope(cast.alliance):
        standing = plan.carried_out(alma(cast))
    assert standing.state == StepState.UNDER_WAY
    assert standing.says == "1 von 5 Maßnahmen sind erledigt; überfällig: 1, stockend: 1."
    for row in rows.values():
        moved_to(cast, row, OutcomeState.DONE)
    with scope(cast.alliance):
        assert plan.carried_out(alma(cast)).state == StepState.DONE


def test_multiplying_is_counted_by_field(cast: Cast) -> None:
    make_carried(cast)
    with scope(cast.alliance):
        assert plan.multiplied(alma(cast)).says == "Aus 1 von vier Bereichen wurde etwas weitergetragen."


def test_what_is_mine_comes_up_when_it_is_due(cast: Cast) -> None:
    several(cast)
    ceren = member(cast, cast.ceren, Role.MEMBER)
    with scope(cast.alliance):
        assert [m.says for m in plan.own(ceren)] == ["„Kurs öffnen“ ist überfällig."]
        assert list(plan.own(alma(cast))) == []


def test_of_many_some_are_named(cast: Cast) -> None:
    item = make_item(cast)
    for number in range(8):
        make_measure(cast, f"Nr. {number}", days=1, item=item)
    with scope(cast.alliance):
        assert len(list(plan.own(member(cast, cast.ceren, Role.MEMBER)))) == plan.MOST + 1


def test_what_is_stuck_is_for_those_who_can_help(cast: Cast) -> None:
    several(cast)
    with scope(cast.alliance):
        (matter,) = plan.stuck(alma(cast))
        assert (matter.urgency, matter.says) == (Urgency.DECIDE, "„Raum suchen“ stockt: Raum fehlt")
        assert list(plan.stuck(member(cast, cast.bernd, Role.LEAD)))
        assert list(plan.stuck(member(cast, cast.ceren, Role.MEMBER))) == []


def test_silence_after_a_reminder_is_told_until_somebody_answers(cast: Cast) -> None:
    measure = make_measure(cast, days=-3)
    now = timezone.now() + datetime.timedelta(minutes=1)
    with scope(cast.alliance):
        assert list(plan.unanswered(alma(cast))) == []
        draft = Draft("ceren@example.org", "Ceren", Occasion.WEEK, "week:x")
        draft.reasons.append(Reason(measure, Why.OVERDUE, measure.due_on))
        write_letter(cast.alliance, draft, now)
        assert len(list(plan.unanswered(alma(cast)))) == 1
        assert list(plan.unanswered(member(cast, cast.bernd, Role.LEAD))) == []
    moved_to(cast, measure, OutcomeState.DONE)
    with scope(cast.alliance):
        assert list(plan.unanswered(alma(cast))) == []


def test_the_search_forgives_umlauts_and_finds_goals_too(cast: Cast) -> None:
    several(cast)
    with scope(cast.alliance):
        (hit,) = find_results(member(cast, cast.paula, Role.PRACTITIONER), "oeffnen")
    assert (str(hit.kind), hit.title) == ("Maßnahmen", "Kurs öffnen")


def test_my_due_days_stand_in_my_calendar(cast: Cast) -> None:
    rows = several(cast)
    with scope(cast.alliance):
        found = list(plan.due_days(member(cast, cast.ceren, Role.MEMBER)))
        assert [each.summary for each in found] == ["Fällig: Kurs öffnen", "Fällig: Plätze erfragen"]
        assert found[0].starts_at.date() == rows["overdue"].due_on
        assert list(plan.due_days(alma(cast))) == []
