"""Subgroups: described by a situation, counted with source and date (B1)."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.audit.models import Event
from klappt.profiles.models import Subgroup
from klappt.profiles.selectors.subgroups import subgroups
from klappt.profiles.services.subgroups import (
    add_subgroup,
    change_subgroup,
    retire_subgroup,
    revive_subgroup,
    take_suggestions,
)
from klappt.profiles.tests.factories import make_subgroup

DAY = datetime.date(2026, 11, 1)


def test_a_subgroup_keeps_what_the_vocabulary_knows_and_nothing_else(cast: Cast) -> None:
    group = make_subgroup(
        cast.alliance,
        profile={"status": "gestattung", "age": "37/2", "german": "Z9", "shoe_size": 42, "in_work": False},
    )
    assert group.profile == {"status": "gestattung", "age": 18.5, "in_work": False}


def test_an_unknown_head_count_is_not_zero(cast: Cast) -> None:
    assert make_subgroup(cast.alliance).head_count is None


def test_two_subgroups_in_use_never_share_a_name(cast: Cast) -> None:
    first = make_subgroup(cast.alliance, "Junge Frauen")
    with scope(cast.alliance):
        with pytest.raises(ValidationError):
            add_subgroup(alliance=cast.alliance, by=cast.alma, name="Junge Frauen")
        retire_subgroup(subgroup=first, by=cast.alma)
        add_subgroup(alliance=cast.alliance, by=cast.alma, name="Junge Frauen")
        with pytest.raises(ValidationError):
            revive_subgroup(subgroup=first, by=cast.alma)


def test_a_retired_subgroup_is_there_for_the_days_when_it_was_in_use(cast: Cast) -> None:
    group = make_subgroup(cast.alliance)
    with scope(cast.alliance):
        retire_subgroup(subgroup=group, by=cast.alma)
        assert not subgroups(cast.alliance).exists()
        assert list(subgroups(cast.alliance, day=DAY)) == [group]


def test_suggestions_are_one_event_and_never_come_twice(cast: Cast) -> None:
    make_subgroup(cast.alliance, "A")
    before = Event.objects.count()
    with scope(cast.alliance):
        taken = take_suggestions(
            alliance=cast.alliance, suggestions=[{"name": "A"}, {"name": "B"}], by=cast.alma
        )
        assert take_suggestions(alliance=cast.alliance, suggestions=[{"name": "B"}], by=cast.alma) == []
        assert [each.name for each in Subgroup.objects.all()] == ["A", "B"]
    assert ([each.name for each in taken], Event.objects.count()) == (["B"], before + 1)


def test_a_change_that_changes_nothing_is_no_event(cast: Cast) -> None:
    group = make_subgroup(cast.alliance, profile={"german": "A2"})
    before = Event.objects.count()
    with scope(cast.alliance):
        change_subgroup(subgroup=group, by=cast.alma, profile={"german": "A2"})
        assert Event.objects.count() == before
        change_subgroup(subgroup=group, by=cast.alma, head_count=40, head_count_as_of=DAY)
    assert Event.objects.count() == before + 1
