"""Copying examples, and a newer edition that changes nothing by itself (B3)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from klappt.alliances.scope import scope
from klappt.audit.models import Event
from klappt.core.access import compile_rules
from klappt.core.catalogue import Side
from klappt.offers.models import ExampleCopy, Offer
from klappt.offers.selectors.catalogue import catalogue_of
from klappt.offers.selectors.examples import all_news, example_catalogue, news_of, shown_examples
from klappt.offers.services.examples import copy_examples, decide_example
from klappt.offers.services.offers import change_offer, remove_offers
from klappt.offers.services.rules import set_rule
from klappt.offers.tests.editions import NEWER, forget, ship
from klappt.offers.tests.factories import make_offer
from klappt.profiles.models import Attribute
from klappt.profiles.services.attributes import add_attribute

YOUNG = {"status": "duldung_allg", "age": 19, "german": "A2", "months_duldung": 20, "months_in_germany": 40}
NEW_RULE = {"attr": "german", "op": ">=", "value": "B1", "source": "neues Gesetz", "as_of": "2027-01-01"}


@pytest.fixture
def ships(monkeypatch, tmp_path):
    yield lambda **changes: ship(monkeypatch, tmp_path, **changes)
    monkeypatch.undo()
    forget()


def copied(cast, *keys):
    return copy_examples(alliance=cast.alliance, keys=keys, by=cast.alma)


def the_copy(key):
    return ExampleCopy.objects.select_related("offer", "offer__alliance").get(key=key)


def test_a_copy_answers_as_the_example_does(cast):
    every = [offer.key for offer in example_catalogue().offers]
    with scope(cast.alliance):
        assert len(copied(cast, *every)) == 44
        own = compile_rules(catalogue_of(cast.alliance, timezone.localdate()), timezone.localdate()).verdicts(
            YOUNG
        )
    there = compile_rules(example_catalogue(), timezone.localdate()).verdicts(YOUNG)
    assert {key: verdict.answer for key, verdict in own.items()} == {
        key: verdict.answer for key, verdict in there.items()
    }


def test_copying_is_one_event_and_brings_the_questions_it_needs(cast):
    with scope(cast.alliance):
        copied(cast, "AE19D", "EQ")
        assert list(Attribute.objects.values_list("key", flat=True)) == ["qualified_work"]
        event = Event.objects.get(verb="offers.examples_copied")
    assert (event.by, event.details["offers"]) == (cast.alma, ["EQ", "AE19D"])


def test_source_date_doubt_and_edition_come_along(cast):
    with scope(cast.alliance):
        (offer,) = copied(cast, "BVB")
        rule = offer.rules.get()
    assert (rule.as_of, rule.template_key, rule.template_edition) == (
        datetime.date(2025, 4, 2),
        "BVB",
        "2026-11",
    )
    assert "Praxis" in offer.doubt
    assert offer.legal_basis == "§§ 51–54 SGB III"
    assert offer.months == 10


def test_an_unknown_duration_stays_unknown(cast):
    with scope(cast.alliance):
        (offer,) = copied(cast, "IK")
    assert offer.months is None


def test_an_offer_of_ones_own_is_never_overwritten(cast):
    make_offer(cast.alliance, "Unsere BvB", key="bvb")
    with scope(cast.alliance):
        assert copied(cast, "BVB") == []
        shown = {row.example.key: row for row in shown_examples()}
        assert shown["BVB"].rival.name == "Unsere BvB"
        assert not shown["BVB"].may_be_copied


def test_an_attribute_with_other_answers_stops_the_copying(cast):
    with scope(cast.alliance):
        add_attribute(
            alliance=cast.alliance, label="Andere Frage", kind="number", key="qualified_work", by=cast.alma
        )
        with pytest.raises(ValidationError, match="Andere Frage"):
            copied(cast, "AE19D")
        assert not Offer.objects.exists()


def test_there_is_no_news_after_copying(cast):
    with scope(cast.alliance):
        copied(cast, *[offer.key for offer in example_catalogue().offers])
        assert all_news() == []


def test_a_newer_edition_changes_nothing_by_itself(cast, ships):
    with scope(cast.alliance):
        (offer,) = copied(cast, "BVB")
        ships(BVB={"months": 12})
        (news,) = all_news()
        offer.refresh_from_db()
    assert offer.months == 10
    assert [(each.field, each.here, each.there, each.side) for each in news.differences] == [
        ("months", 10, 12, Side.THERE)
    ]
    assert news.edition == NEWER


def test_accepting_takes_over_rule_and_fields_and_is_kept(cast, ships):
    with scope(cast.alliance):
        (offer,) = copied(cast, "BVB")
        before = offer.rules.get()
        ships(BVB={"months": 12, "access": NEW_RULE, "source": "neu", "as_of": "2027-01-01"})
        news = news_of(the_copy("BVB"))
        fields = [each.field for each in news.differences]
        decide_example(copy=news.copy, taken=fields, seen=news.sign, by=cast.alma)
        offer.refresh_from_db()
        rules = {rule.pk: rule for rule in offer.rules.all()}
        (rule,) = [rule for key, rule in rules.items() if key != before.pk]
        assert all_news() == []
    assert offer.months == 12
    assert rule.condition == NEW_RULE
    assert (rule.source, rule.template_edition) == ("neu", NEWER)
    assert rules[before.pk].valid_until == rule.valid_from - datetime.timedelta(days=1)
    event = Event.objects.get(verb="offers.example_decided")
    assert event.details["taken"] == fields


def test_leaving_everything_is_a_decision_too(cast, ships):
    with scope(cast.alliance):
        (offer,) = copied(cast, "BVB")
        ships(BVB={"months": 12})
        news = news_of(the_copy("BVB"))
        decide_example(copy=news.copy, taken=[], seen=news.sign, by=cast.alma)
        offer.refresh_from_db()
        assert offer.months == 10
        assert all_news() == []
        assert the_copy("BVB").edition == NEWER


def test_what_both_changed_is_asked_and_ones_own_stays(cast, ships):
    own = {"attr": "german", "op": ">=", "value": "A2"}
    with scope(cast.alliance):
        (offer,) = copied(cast, "BVB")
        set_rule(offer=offer, condition=own, by=cast.alma, source="vor Ort abgesprochen")
        change_offer(offer=offer, by=cast.alma, name="BvB am Markt")
        ships(BVB={"access": NEW_RULE})
        news = news_of(the_copy("BVB"))
        assert {each.field: each.side for each in news.differences} == {"access": Side.BOTH}
        decide_example(copy=news.copy, taken=[], seen=news.sign, by=cast.alma)
        assert offer.rules.valid_on(timezone.localdate()).get().condition == own


def test_what_only_the_alliance_changed_is_no_news(cast, ships):
    with scope(cast.alliance):
        (offer,) = copied(cast, "BVB")
        change_offer(offer=offer, by=cast.alma, name="BvB am Markt")
        ships()
        assert all_news() == []


def test_deciding_on_what_one_has_not_seen_is_refused(cast, ships):
    with scope(cast.alliance):
        (offer,) = copied(cast, "BVB")
        ships(BVB={"months": 12})
        news = news_of(the_copy("BVB"))
        change_offer(offer=offer, by=cast.alma, months=9)
        with pytest.raises(ValidationError, match="geändert"):
            decide_example(copy=news.copy, taken=["months"], seen=news.sign, by=cast.alma)
        offer.refresh_from_db()
    assert offer.months == 9


def test_another_alliance_has_its_own_copies(cast):
    with scope(cast.alliance):
        copied(cast, "BVB")
    with scope(cast.other_alliance):
        assert all(row.offer is None for row in shown_examples())


def test_a_copy_can_be_removed_and_copied_again(cast):
    with scope(cast.alliance):
        offers = copied(cast, "BVB")
        remove_offers(offers=offers, by=cast.alma)
        assert not ExampleCopy.objects.exists()
        assert len(copied(cast, "BVB")) == 1
