"""Bodies, seats and who fills them, from a day until a day (A9, A11)."""

import datetime
from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from conftest import Cast
from klappt.actors.models import Institution
from klappt.actors.tests.factories import make_contact, make_institution
from klappt.alliances.scope import scope
from klappt.audit.models import Event
from klappt.bodies.enums import BodyKind, Part
from klappt.bodies.models import Body, Seat, SeatHolder
from klappt.bodies.selectors.seats import chair_on, sitting
from klappt.bodies.services.bodies import change_body, end_body, found_body
from klappt.bodies.services.chairs import take_chair
from klappt.bodies.services.people import fill_seat, leave_seat
from klappt.bodies.services.seats import end_seat, give_seat
from klappt.bodies.tests.factories import FOUNDED, make_body, make_seat

MARCH = datetime.date(2026, 3, 1)
MAY = datetime.date(2026, 5, 31)
JUNE = datetime.date(2026, 6, 1)


@pytest.fixture(autouse=True)
def opened(cast: Cast) -> Iterator[None]:
    with scope(cast.alliance):
        yield


@pytest.fixture
def body(cast: Cast) -> Body:
    return make_body(cast)


@pytest.fixture
def vhs(cast: Cast) -> Institution:
    return make_institution(
        cast.alliance,
        contacts=[
            make_contact(name="Eda Kurt", email="eda@example.org"),
            make_contact(name="Jo Falk", email="Ceren@example.org"),
        ],
    )


def test_a_seat_given_brings_person_deputy_and_field_along_in_one_event(
    cast: Cast, body: Body, vhs: Institution
) -> None:
    eda, jo = vhs.contacts.all()
    seat = give_seat(body=body, institution=vhs, since=MARCH, person=eda, deputy=jo, by=cast.alma)
    (found,) = sitting(body, MARCH)
    assert found == seat
    assert found.field == vhs.field
    holder = found.holder()
    assert holder
    assert (holder.name, holder.address()) == ("Eda Kurt", "eda@example.org")
    assert [each.name for each in found.deputies()] == ["Jo Falk"]
    assert found.deputies()[0].user == cast.ceren, "who signs in with the address is known"
    last = Event.objects.get(verb="bodies.seat_given")
    assert {change.model for change in last.changes.all()} == {"bodies.seat", "bodies.seatholder"}


def test_nobody_sits_before_the_first_and_after_the_last_day(cast: Cast, body: Body) -> None:
    seat = make_seat(cast, body, holder="Eda Kurt", valid_from=MARCH)
    end_seat(seat=seat, on=MAY, by=cast.alma)
    assert sitting(body, MARCH - datetime.timedelta(days=1)) == []
    assert [each.holder().name for each in sitting(body, MAY)] == ["Eda Kurt"]  # type: ignore[union-attr] # she sits there
    assert sitting(body, JUNE) == []
    assert SeatHolder.objects.get().valid_until == MAY, "who fills an ended seat leaves with it"


def test_an_institution_sits_in_a_body_once_at_a_time(cast: Cast, body: Body, vhs: Institution) -> None:
    give_seat(body=body, institution=vhs, since=MARCH, until=MAY, by=cast.alma)
    with pytest.raises(ValidationError) as wrong:
        give_seat(body=body, institution=vhs, since=MAY, by=cast.alma)
    assert set(wrong.value.message_dict) == {"institution"}
    give_seat(body=body, institution=vhs, since=JUNE, by=cast.alma)
    assert Seat.objects.count() == 2


@pytest.mark.parametrize(
    ("since", "until", "column"),
    [
        (FOUNDED - datetime.timedelta(days=1), None, "valid_from"),
        (JUNE, MAY, "valid_until"),
        (None, None, ""),
    ],
)
def test_a_seat_stays_inside_its_body(
    cast: Cast,
    body: Body,
    vhs: Institution,
    since: datetime.date | None,
    until: datetime.date | None,
    column: str,
) -> None:
    if not column:
        assert give_seat(body=body, institution=vhs, since=since, until=until, by=cast.alma).pk
        return
    with pytest.raises(ValidationError) as wrong:
        give_seat(body=body, institution=vhs, since=since, until=until, by=cast.alma)
    assert set(wrong.value.message_dict) == {column}
    assert not Seat.objects.exists()


def test_an_ended_body_gives_no_seats_and_keeps_those_it_gave(
    cast: Cast, body: Body, vhs: Institution
) -> None:
    seat = make_seat(cast, body, holder="Eda Kurt", institution=make_institution(cast.alliance, "JMD"))
    end_body(body=body, on=MAY, by=cast.alma)
    seat.refresh_from_db()
    assert (seat.valid_until, SeatHolder.objects.get().valid_until) == (MAY, MAY)
    assert len(sitting(body, MAY)) == 1
    with pytest.raises(ValidationError) as wrong:
        give_seat(body=body, institution=vhs, since=JUNE, by=cast.alma)
    assert set(wrong.value.message_dict) == {"valid_from"}


def test_a_body_cannot_end_before_somebody_comes(cast: Cast, body: Body) -> None:
    make_seat(cast, body, valid_from=JUNE)
    with pytest.raises(ValidationError) as wrong:
        end_body(body=body, on=MAY, by=cast.alma)
    assert set(wrong.value.message_dict) == {"valid_until"}
    body.refresh_from_db()
    assert body.valid_until is None


