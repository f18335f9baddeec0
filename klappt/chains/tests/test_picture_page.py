"""B5: the chains as a picture, and the table behind it."""

import datetime
from typing import Any

import pytest

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.chains.selectors import fronts
from klappt.chains.selectors.catalogue import full_catalogue
from klappt.chains.selectors.course import Course, course
from klappt.chains.selectors.fronts import Asked, found_for
from klappt.chains.selectors.picture import picture
from klappt.chains.services.levers import About
from klappt.chains.tests.factories import make_lever, make_link
from klappt.chains.tests.pages import text_of, url
from klappt.offers.models import Offer
from klappt.offers.tests.factories import make_offer, make_rule
from klappt.profiles.models import Subgroup
from klappt.profiles.tests.factories import make_subgroup

TODAY = datetime.date(2026, 11, 22)


def from_level(level: str) -> dict[str, Any]:
    return {"all": [{"attr": "german", "op": ">=", "value": level}]}


def setting(cast: Cast) -> tuple[Offer, Offer, Offer]:
    """A course to A2, one from A2 to B1, and training from B1: a chain of three offers."""
    first = make_offer(cast.alliance, "Sprachtreff", months=3, effects=[{"raise": "german", "to": "A2"}])
    make_rule(first, {"all": []})
    second = make_offer(
        cast.alliance, "Integrationskurs", months=6, effects=[{"raise": "german", "to": "B1"}]
    )
    make_rule(second, from_level("A2"))
    third = make_offer(cast.alliance, "Ausbildung", months=36, effects=[{"set": "in_training", "to": True}])
    make_rule(third, from_level("B1"))
    return first, second, third


def the_course(cast: Cast, *groups: Subgroup, goals: tuple[str, ...] = ("training",)) -> Course:
    with scope(cast.alliance):
        return course(cast.alliance, goals, groups, TODAY)


def a_beginner(cast: Cast, **values: Any) -> Subgroup:
    return make_subgroup(cast.alliance, "Anfänger", profile={"german": "none"}, **values)


def test_a_chain_becomes_steps_and_an_arrival(cast: Cast) -> None:
    keys = [offer.key for offer in setting(cast)]
    group = a_beginner(cast)
    found = the_course(cast, group)
    assert set(found.passages) == {(keys[0], keys[1]), (keys[1], keys[2])}
    assert found.arrivals == {(keys[2], "training"): {group.pk}}
    assert found.stops[keys[0]].begins == {group.pk}
    assert [found.stops[key].start for key in keys] == [0, 3, 9]


def test_a_step_is_cold_until_it_is_agreed_and_looks_like_how_it_is_arranged(cast: Cast) -> None:
    first, second, third = setting(cast)
    group = a_beginner(cast)
    assert [passage.style for passage in the_course(cast, group).passages.values()] == ["cold", "cold"]
    make_link(cast.alliance, first, second, kind="transfer")
    make_link(cast.alliance, second, third, kind="interface_rule", agreed=False)
    styles = {pair[0]: each.style for pair, each in the_course(cast, group).passages.items()}
    assert styles == {first.key: "transfer", second.key: "cold"}


def test_where_it_breaks_the_picture_names_what_blocks(cast: Cast) -> None:
    _first, _second, third = setting(cast)
    make_rule(third, {"all": [{"attr": "work_permit", "op": "=", "value": True}]}, since=TODAY)
    group = make_subgroup(cast.alliance, "Ohne Erlaubnis", profile={"german": "none", "work_permit": False})
    found = the_course(cast, group)
    (blocked,) = found.blocked
    assert blocked.found.unblock[0][0].offer == third.key
    assert found.stops[third.key].blocks == {group.pk}
    boxes = {box.key: box for box in picture(found, 1).boxes}
    assert (boxes[third.key].kind, boxes[third.key].breaks) == ("blocked", 1)


def test_a_lever_on_a_cold_step_shows(cast: Cast) -> None:
    first, second, _third = setting(cast)
    lever = make_lever(cast.alliance, about=About(source=first, target=second))
    found = the_course(cast, a_beginner(cast))
    assert found.passages[first.key, second.key].lever == lever


