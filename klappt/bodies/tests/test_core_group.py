"""A9: who sits in the core group today and on any day before, by field and question, and what is missing."""

import datetime

from django.http import HttpResponse
from django.urls import reverse

from conftest import Cast
from klappt.accounts.enums import Role
from klappt.actors.enums import ApproachState, Criterion, Field, Group
from klappt.actors.plan import core_group_stands
from klappt.actors.services.selection import keep_selection
from klappt.actors.tests.group import make_approach, make_candidate
from klappt.alliances.enums import StepState
from klappt.alliances.policies import Member
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.bodies.selectors.composition import Composition, composition
from klappt.bodies.selectors.seats import core_group_on
from klappt.bodies.services.groups import join_group
from klappt.bodies.services.seats import end_seat

SPRING, SUMMER, AUTUMN = (datetime.date(2026, month, 1) for month in (3, 6, 10))


def url(day: str = "") -> str:
    return reverse("bodies:core_group", args=["hier"]) + (f"?am={day}" if day else "")


def seat(cast: Cast, name: str, field: Field, since: datetime.date = SPRING) -> None:
    row = make_candidate(cast.alliance, name, field, meets=[Criterion.OFFERS])
    with scope(cast.alliance):
        join_group(institution=row, group=Group.CORE_GROUP, since=since, by=cast.alma)


def shown(day: datetime.date) -> Composition:
    body = core_group_on(day)
    assert body
    return composition(body, day)


def test_chairs_stand_by_field_and_empty_ones_are_there(cast: Cast) -> None:
    seat(cast, "VHS", Field.EDUCATION)
    seat(cast, "JMD", Field.MIGRATION)
    with scope(cast.alliance):
        found = shown(AUTUMN)
    chairs = [(chair.field, chair.institution and str(chair.institution)) for chair in found.table.chairs]
    assert chairs[:4] == [("migration", "JMD"), ("work", None), ("social", None), ("education", "VHS")]
    assert chairs[4:] == [("", None)] * 6
    assert {share.key for share in found.missing} == {"work", "social", *Criterion} - {"offers"}


def test_more_than_asked_for_still_all_have_a_chair(cast: Cast) -> None:
    for name in ("A", "B", "C"):
        seat(cast, name, Field.WORK)
    with scope(cast.alliance):
        keep_selection(alliance=cast.alliance, size=2, per_field={}, per_criterion={}, by=cast.alma)
        assert len(shown(AUTUMN).table.chairs) == 3


def test_a_day_in_the_past_shows_who_sat_there_then(cast: Cast, sign_in) -> None:
    row = make_candidate(cast.alliance, "Gestern")
    with scope(cast.alliance):
        left = join_group(institution=row, group=Group.CORE_GROUP, since=SPRING, by=cast.alma)
        end_seat(seat=left, on=SUMMER, by=cast.alma)
    seat(cast, "Heute", Field.WORK, since=AUTUMN)
    then = at_the_table(sign_in(cast.ceren).get(url("2026-04-01")))
    assert "Gestern" in then
    assert "Heute" not in then
    answer = sign_in(cast.ceren).get(url())
    assert "Gestern" not in at_the_table(answer)
    assert "Gestern" in answer.content.decode().split('id="frueher"')[1], "ended seats stay to be read"


def at_the_table(answer: HttpResponse) -> str:
    return answer.content.decode().split('class="seat-list"')[1].split("</ol>")[0]


def test_a_day_that_is_none_is_today(cast: Cast, sign_in) -> None:
    seat(cast, "Heute", Field.WORK)
    for day in ("2026-13-45", "gestern"):
        assert sign_in(cast.alma).get(url(day)).context["is_today"]


def test_a_member_sees_the_seats_and_nothing_of_the_plan(cast: Cast, sign_in) -> None:
    make_approach(cast.alliance, "Geheim")
    text = sign_in(cast.ceren).get(url()).content.decode()
    assert "Geheim" not in text
    assert reverse("actors:approaches", args=["hier"]) not in text


def test_the_part_carries_the_name_it_has_here(cast: Cast, sign_in) -> None:
    cast.alliance.part_names = {"core_group": "Lenkungsgruppe"}
    with set_up(cast.alliance):
        cast.alliance.save()
    assert "<h1>Lenkungsgruppe</h1>" in sign_in(cast.alma).get(url()).content.decode()


def test_the_step_of_the_process_plan_is_read_from_what_is_there(cast: Cast) -> None:
    member = Member(cast.alma, cast.alliance, Role.COORDINATOR)
    with scope(cast.alliance):
        assert core_group_stands(member).state is StepState.NOT_BEGUN
    make_approach(cast.alliance, state=ApproachState.APPROACHED)
    with scope(cast.alliance):
        assert core_group_stands(member).state is StepState.UNDER_WAY
        keep_selection(alliance=cast.alliance, size=1, per_field={}, per_criterion={}, by=cast.alma)
    seat(cast, "JMD", Field.MIGRATION)
    with scope(cast.alliance):
        assert core_group_stands(member).state is StepState.DONE


def test_a_member_is_not_told_who_is_being_approached(cast: Cast) -> None:
    make_approach(cast.alliance)
    with scope(cast.alliance):
        standing = core_group_stands(Member(cast.ceren, cast.alliance, Role.MEMBER))
    assert (standing.state, standing.action) == (StepState.NOT_BEGUN, "")
