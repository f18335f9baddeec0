"""A4: the plan is read from what is there; a day is set by the coordination."""

import datetime
from collections.abc import Callable

import time_machine
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.actors.enums import Field
from klappt.actors.models import ContactPerson
from klappt.actors.tests.factories import make_institution
from klappt.alliances import services
from klappt.alliances.enums import StepState
from klappt.alliances.policies import Member
from klappt.alliances.scope import scope
from klappt.alliances.selectors.plan import Plan, PlanLine, plan_of
from klappt.alliances.tests.factories import set_up

SignIn = Callable[[User], Client]
TODAY = datetime.date(2026, 11, 22)


def plan(cast: Cast, role: Role = Role.COORDINATOR) -> Plan:
    with scope(cast.alliance):
        return plan_of(Member(cast.alma, cast.alliance, role), TODAY)


def line(cast: Cast, key: str) -> PlanLine:
    return next(each for each in plan(cast).lines if each.step.key == key)


def test_the_next_step_is_the_first_that_is_not_done(cast: Cast) -> None:
    first = plan(cast).next
    assert first is not None
    assert first.step.key == "alliances.lead"
    with scope(cast.alliance):
        services.name_lead(alliance=cast.alliance, name="Bernd", since=TODAY, by=cast.alma)
    second = plan(cast).next
    assert second is not None
    assert second.step.key == "alliances.office"


def test_who_may_not_act_is_offered_no_button(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.ceren).get(reverse("alliances:plan", args=[cast.alliance.key])).content.decode()
    assert reverse("alliances:lead_name", args=[cast.alliance.key]) not in page
    assert reverse("alliances:plan_step", args=[cast.alliance.key, "alliances.lead"]) not in page


def test_actors_are_mapped_when_every_field_has_somebody_to_reach(cast: Cast) -> None:
    assert line(cast, "actors.map").standing.state is StepState.NOT_BEGUN
    for field in Field:
        institution = make_institution(cast.alliance, str(field.label), field=field)
        assert line(cast, "actors.map").standing.state is StepState.UNDER_WAY
        with set_up(cast.alliance):
            ContactPerson.objects.create(alliance=cast.alliance, institution=institution, phone="0221 1")
    assert line(cast, "actors.map").standing.state is StepState.DONE


def test_an_expired_check_is_not_done(cast: Cast) -> None:
    with time_machine.travel(TODAY):
        make_institution(cast.alliance, "VHS", checked_on=TODAY)
        assert line(cast, "actors.check").standing.state is StepState.DONE
        make_institution(cast.alliance, "JMD", checked_on=TODAY - datetime.timedelta(days=400))
        check = line(cast, "actors.check").standing
    assert check.state is StepState.UNDER_WAY
    assert str(check.says).startswith("1 ")


def test_a_day_is_planned_and_missed_days_are_said(cast: Cast, sign_in: SignIn) -> None:
    url = reverse("alliances:plan_step", args=[cast.alliance.key, "alliances.lead"])
    with time_machine.travel(TODAY):
        sign_in(cast.alma).post(url, {"planned_until": "2026-11-20", "note": "Im Vorstand ansprechen"})
        late = line(cast, "alliances.lead")
        assert (late.is_overdue, late.note) == (True, "Im Vorstand ansprechen")
        home = sign_in(cast.alma).get(reverse("alliances:home", args=[cast.alliance.key]))
        assert [each.day for each in home.context["due"]] == [datetime.date(2026, 11, 20)]
        sign_in(cast.alma).post(url, {"planned_until": "2026-12-20", "note": ""})
        assert not line(cast, "alliances.lead").is_overdue


def test_a_step_nobody_knows_is_not_found(cast: Cast, sign_in: SignIn) -> None:
    url = reverse("alliances:plan_step", args=[cast.alliance.key, "survey.needs"])
    assert sign_in(cast.alma).get(url).status_code == 404
