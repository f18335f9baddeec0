"""The pages of the goals."""

from typing import Any

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.chains.models import Goal
from klappt.chains.tests.pages import text_of, url
from klappt.chains.tests.routes import GOAL


def test_the_list_says_when_each_goal_is_reached(cast: Cast, sign_in: Any) -> None:
    page = text_of(sign_in(cast.ceren), url(cast, "goals"))
    assert "Ausbildung" in page
    assert "Deutsch: mindestens B1" in page


def test_a_goal_is_added_in_sentences(cast: Cast, sign_in: Any) -> None:
    browser = sign_in(cast.alma)
    assert browser.post(url(cast, "goal_add"), GOAL).status_code == 302
    with scope(cast.alliance):
        row = Goal.objects.get()
        assert row.condition == {"all": [{"attr": "german", "op": ">=", "value": "B1"}]}
    assert "Gespräch" in text_of(browser, url(cast, "goals"))


def test_a_button_of_the_editor_stores_nothing(cast: Cast, sign_in: Any) -> None:
    answer = sign_in(cast.alma).post(url(cast, "goal_add"), {**GOAL, "condition-do": "add_compare:r"})
    assert answer.status_code in {200, 422}
    with scope(cast.alliance):
        assert not Goal.objects.exists()


def test_two_goals_of_the_same_name_are_two(cast: Cast, sign_in: Any) -> None:
    browser = sign_in(cast.alma)
    for _ in range(2):
        browser.post(url(cast, "goal_add"), GOAL)
    with scope(cast.alliance):
        assert Goal.objects.count() == 2


def test_a_built_in_goal_is_reworded_and_put_aside(cast: Cast, sign_in: Any) -> None:
    browser = sign_in(cast.alma)
    browser.post(url(cast, "goal_edit", "training"), {**GOAL, "label": "Lehre"})
    assert "Lehre" in text_of(browser, url(cast, "goals"))
    browser.post(url(cast, "goal_retire", "training"))
    page = browser.get(url(cast, "goals"))
    assert "training" not in [goal.key for goal, _words in page.context["goals"]]
    assert browser.get(url(cast, "goal_edit", "nonsense")).status_code == 404
