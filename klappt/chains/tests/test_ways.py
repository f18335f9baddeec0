"""The way need -> who works together -> by what -> offer, from either end, gaps in it shown as gaps (B7)."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.actors.enums import CooperationFormat, Group
from klappt.actors.services.cooperation import record_cooperation
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.bodies.services.groups import join_group
from klappt.chains.enums import ConsequenceKind, LeverKind
from klappt.chains.selectors.ways import Station, ways
from klappt.chains.services.answers import draw_consequence, set_answers
from klappt.chains.tests.factories import make_lever, make_link, make_need
from klappt.config.tests.counting import assert_query_count
from klappt.needs.enums import SourceKind
from klappt.needs.models import Need
from klappt.needs.services.needs import add_source
from klappt.offers.enums import OfferRoleKind
from klappt.offers.models import Offer
from klappt.offers.services.roles import give_role
from klappt.offers.tests.factories import make_offer
from klappt.profiles.tests.factories import make_subgroup

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 22)
SINCE = datetime.date(2026, 3, 1)
SignIn = Callable[[object], Client]


def a_whole_way(cast: Cast, title: str = "Deutsch lernen") -> tuple[Need, Offer]:
    need, offer = make_need(cast.alliance, title), make_offer(cast.alliance, f"Kurs zu {title}")
    vhs = make_institution(cast.alliance, f"VHS {title}")
    with scope(cast.alliance):
        add_source(need=need, kind=SourceKind.YOUNG, as_of=SINCE, by=cast.alma)
        set_answers(need=need, offers=[offer], by=cast.alma)
        give_role(offer=offer, institution=vhs, role=OfferRoleKind.CARRIES, since=SINCE, by=cast.alma)
        record_cooperation(institution=vhs, format=CooperationFormat.AGREEMENT, since=SINCE, by=cast.alma)
        join_group(institution=vhs, group=Group.CORE_GROUP, since=SINCE, by=cast.alma)
    return need, offer


def test_a_whole_way_names_all_four_stations(cast: Cast) -> None:
    need, offer = a_whole_way(cast)
    with scope(cast.alliance):
        (way,) = ways(DAY)
    assert way.need == need
    assert [(partner.institution.name, len(partner.bodies)) for partner in way.partners] == [
        ("VHS Deutsch lernen", 1)
    ]
    assert [instrument.with_whom for instrument in way.instruments] == ["VHS Deutsch lernen"]
    assert way.offers == (offer,)
    assert not way.missing


def test_a_need_nobody_took_up_lacks_every_station(cast: Cast) -> None:
    make_need(cast.alliance)
    with scope(cast.alliance):
        (way,) = ways(DAY)
    assert way.missing == set(Station)


def test_what_has_ended_carries_no_way(cast: Cast) -> None:
    need, offer = a_whole_way(cast)
    with scope(cast.alliance):
        (before,) = ways(SINCE - datetime.timedelta(days=1))
    assert before.offers == (offer,)
    assert before.missing == {Station.NETWORK, Station.FORMAT}
    assert before.need == need


def test_an_agreed_link_is_an_instrument_and_so_is_a_lever(cast: Cast) -> None:
    need, offer = make_need(cast.alliance), make_offer(cast.alliance, "Sprachkurs")
    link = make_link(cast.alliance, offer, make_offer(cast.alliance, "Berufskolleg"))
    lever = make_lever(cast.alliance, LeverKind.CREATION)
    group = make_subgroup(cast.alliance)
    with scope(cast.alliance):
        set_answers(need=need, offers=[offer], by=cast.alma)
        draw_consequence(need=need, subgroup=group, kind=ConsequenceKind.LEVER, lever=lever, by=cast.alma)
        (way,) = ways(DAY)
    assert [each.link for each in way.instruments] == [link, None]
    assert [each.lever for each in way.instruments] == [None, lever]


def test_left_for_a_reason_is_an_end_and_no_gap(cast: Cast) -> None:
    need, group = make_need(cast.alliance), make_subgroup(cast.alliance)
    with scope(cast.alliance):
        draw_consequence(
            need=need,
            subgroup=group,
            kind=ConsequenceKind.LEAVE,
            words="Macht das Land bis 2027.",
            by=cast.alma,
        )
        (way,) = ways(DAY)
    assert way.is_left
    assert way.missing == {Station.NEED}


def test_from_the_offer_back_to_the_needs(cast: Cast, sign_in: SignIn) -> None:
    need, offer = a_whole_way(cast)
    a_whole_way(cast, "Arbeit finden")
    page = sign_in(cast.ceren).get(reverse("chains:way_back", args=[cast.alliance.key, offer.pk]))
    assert [way.need for way in page.context["ways"]] == [need]
    assert "Arbeit finden" not in page.content.decode()


def test_an_offer_without_a_need_says_what_to_do(cast: Cast, sign_in: SignIn) -> None:
    offer = make_offer(cast.alliance)
    page = sign_in(cast.alma).get(reverse("chains:way_back", args=[cast.alliance.key, offer.pk]))
    assert "Zu den Bedarfen" in page.content.decode()


def test_gaps_are_shown_as_gaps_and_can_be_picked_out(cast: Cast, sign_in: SignIn) -> None:
    a_whole_way(cast)
    lost = make_need(cast.alliance, "Wohnung finden")
    alma, address = sign_in(cast.alma), reverse("chains:ways", args=[cast.alliance.key])
    page = alma.get(address)
    assert (page.context["whole"], page.context["interrupted"]) == (1, 1)
    assert "Für diesen Bedarf gibt es kein Angebot." in page.content.decode()
    only = alma.get(address, {"nur": "luecken"})
    assert [way.need for way in only.context["page"]] == [lost]


def test_a_member_sees_the_gap_but_no_button(cast: Cast, sign_in: SignIn) -> None:
    need = make_need(cast.alliance)
    address = reverse("chains:way", args=[cast.alliance.key, need.pk])
    assert "Angebote auswählen" in sign_in(cast.alma).get(address).content.decode()
    assert "Angebote auswählen" not in sign_in(cast.ceren).get(address).content.decode()


def test_fifty_needs_take_as_many_queries_as_two(cast: Cast, sign_in: SignIn) -> None:
    for number in range(2):
        a_whole_way(cast, f"Bedarf {number}")
    address = reverse("chains:ways", args=[cast.alliance.key])
    assert_query_count("ways", sign_in(cast.alma), address)
    for number in range(2, 20):
        a_whole_way(cast, f"Bedarf {number}")
    assert_query_count("ways", sign_in(cast.alma), address)
