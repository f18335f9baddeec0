"""Whom something can be agreed with: everybody once, with what is known of them (A6)."""

import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from conftest import Cast
from klappt.actors.tests.factories import make_contact, make_institution
from klappt.alliances.models import Lead
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.bodies.enums import Part
from klappt.bodies.models import SeatHolder
from klappt.bodies.tests.factories import make_body, make_seat
from klappt.meetings.selectors.people import Person, people, person_by_key

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 22)


def everybody(cast: Cast, day: datetime.date = DAY) -> dict[str, Person]:
    with scope(cast.alliance):
        return {each.name: each for each in people(cast.alliance, day)}


def test_who_works_here_can_be_chosen(cast: Cast) -> None:
    assert list(everybody(cast)) == ["Alma", "Bernd", "Ceren", "Paula"]


def test_a_seat_and_an_account_with_one_address_are_one_person(cast: Cast) -> None:
    jmd = make_institution(cast.alliance, "JMD")
    make_seat(cast, make_body(cast), jmd, holder="Ceren Çelik", email="Ceren@example.org")
    found = everybody(cast)
    assert "Ceren" not in found
    assert found["Ceren Çelik"].user == cast.ceren
    assert found["Ceren Çelik"].institution == jmd
    assert found["Ceren Çelik"].label == "Ceren Çelik (JMD)"


def test_deputies_leads_and_contacts_are_there(cast: Cast) -> None:
    seat = make_seat(cast, make_body(cast), holder="Anna Amt")
    make_institution(cast.alliance, "Jobcenter", contacts=[make_contact(name="Jo Berg", email="kein at")])
    with set_up(cast.alliance):
        SeatHolder.objects.create(alliance=cast.alliance, seat=seat, part=Part.DEPUTY, name="Dede")
        Lead.objects.create(alliance=cast.alliance, name="Beate Beigeordnet", email="b@kreis.de")
    found = everybody(cast)
    assert {"Anna Amt", "Dede", "Beate Beigeordnet", "Jo Berg"} <= set(found)
    assert found["Jo Berg"].email == ""


def test_two_without_address_and_of_one_name_stay_two(cast: Cast) -> None:
    for name in ("Jobcenter", "VHS"):
        make_institution(cast.alliance, name, contacts=[make_contact(name="Jo Berg", email="")])
    with scope(cast.alliance):
        found = people(cast.alliance, DAY)
    assert [each.label for each in found if each.name == "Jo Berg"] == [
        "Jo Berg (Jobcenter)",
        "Jo Berg (VHS)",
    ]
    assert len({each.key for each in found}) == len(found)


def test_who_has_left_is_no_longer_offered(cast: Cast) -> None:
    yesterday = DAY - datetime.timedelta(days=1)
    make_seat(cast, make_body(cast), holder="Anna Amt", valid_until=yesterday)
    assert "Anna Amt" not in everybody(cast)
    assert "Anna Amt" in everybody(cast, yesterday)


def test_the_key_finds_the_person_again(cast: Cast) -> None:
    found = everybody(cast)
    assert person_by_key(found.values(), found["Ceren"].key) == found["Ceren"]
    assert person_by_key(found.values(), "niemand") is None


def test_other_alliances_stay_out_and_queries_few(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_seat(cast, make_body(cast), holder="Anna Amt")
    with scope(cast.alliance), django_assert_num_queries(4):
        names = [each.name for each in people(cast.alliance, DAY)]
    assert "Emil" not in names
