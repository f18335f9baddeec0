"""B2, A9: the seats of the core group weigh, one voice a seat; the result names fields and nobody."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.actors.enums import Field
from klappt.actors.tests.factories import make_institution
from klappt.alliances.policies import Member
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import join
from klappt.bodies.enums import Part
from klappt.bodies.models import Body
from klappt.bodies.selectors.voices import voices
from klappt.bodies.services.people import fill_seat, leave_seat
from klappt.bodies.tests.factories import make_body, make_seat
from klappt.needs.models import NeedWeight, WeighingRound
from klappt.needs.plan import to_weigh
from klappt.needs.selectors.weighing import at_the_table, origin_of
from klappt.needs.services.weighing import close_round, open_round
from klappt.needs.tests.factories import give, make_need, make_round

SHEET = "/b/hier/bedarfe/gewichten/"


@pytest.fixture
def body(cast: Cast) -> Body:
    return make_body(cast)


def sit(cast: Cast, body: Body, field: Field, user: User | None = None, deputy: User | None = None) -> Any:
    place = make_institution(cast.alliance, f"Haus {field} {user}", field=field)
    seat = make_seat(cast, body, place, holder="" if user else "Frau Sommer")
    with scope(cast.alliance):
        for who, part in ((user, Part.HOLDER), (deputy, Part.DEPUTY)):
            if who:
                fill_seat(
                    seat=seat, part=part, name=who.name, email=who.email, since=seat.valid_from, by=cast.alma
                )
    return seat


def table(cast: Cast, round_: WeighingRound | None = None) -> set[int]:
    with scope(cast.alliance):
        return set(at_the_table(cast.alliance, timezone.localdate(), round_))


def test_while_nobody_on_a_seat_signs_in_it_is_as_before(cast: Cast, sign_in: Any, body: Body) -> None:
    sit(cast, body, Field.WORK)
    assert table(cast) == {cast.alma.pk, cast.bernd.pk, cast.ceren.pk}
    page = sign_in(cast.alma).get(reverse("needs:rounds", args=["hier"])).content.decode()
    assert "Koordination, Federführung und alle Mitglieder" in page


def test_one_voice_a_seat_and_members_without_one_look_on(cast: Cast, sign_in: Any, body: Body) -> None:
    dana, eda = join(cast.alliance, "Dana", Role.MEMBER), join(cast.alliance, "Eda", Role.MEMBER)
    sit(cast, body, Field.WORK, user=cast.ceren, deputy=dana)
    sit(cast, body, Field.SOCIAL, deputy=eda)
    need, round_ = make_need(cast), make_round(cast)
    assert table(cast, round_) == {cast.alma.pk, cast.bernd.pk, cast.ceren.pk, eda.pk}
    outside = sign_in(dana)
    page = outside.get(SHEET).content.decode()
    assert "Dieses Mal gewichten die Sitze der Kerngruppe" in page
    said = {"round": round_.pk, f"weight-{need.pk}": "4"}
    assert outside.post(SHEET, said).status_code == 403
    assert sign_in(eda).post(SHEET, said).status_code == 302
    with scope(cast.alliance):
        assert [weight.by for weight in NeedWeight.objects.select_related("by")] == [eda]
        assert list(to_weigh(Member(dana, cast.alliance, Role.MEMBER))) == []
        assert len(list(to_weigh(Member(cast.ceren, cast.alliance, Role.MEMBER)))) == 1


def test_the_alliance_may_leave_coordination_and_lead_out(cast: Cast, sign_in: Any, body: Body) -> None:
    sit(cast, body, Field.WORK, user=cast.ceren)
    make_need(cast)
    sign_in(cast.alma).post(reverse("needs:rounds", args=["hier"]), {"name": "Ohne uns"})
    with scope(cast.alliance):
        round_ = WeighingRound.objects.get()
    assert table(cast, round_) == {cast.ceren.pk}


def test_who_left_the_seat_has_no_voice_any_more(cast: Cast, body: Body) -> None:
    seat = sit(cast, body, Field.WORK, user=cast.ceren)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    with scope(cast.alliance):
        leave_seat(person=seat.holders.get(), on=yesterday, by=cast.alma)
        assert voices(timezone.localdate()) == {}
        assert voices(yesterday) == {cast.ceren.pk: Field.WORK}


def test_the_result_says_from_which_fields_and_names_nobody(cast: Cast, sign_in: Any, body: Body) -> None:
    dana = join(cast.alliance, "Dana", Role.MEMBER)
    sit(cast, body, Field.WORK, user=cast.ceren)
    sit(cast, body, Field.SOCIAL, user=dana)
    need = make_need(cast)
    with scope(cast.alliance):
        round_ = open_round(alliance=cast.alliance, name="Herbst", by=cast.alma, day=timezone.localdate())
    for user in (cast.ceren, dana):
        give(cast, round_, user, {need: "3"})
    with scope(cast.alliance):
        assert origin_of(round_) is None, "not while it is open"
    give(cast, round_, cast.alma, {need: "2"})
    with scope(cast.alliance):
        close_round(round=round_, by=cast.alma, day=timezone.localdate())
        found = origin_of(round_)
    assert found
    assert (found.by_field, found.without_seat) == ([("Arbeit und Wirtschaft", 1), ("Soziales", 1)], 1)
    page = sign_in(cast.paula).get(reverse("needs:list", args=["hier"])).content.decode()
    assert "Arbeit und Wirtschaft 1, Soziales 1." in " ".join(page.split())
    assert not {"Ceren", "Dana"} & set(page.split("<main")[1].split())


def test_two_weights_say_nothing_of_their_origin(cast: Cast, body: Body) -> None:
    sit(cast, body, Field.WORK, user=cast.ceren)
    need, round_ = make_need(cast), make_round(cast)
    for user in (cast.ceren, cast.alma):
        give(cast, round_, user, {need: "3"})
    with scope(cast.alliance):
        close_round(round=round_, by=cast.alma, day=timezone.localdate())
        assert origin_of(round_) is None
