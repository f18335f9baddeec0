"""Adding, changing, ending and removing offers (B3)."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from conftest import Cast
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.audit.models import Change, Event
from klappt.offers.enums import OfferRoleKind, Stage
from klappt.offers.models import AccessRule, Offer, OfferRole
from klappt.offers.services.offers import (
    add_offer,
    change_offer,
    check_offers,
    end_offer,
    open_idea,
    remove_offers,
)
from klappt.offers.services.places import count_places
from klappt.offers.services.roles import end_role, give_role
from klappt.offers.tests.factories import make_offer, make_rule

DAY = datetime.date(2026, 11, 22)


def test_an_offer_gets_an_abbreviation_from_its_name(cast: Cast) -> None:
    with scope(cast.alliance):
        keys = [add_offer(alliance=cast.alliance, by=cast.alma, name="Brückenkurs").key for _n in "12"]
    assert keys == ["BRUECKENKURS", "BRUECKENKURS-2"]


def test_adding_is_an_event(cast: Cast) -> None:
    make_offer(cast.alliance)
    latest = Event.objects.first()
    assert latest is not None
    assert (latest.verb, [each.model for each in latest.changes.all()]) == (
        "offers.offer_added",
        ["offers.offer"],
    )


@pytest.mark.parametrize(
    ("values", "column"),
    [
        ({"name": " "}, "name"),
        ({"name": "x", "kind": "y"}, "kind"),
        ({"name": "x", "key": "A B"}, "key"),
        ({"name": "x", "months": -1}, "months"),
        (
            {"name": "x", "valid_from": DAY, "valid_until": DAY - datetime.timedelta(days=1)},
            "valid_until",
        ),
    ],
)
def test_what_does_not_fit_is_said_by_field(cast: Cast, values: dict[str, object], column: str) -> None:
    with scope(cast.alliance):
        with pytest.raises(ValidationError) as caught:
            add_offer(alliance=cast.alliance, by=cast.alma, **values)  # type: ignore[arg-type] # the values fit the names they are given under
        assert column in caught.value.message_dict
        assert not Offer.objects.exists()


def test_one_abbreviation_is_one_offer(cast: Cast) -> None:
    make_offer(cast.alliance, key="BVB")
    make_offer(cast.other_alliance, key="BVB")
    with scope(cast.alliance):
        with pytest.raises(ValidationError):
            add_offer(alliance=cast.alliance, by=cast.alma, name="Zweites", key="BVB")
        assert Offer.objects.count() == 1


def test_changing_leaves_alone_what_somebody_else_wrote_meanwhile(cast: Cast) -> None:
    offer = make_offer(cast.alliance)
    with scope(cast.alliance):
        stale = Offer.objects.get(pk=offer.pk)
        change_offer(offer=offer, by=cast.alma, note="mit Kinderbetreuung")
        change_offer(offer=stale, by=cast.alma, website="https://example.org")
        now = Offer.objects.get(pk=offer.pk)
    assert (now.note, now.website) == ("mit Kinderbetreuung", "https://example.org")


def test_a_change_that_changes_nothing_is_no_event(cast: Cast) -> None:
    offer = make_offer(cast.alliance, note="da")
    before = Event.objects.count()
    with scope(cast.alliance):
        change_offer(offer=offer, by=cast.alma, note=" da ")
    assert Event.objects.count() == before


def test_a_check_holds_for_a_year(cast: Cast) -> None:
    offers = [make_offer(cast.alliance, name) for name in "AB"]
    with scope(cast.alliance):
        assert check_offers(offers=offers[:1], on=DAY, by=cast.alma) == 1
        assert [each.name for each in Offer.objects.all().never_checked()] == ["B"]
        late = DAY + datetime.timedelta(days=366)
        assert [each.name for each in Offer.objects.all().check_expired_on(late)] == ["A"]
        assert not Offer.objects.all().check_expired_on(DAY + datetime.timedelta(days=365)).exists()


def test_an_ended_offer_stays(cast: Cast) -> None:
    offer = make_offer(cast.alliance)
    with scope(cast.alliance):
        end_offer(offer=offer, on=DAY, by=cast.alma)
        assert Offer.objects.count() == 1
        assert Offer.objects.all().active_on(DAY).exists()
        assert not Offer.objects.all().active_on(DAY + datetime.timedelta(days=1)).exists()


def test_an_idea_becomes_an_offer_once(cast: Cast) -> None:
    idea = make_offer(cast.alliance, stage=Stage.IDEA, effort=2)
    with scope(cast.alliance):
        open_idea(offer=idea, since=DAY, by=cast.alma)
        assert (idea.stage, idea.valid_from) == (Stage.OPEN, DAY)
        with pytest.raises(ValidationError):
            open_idea(offer=idea, since=DAY, by=cast.alma)


def test_removing_keeps_every_value_in_the_history(cast: Cast) -> None:
    offer = make_offer(cast.alliance)
    make_rule(offer, {"all": []}, source="§ 52 SGB III")
    with scope(cast.alliance):
        assert remove_offers(offers=[offer], by=cast.alma) == 1
        assert not Offer.objects.exists()
        assert not AccessRule.objects.exists()
    gone = Change.objects.get(kind="deleted", model="offers.accessrule")
    assert gone.fields["source"] == ["§ 52 SGB III", None]


def test_a_role_is_named_once_and_ends(cast: Cast) -> None:
    offer, vhs = make_offer(cast.alliance), make_institution(cast.alliance)
    with scope(cast.alliance):
        role = give_role(offer=offer, institution=vhs, role=OfferRoleKind.CARRIES, by=cast.alma)
        assert give_role(offer=offer, institution=vhs, role=OfferRoleKind.CARRIES, by=cast.alma) == role
        end_role(role=role, on=DAY, by=cast.alma)
        again = give_role(offer=offer, institution=vhs, role=OfferRoleKind.CARRIES, by=cast.alma)
        assert (again.pk != role.pk, OfferRole.objects.count()) == (True, 2)


def test_an_unknown_number_of_places_is_not_zero(cast: Cast) -> None:
    offer = make_offer(cast.alliance)
    with scope(cast.alliance):
        count_places(offer=offer, places=24, as_of=DAY - datetime.timedelta(days=1), by=cast.alma)
        count_places(offer=offer, places=None, as_of=DAY, by=cast.alma)
        assert [each.places for each in offer.place_counts.all()] == [None, 24]