def test_several_goals_stand_at_the_far_right(cast: Cast) -> None:
    setting(cast)
    found = the_course(cast, a_beginner(cast), goals=("training", "german_b1"))
    drawn = picture(found, 1)
    right = max(box.x for box in drawn.boxes)
    assert {box.key for box in drawn.boxes if box.kind == "goal"} == {"→training", "→german_b1"}
    assert {box.x for box in drawn.boxes if box.kind == "goal"} == {right}


def test_who_may_enter_is_said_of_one_and_of_many(cast: Cast, sign_in: Any) -> None:
    setting(cast)
    one = a_beginner(cast)
    make_subgroup(cast.alliance, "Fortgeschrittene", profile={"german": "B2"})
    browser = sign_in(cast.paula)
    assert "offen für 1 von 2" in text_of(browser, url(cast, "picture"))
    assert "ab Monat 3, 6 Monate" in text_of(browser, url(cast, "picture") + f"?subgroup={one.pk}")


def test_the_page_says_where_it_is_cold_and_leads_to_the_lever(cast: Cast, sign_in: Any) -> None:
    first, second, _third = setting(cast)
    a_beginner(cast, head_count=12)
    page = text_of(sign_in(cast.alma), url(cast, "picture"))
    assert "2 kalte Schritte" in page
    assert f"?art=link&amp;von={first.key}&amp;zu={second.key}" in page
    assert "12 Personen" in page


def test_a_member_sees_the_picture_and_no_way_to_change_it(cast: Cast, sign_in: Any) -> None:
    setting(cast)
    a_beginner(cast)
    page = text_of(sign_in(cast.ceren), url(cast, "picture"))
    assert "<svg" in page
    assert url(cast, "lever_add") not in page


def test_what_is_not_worked_out_in_time_is_said_and_goes_on(cast: Cast) -> None:
    setting(cast)
    group = a_beginner(cast)
    with scope(cast.alliance):
        catalogue = full_catalogue(cast.alliance, TODAY)
        asked = Asked(catalogue, "training", TODAY)
        profiles = {group.pk: {"german": "none"}}
        assert found_for(asked, profiles, patience=-1) == {}
        found = found_for(asked, profiles)
        assert found == found_for(asked, profiles, patience=-1)


def test_where_the_time_was_too_short_it_does_not_say_that_nothing_helps(
    cast: Cast, sign_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _first, _second, third = setting(cast)
    make_rule(third, {"all": [{"attr": "work_permit", "op": "=", "value": True}]}, since=TODAY)
    make_subgroup(cast.alliance, "Ohne Erlaubnis", profile={"german": "none", "work_permit": False})
    monkeypatch.setattr(fronts, "PATIENCE_TO_UNBLOCK", 0)
    page = text_of(sign_in(cast.alma), url(cast, "picture"))
    assert "Die Zeit hat nicht gereicht" in page
    assert "Keine einzelne Änderung" not in page


def test_nothing_old_is_shown_after_a_change(cast: Cast) -> None:
    _first, _second, third = setting(cast)
    group = a_beginner(cast)
    assert not the_course(cast, group).blocked
    make_rule(third, {"any": []}, since=TODAY)
    assert the_course(cast, group).blocked


def test_odd_addresses_give_the_usual_picture(cast: Cast, sign_in: Any) -> None:
    setting(cast)
    a_beginner(cast)
    page = text_of(sign_in(cast.alma), url(cast, "picture") + "?goal=nonsense&subgroup=abc")
    assert "Sprachtreff" in page


def test_an_alliance_without_anything_is_told_how_to_begin(cast: Cast, sign_in: Any) -> None:
    assert "Noch ist niemand auf dem Weg" in text_of(sign_in(cast.alma), url(cast, "picture"))
    a_beginner(cast)
    assert "Keine Kette führt dorthin" in text_of(sign_in(cast.alma), url(cast, "picture"))
