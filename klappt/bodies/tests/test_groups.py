"""Core group and forums: one truth of who sits there, whatever happens to the institutions (A3, A9)."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from conftest import Cast
from klappt.actors.enums import Group
from klappt.actors.models import Institution
from klappt.actors.selectors.core_group import core_group_on
from klappt.actors.services.contacts import Contact
from klappt.actors.services.institutions import remove_institution
from klappt.actors.services.merging import merge_institutions
from klappt.actors.tests.factories import make_institution
from klappt.alliances.enums import Part
from klappt.alliances.scope import scope
from klappt.alliances.services import change_alliance
from klappt.audit.models import Change
from klappt.bodies.models import Body, Seat, SeatHolder
from klappt.bodies.services.groups import join_group
from klappt.bodies.services.seats import end_seat

SPRING, AUTUMN = datetime.date(2026, 3, 1), datetime.date(2026, 10, 1)


def test_the_first_seat_founds_the_core_group_and_an_earlier_one_dates_it_back(cast: Cast) -> None:
    jmd, vhs = make_institution(cast.alliance, "JMD"), make_institution(cast.alliance, "VHS")
    with scope(cast.alliance):
        join_group(institution=vhs, group=Group.CORE_GROUP, since=AUTUMN, by=cast.alma)
        join_group(institution=jmd, group=Group.CORE_GROUP, since=SPRING, by=cast.alma)
        body = Body.objects.get()
        assert (body.name, body.valid_from) == (cast.alliance.name_of(Part.CORE_GROUP), SPRING)
        assert core_group_on(SPRING) == {jmd.pk}
        assert core_group_on(AUTUMN) == {jmd.pk, vhs.pk}


def test_a_seat_begins_and_ends_and_another_follows(cast: Cast) -> None:
    institution = make_institution(cast.alliance)
    with scope(cast.alliance):
        seat = join_group(institution=institution, group=Group.CORE_GROUP, since=SPRING, by=cast.alma)
        end_seat(seat=seat, on=AUTUMN, by=cast.alma)
        next_day = AUTUMN + datetime.timedelta(days=1)
        join_group(institution=institution, group=Group.CORE_GROUP, since=next_day, by=cast.alma)
        assert Seat.objects.count() == 2
        assert Body.objects.count() == 1


def test_a_forum_is_known_by_its_name_however_it_is_written(cast: Cast) -> None:
    institution = make_institution(cast.alliance)
    with scope(cast.alliance):
        for name in ("Arbeit", "Bildung"):
            join_group(
                institution=institution, group=Group.FORUM, forum_name=name, since=SPRING, by=cast.alma
            )
        with pytest.raises(ValidationError):
            join_group(
                institution=institution, group=Group.FORUM, forum_name="arbeit ", since=AUTUMN, by=cast.alma
            )
        assert sorted(body.name for body in Body.objects.all()) == ["Arbeit", "Bildung"]


def test_the_core_group_is_called_what_the_alliance_calls_it(cast: Cast) -> None:
    institution = make_institution(cast.alliance)
    with scope(cast.alliance):
        join_group(institution=institution, group=Group.CORE_GROUP, since=SPRING, by=cast.alma)
    change_alliance(
        cast.alliance,
        name=cast.alliance.name,
        municipality=cast.alliance.municipality,
        founded_on=None,
        part_names={Part.CORE_GROUP: "Lenkungsgruppe"},
        by=cast.alma,
    )
    with scope(cast.alliance):
        assert Body.objects.get().name == "Lenkungsgruppe"


def pair(cast: Cast) -> tuple[Institution, Institution]:
    return (
        make_institution(cast.alliance, "JMD", contacts=[Contact(name="N. Yilmaz", phone="0211 1")]),
        make_institution(
            cast.alliance,
            "Jugendmigrationsdienst",
            contacts=[Contact(name="n. yilmaz", email="yilmaz@example.org"), Contact(name="T. Roth")],
        ),
    )


def test_two_seats_of_merged_institutions_become_the_longer_one(cast: Cast) -> None:
    kept, dropped = pair(cast)
    with scope(cast.alliance):
        later = SPRING + datetime.timedelta(days=30)
        join_group(institution=kept, group=Group.CORE_GROUP, since=later, by=cast.alma)
        join_group(
            institution=dropped,
            group=Group.CORE_GROUP,
            since=SPRING,
            person=dropped.contacts.last(),
            deputy=dropped.contacts.first(),
            by=cast.alma,
        )
        join_group(institution=dropped, group=Group.FORUM, forum_name="Arbeit", since=SPRING, by=cast.alma)
        merge_institutions(kept=kept, dropped=dropped, by=cast.alma, values={})
        seats = {(seat.body.kind, seat.valid_from, seat.institution_id) for seat in Seat.objects.all()}
        assert seats == {("core_group", SPRING, kept.pk), ("forum", SPRING, kept.pk)}
        people = {(each.part, str(each.contact)) for each in SeatHolder.objects.select_related("contact")}
        assert people == {("holder", "T. Roth"), ("deputy", "N. Yilmaz")}, (
            "they are contacts of the kept entry"
        )


def test_a_former_seat_of_a_merged_institution_stays_one_of_its_own(cast: Cast) -> None:
    kept, dropped = pair(cast)
    with scope(cast.alliance):
        seat = join_group(institution=dropped, group=Group.CORE_GROUP, since=SPRING, by=cast.alma)
        end_seat(seat=seat, on=AUTUMN, by=cast.alma)
        next_day = AUTUMN + datetime.timedelta(days=1)
        join_group(institution=kept, group=Group.CORE_GROUP, since=next_day, by=cast.alma)
        merge_institutions(kept=kept, dropped=dropped, by=cast.alma, values={})
        assert Seat.objects.filter(institution=kept).count() == 2


def test_seats_go_with_their_institution_and_stay_in_the_history(cast: Cast) -> None:
    kept, _dropped = pair(cast)
    with scope(cast.alliance):
        person = kept.contacts.get()
        join_group(institution=kept, group=Group.CORE_GROUP, since=SPRING, person=person, by=cast.alma)
        remove_institution(institution=kept, by=cast.alma)
        assert not Seat.objects.exists()
    gone = Change.objects.filter(kind="deleted").values_list("model", flat=True)
    assert {"bodies.seat", "bodies.seatholder"} <= set(gone)