def test_the_next_holder_begins_when_the_former_leaves(cast: Cast, body: Body) -> None:
    seat = make_seat(cast, body, holder="Eda Kurt")
    fill_seat(seat=seat, part=Part.HOLDER, name="Jo  Falk", email="jo@example.org", since=JUNE, by=cast.alma)
    names = [(each.holder() or seat).name for day in (MAY, JUNE) for each in sitting(body, day)]  # type: ignore[union-attr] # both days somebody sits there
    assert names == ["Eda Kurt", "Jo Falk"]
    with pytest.raises(ValidationError) as wrong:
        fill_seat(seat=seat, part=Part.HOLDER, name="Kim", since=MARCH, until=JUNE, by=cast.alma)
    assert set(wrong.value.message_dict) == {"valid_from"}


def test_nobody_takes_a_seat_or_the_chair_on_the_first_day_of_the_calendar(cast: Cast, body: Body) -> None:
    seat = make_seat(cast, body, holder="Eda Kurt")
    for rows in (Body.objects.all(), Seat.objects.all(), SeatHolder.objects.all()):
        QuerySet.update(rows, valid_from=None)
    body.refresh_from_db()
    seat.refresh_from_db()
    take_chair(body=body, name="Eda Kurt", since=None, by=cast.alma)
    first = datetime.date.min
    with pytest.raises(ValidationError) as wrong:
        fill_seat(seat=seat, part=Part.HOLDER, name="Jo Falk", since=first, by=cast.alma)
    assert set(wrong.value.message_dict) == {"valid_from"}
    with pytest.raises(ValidationError) as wrong:
        take_chair(body=body, name="Jo Falk", since=first, by=cast.alma)
    assert set(wrong.value.message_dict) == {"valid_from"}


def test_a_holder_stays_inside_the_seat_and_is_named(cast: Cast, body: Body, vhs: Institution) -> None:
    seat = make_seat(cast, body, valid_from=MARCH)
    stranger = vhs.contacts.first()
    for given, column in (
        ({"name": "Kim", "since": FOUNDED}, "valid_from"),
        ({"name": " ", "since": MARCH}, "name"),
        ({"name": "Kim", "email": "kim", "since": MARCH}, "email"),
        ({"contact": stranger, "since": MARCH}, "contact"),
    ):
        with pytest.raises(ValidationError) as wrong:
            fill_seat(seat=seat, part=Part.HOLDER, by=cast.alma, **given)  # type: ignore[arg-type] # values by name
        assert set(wrong.value.message_dict) == {column}
    assert not SeatHolder.objects.exists()


def test_somebody_who_left_leaves_an_empty_chair(cast: Cast, body: Body) -> None:
    seat = make_seat(cast, body, holder="Eda Kurt")
    leave_seat(person=seat.holders.get(), on=MAY, by=cast.alma)
    (found,) = sitting(body, JUNE)
    assert found.holder() is None


def test_sitting_asks_as_often_for_many_seats_as_for_one(
    cast: Cast, body: Body, django_assert_num_queries: object
) -> None:
    for number in range(5):
        place = make_institution(cast.alliance, f"Haus {number}")
        make_seat(cast, body, place, holder=f"Person {number}", email=f"p{number}@example.org")
    with django_assert_num_queries(2):  # type: ignore[operator] # pytest-django's fixture
        told = [
            (str(each), each.holder().address(), each.deputies())  # type: ignore[union-attr] # each has one
            for each in sitting(body, JUNE)
        ]
    assert len(told) == 5


def test_bodies_are_told_apart(cast: Cast, body: Body) -> None:
    with pytest.raises(ValidationError) as wrong:
        found_body(
            alliance=cast.alliance, by=cast.alma, kind=BodyKind.FORUM, name="kerngruppe", valid_from=MARCH
        )
    assert set(wrong.value.message_dict) == {"name"}
    with pytest.raises(ValidationError) as wrong:
        found_body(
            alliance=cast.alliance, by=cast.alma, kind=BodyKind.CORE_GROUP, name="Zweite", valid_from=MARCH
        )
    assert set(wrong.value.message_dict) == {"kind"}
    end_body(body=body, on=MAY, by=cast.alma)
    again = found_body(
        alliance=cast.alliance, by=cast.alma, kind=BodyKind.CORE_GROUP, name="Kerngruppe", valid_from=JUNE
    )
    assert again.position > body.position


def test_a_body_belongs_to_no_circle(cast: Cast, body: Body) -> None:
    forum = make_body(cast, "Forum Sprache", BodyKind.FORUM, parent=body)
    with pytest.raises(ValidationError) as wrong:
        change_body(body=body, parent=forum, by=cast.alma)
    assert set(wrong.value.message_dict) == {"parent"}


def test_the_chair_changes_hands(cast: Cast, body: Body) -> None:
    seat = make_seat(cast, body, holder="Eda Kurt")
    take_chair(body=body, name="Eda Kurt", seat=seat, since=MARCH, by=cast.alma)
    take_chair(body=body, name="Frau Dezernentin", since=JUNE, by=cast.alma)
    assert [str(chair_on(body, day)) for day in (MAY, JUNE)] == ["Eda Kurt", "Frau Dezernentin"]
    assert chair_on(body, FOUNDED) is None
    with pytest.raises(ValidationError) as wrong:
        take_chair(body=body, name="Kim", since=MARCH, by=cast.alma)
    assert set(wrong.value.message_dict) == {"valid_from"}
