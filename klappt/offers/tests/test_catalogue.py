"""The offers as core's catalogue, for any day (B3 to B6)."""

import datetime
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoAssertNumQueries

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.core.conditions import Comparison, Judged, Judgement
from klappt.offers.models import AccessRule
from klappt.offers.selectors.catalogue import catalogue_of, read_stored
from klappt.offers.services.offers import add_offer
from klappt.offers.services.places import count_places
from klappt.offers.services.rules import set_rule
from klappt.offers.tests.factories import make_offer, make_rule
from klappt.profiles.selectors.vocabulary import attributes

MAY, JUNE = datetime.date(2026, 5, 1), datetime.date(2026, 6, 1)
A2 = {"attr": "german", "op": ">=", "value": "A2"}
B1 = {"attr": "german", "op": ">=", "value": "B1"}


def test_the_catalogue_is_that_of_the_day(cast: Cast) -> None:
    offer = make_offer(cast.alliance, key="BVB", months=10, effects=[{"raise": "german", "to": "B1"}])
    make_rule(offer, A2, since=MAY, source="§ 52 SGB III")
    make_rule(offer, B1, since=JUNE)
    with scope(cast.alliance):
        count_places(offer=offer, places=24, as_of=MAY, by=cast.alma)
        count_places(offer=offer, places=None, as_of=JUNE, by=cast.alma)
        in_may = catalogue_of(cast.alliance, MAY).offers[0]
        in_june = catalogue_of(cast.alliance, JUNE).offers[0]
    assert (in_may.key, in_may.months, in_may.capacity, in_may.basis.source) == (
        "BVB",
        10,
        24,
        "§ 52 SGB III",
    )
    assert in_may.access == Comparison("german", ">=", "A2")
    assert (in_june.access, in_june.capacity) == (Comparison("german", ">=", "B1"), None)
    assert in_may.effects[0] == in_june.effects[0]


def test_an_offer_without_a_rule_is_unchecked_and_ideas_stand_apart(cast: Cast) -> None:
    make_offer(cast.alliance, key="A")
    make_offer(cast.alliance, key="B", stage="idea", effort="2.5")
    make_offer(cast.other_alliance, key="C")
    with scope(cast.alliance):
        found = catalogue_of(cast.alliance, MAY)
    assert [(each.key, each.access) for each in found.offers] == [("A", None)]
    assert [(each.key, each.effort) for each in found.ideas] == [("B", Fraction(5, 2))]


def test_what_cannot_be_read_any_more_counts_as_not_checked(cast: Cast) -> None:
    make_offer(cast.alliance)
    with scope(cast.alliance):
        found = read_stored({"attr": "gone", "op": "=", "value": 1}, attributes(cast.alliance))
    assert isinstance(found, Judgement)
    assert found.kind is Judged.UNCHECKED
    assert "gone" in found.basis.note


@pytest.mark.parametrize(
    "condition",
    [
        {},
        {"attr": "shoe_size", "op": ">=", "value": 40},
        {"attr": "german", "op": ">=", "value": "Z9"},
        {"all": [{"attr": "age", "op": "in", "value": ["alt"]}]},
    ],
)
def test_what_core_cannot_read_is_never_stored(cast: Cast, condition: dict[str, object]) -> None:
    offer = make_offer(cast.alliance)
    with scope(cast.alliance):
        with pytest.raises(ValidationError) as caught:
            set_rule(offer=offer, condition=condition, by=cast.alma)
        assert "condition" in caught.value.message_dict
        assert not AccessRule.objects.exists()


def test_effects_are_checked_too(cast: Cast) -> None:
    with scope(cast.alliance), pytest.raises(ValidationError) as caught:
        add_offer(
            alliance=cast.alliance, name="x", by=cast.alma, effects=[{"raise": "status", "to": "ae_25b"}]
        )
    assert "effects" in caught.value.message_dict


@pytest.mark.parametrize("count", [1, 5])
def test_four_queries_however_many_offers(
    cast: Cast, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        make_rule(make_offer(cast.alliance, f"Angebot {number}"), A2)
    with scope(cast.alliance), django_assert_num_queries(4):
        assert len(catalogue_of(cast.alliance, JUNE).offers) == count
