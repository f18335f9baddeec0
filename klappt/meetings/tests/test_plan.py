"""What about meetings comes up, for whom, and how the step of the plan stands (A4, A5)."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from conftest import Cast
from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.alliances.enums import StepState
from klappt.alliances.extensions import Matter, Urgency
from klappt.alliances.policies import Member
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.meetings import plan
from klappt.meetings.enums import MeetingState
from klappt.meetings.search import find_meetings
from klappt.meetings.services.inviting import send_invitations
from klappt.meetings.tests.factories import make_item, make_meeting, make_poll, make_round

pytestmark = pytest.mark.django_db
IN = datetime.timedelta


def member(cast: Cast, user: User, role: Role) -> Member:
    return Member(user, cast.alliance, role)


def coming_up(cast: Cast) -> list[Matter]:
    with scope(cast.alliance):
        return list(plan.of_coordination(member(cast, cast.alma, Role.COORDINATOR)))


def test_an_invitation_is_missing_only_when_the_meeting_is_near(cast: Cast) -> None:
    make_round(cast, starts_at=timezone.now() + IN(days=20))
    assert coming_up(cast) == []
    make_meeting(cast, title="Bald", starts_at=timezone.now() + IN(days=13))
    (found,) = coming_up(cast)
    assert found.urgency == Urgency.DUE
    assert "Bald" in found.says
    assert found.url.endswith("/einladen/")


def test_the_silent_are_told_of_in_the_last_week(cast: Cast) -> None:
    meeting = make_round(cast, starts_at=timezone.now() + IN(days=6))
    with scope(cast.alliance):
        send_invitations(meeting=meeting, by=cast.alma)
    (found,) = coming_up(cast)
    assert (found.urgency, found.says[:2]) == (Urgency.WAITING, "2 ")


def test_what_is_over_waits_for_the_list(cast: Cast) -> None:
    make_meeting(cast, starts_at=timezone.now() - IN(days=2))
    (found,) = coming_up(cast)
    assert "festgehalten" in found.says


def test_a_search_for_a_date_becomes_a_decision_when_it_closes(cast: Cast) -> None:
    poll = make_poll(cast)
    assert [found.urgency for found in coming_up(cast)] == [Urgency.WAITING]
    with set_up(cast.alliance):
        poll.closes_on = timezone.localdate() - IN(days=1)
        poll.save()
    assert [found.urgency for found in coming_up(cast)] == [Urgency.DECIDE]


def test_nobody_else_is_told_what_the_coordination_has_to_do(cast: Cast) -> None:
    make_meeting(cast, starts_at=timezone.now() - IN(days=2))
    with scope(cast.alliance):
        assert not list(plan.of_coordination(member(cast, cast.bernd, Role.LEAD)))


def test_whoever_is_invited_is_asked_on_the_start_page(cast: Cast, sign_in: Any) -> None:
    meeting = make_round(cast, starts_at=timezone.now() + IN(days=30))
    with scope(cast.alliance):
        send_invitations(meeting=meeting, by=cast.alma)
        asked = list(plan.own_answers(member(cast, cast.ceren, Role.MEMBER)))
        assert not list(plan.own_answers(member(cast, cast.bernd, Role.LEAD)))
    assert [found.urgency for found in asked] == [Urgency.DECIDE]


def test_the_step_reads_what_is_there(cast: Cast) -> None:
    def stands() -> StepState:
        with scope(cast.alliance):
            return plan.meetings_stand(member(cast, cast.alma, Role.COORDINATOR)).state

    assert stands() == StepState.NOT_BEGUN
    held = make_meeting(cast, starts_at=timezone.now() - IN(days=9), state=MeetingState.HELD)
    assert stands() == StepState.UNDER_WAY
    with scope(cast.alliance):
        body = held.body
    make_meeting(cast, body, starts_at=timezone.now() + IN(days=9))
    assert stands() == StepState.DONE


def test_meetings_are_found_by_title_and_agenda(cast: Cast) -> None:
    make_item(cast, make_meeting(cast, title="4. Treffen"), title="Wohnraum für Auszubildende")
    with scope(cast.alliance):
        found = [hit.title for hit in find_meetings(member(cast, cast.paula, Role.PRACTITIONER), "wohnraum")]
        assert found == ["4. Treffen"]
        assert not list(find_meetings(member(cast, cast.paula, Role.PRACTITIONER), "Hochwasser"))
