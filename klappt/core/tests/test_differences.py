"""Two readings of an offer: nothing is overlooked, nothing of one's own is overwritten (B3)."""

import datetime
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from klappt.core.catalogue import (
    ChangeKind,
    Offer,
    Raise,
    Side,
    differences,
    fields_of,
    merged,
    rule_changes,
)
from klappt.core.conditions import AllOf, AnyOf, Basis, Comparison, Judged, Judgement, Not
from klappt.core.tests.catalogues import bases, conditions, offers

GERMAN = Comparison("german", ">=", "A2")
STATUS = Comparison("status", "=", "duldung")
ASK = Judgement(Judged.UNCLEAR, Basis(note="bitte fragen"))
BASE = Offer("BVB", {"de": "Berufsvorbereitung"}, access=AllOf((STATUS, GERMAN)), months=10)


def sides(base, here, there):
    found = differences(fields_of(here), fields_of(there), fields_of(base) if base else None)
    return {one.field: one.side for one in found}


def test_what_only_the_example_changed():
    there = replace(BASE, months=12, doubt="neu")
    assert sides(BASE, BASE, there) == {"months": Side.THERE, "doubt": Side.THERE}


def test_what_only_the_alliance_changed():
    assert sides(BASE, replace(BASE, months=9), BASE) == {"months": Side.HERE}


def test_both_changed_it_differently():
    there = replace(BASE, access=AllOf((STATUS,)))
    assert sides(BASE, replace(BASE, access=AllOf((GERMAN,))), there) == {"access": Side.BOTH}


def test_both_changed_it_alike():
    new = replace(BASE, effects=(Raise("german", "B1"),))
    assert sides(BASE, new, new) == {}


def test_without_a_common_state_nobody_can_say_who():
    assert sides(None, BASE, replace(BASE, months=12)) == {"months": Side.BOTH}


def test_a_new_source_is_a_difference():
    leaf = replace(GERMAN, basis=Basis("§ 52 SGB III", datetime.date(2026, 6, 1)))
    assert sides(BASE, BASE, replace(BASE, access=AllOf((STATUS, leaf)))) == {"access": Side.THERE}


@given(offers("o"), offers("o"), offers("o"), st.randoms())
@settings(max_examples=60, deadline=None)
def test_taking_over_gives_what_was_chosen(base, here, there, random):
    ours, theirs = fields_of(here), fields_of(there)
    found = differences(ours, theirs, fields_of(base))
    taken = {one.field for one in found if random.random() < 0.5}
    now = merged(ours, theirs, taken)
    left = {one.field for one in differences(now, theirs)}
    assert left == {one.field for one in found} - taken
    assert merged(ours, theirs, [one.field for one in found]) == theirs


def kinds(old, new):
    return [(one.kind, one.old_place or one.new_place) for one in rule_changes(old, new)]


def test_a_condition_was_added_one_fell_away_one_reads_otherwise():
    old = AllOf((STATUS, AnyOf((GERMAN, ASK))))
    new = AllOf((STATUS, AnyOf((replace(GERMAN, value="B1"),)), Not(ASK)))
    assert kinds(old, new) == [
        (ChangeKind.CHANGED, "access.all[1].any[0]"),
        (ChangeKind.REMOVED, "access.all[1].any[1]"),
        (ChangeKind.ADDED, "access.all[2]"),
    ]


def test_a_rule_of_another_kind_is_one_change():
    assert kinds(AllOf((STATUS,)), AnyOf((STATUS,))) == [(ChangeKind.CHANGED, "access")]


def test_a_rule_where_there_was_none():
    assert kinds(None, STATUS) == [(ChangeKind.ADDED, "access")]
    assert kinds(None, None) == []


@given(conditions(bases), conditions(bases))
@settings(max_examples=100, deadline=None)
def test_no_change_is_found_exactly_where_there_is_none(old, new):
    same = repr(old) == repr(new)
    assert (rule_changes(old, new) == ()) == same
    assert rule_changes(old, old) == ()
