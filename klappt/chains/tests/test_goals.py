"""The goals chains lead to: built-in, in the alliance's words, and its own."""

import pytest
from django.core.exceptions import ValidationError

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.chains.selectors.goals import BUILT_IN, core_goals, goals
from klappt.chains.services.goals import retire_goal, set_goal
from klappt.profiles.selectors.vocabulary import attributes

B1 = {"attr": "german", "op": ">=", "value": "B1"}


def test_every_built_in_goal_can_be_computed(cast: Cast) -> None:
    with scope(cast.alliance):
        assert [goal.key for goal in core_goals(cast.alliance, attributes(cast.alliance))] == list(BUILT_IN)


def test_a_goal_of_ones_own_comes_behind_the_built_in_ones(cast: Cast) -> None:
    with scope(cast.alliance):
        set_goal(alliance=cast.alliance, key="talk", label="Gespräch", condition=B1, by=cast.alma)
        assert goals(cast.alliance)[-1].label == "Gespräch"


def test_a_built_in_goal_takes_the_words_of_the_alliance(cast: Cast) -> None:
    with scope(cast.alliance):
        set_goal(alliance=cast.alliance, key="training", label="Lehre", condition=B1, by=cast.alma)
        first = goals(cast.alliance)[0]
        assert (first.key, first.label, first.condition) == ("training", "Lehre", B1)


def test_a_retired_goal_is_not_offered_and_can_come_back(cast: Cast) -> None:
    with scope(cast.alliance):
        retire_goal(alliance=cast.alliance, key="training", by=cast.alma)
        assert "training" not in [goal.key for goal in goals(cast.alliance)]
        set_goal(alliance=cast.alliance, key="training", label="Ausbildung", condition=B1, by=cast.alma)
        assert goals(cast.alliance)[0].key == "training"


def test_a_condition_that_cannot_be_read_is_refused_with_its_place(cast: Cast) -> None:
    wrong = {"attr": "german", "op": ">=", "value": "D9"}
    with scope(cast.alliance), pytest.raises(ValidationError) as refused:
        set_goal(alliance=cast.alliance, key="talk", label="Gespräch", condition=wrong, by=cast.alma)
    assert "when.value" in str(refused.value.message_dict["condition"])
