"""Conferences are counted, never people; who was not there sees nothing from few of them (A20)."""

import datetime
from typing import Any

import pytest

from conftest import Cast
from klappt.cases.services.patterns import Shape
from klappt.cases.tests.factories import SHAPE, make_conference, make_finding, make_follow_up, make_pattern
from klappt.cases.tests.pages import url

RARE = Shape("housing", "access", ("town",), ("offer",), ("family_children",))


def fill(cast: Cast, often: int, seldom: int = 0) -> None:
    for number in range(often):
        make_pattern(cast, make_conference(cast, datetime.date(2026, 1 + number, 1)))
    for number in range(seldom):
        make_pattern(cast, make_conference(cast, datetime.date(2025, 1 + number, 1)), RARE)


def seen(cast: Cast, sign_in: Any, user: Any) -> Any:
    return sign_in(user).get(url(cast, "overview")).context["overview"]


def test_the_same_pattern_is_counted_by_conferences(cast: Cast, sign_in: Any) -> None:
    fill(cast, 3, 1)
    found = seen(cast, sign_in, cast.paula)
    assert [(line.count, len(line.conferences)) for line in found.same] == [(3, 3), (1, 1)]
    assert "Ausländerbehörde (ABH) – Berufskolleg" in str(found.same[0].words)
    assert found.same[0].missing == ("eine Entscheidung zur rechten Zeit", "eine feste Ansprechperson")
    assert (found.conferences, found.patterns) == (4, 4)


def test_traits_and_what_was_missing_make_no_other_pattern(cast: Cast, sign_in: Any) -> None:
    make_pattern(cast, make_conference(cast))
    other = Shape(SHAPE.situation, SHAPE.place, SHAPE.ends, ("rule",), ("age_18",))
    make_pattern(cast, make_conference(cast), other)
    (line,) = seen(cast, sign_in, cast.paula).same
    assert line.count == 2


@pytest.mark.parametrize("who", ["bernd", "ceren"])
def test_from_few_conferences_lead_and_members_see_nothing(cast: Cast, sign_in: Any, who: str) -> None:
    fill(cast, 4)
    page = sign_in(getattr(cast, who)).get(url(cast, "overview"))
    assert page.context["overview"].same == ()
    assert not page.context["overview"].tells_patterns
    html = page.content.decode()
    assert "Noch zu wenige" in html
    assert "Berufskolleg" not in html


def test_from_five_on_they_see_it_and_rare_ones_are_not_named(cast: Cast, sign_in: Any) -> None:
    fill(cast, 9, 5)
    make_pattern(cast, make_conference(cast), Shape("health", "during", ("health_office",), ("time",)))
    page = sign_in(cast.bernd).get(url(cast, "overview"))
    assert [line.count for line in page.context["overview"].same] == [9, 6]
    html = page.content.decode()
    assert "2 weitere Muster, seltener gesehen" in html
    assert "fallkonferenzen/konferenzen/" not in html, "no way to a single conference"
    assert "mit Duldung" not in html, "no trait"


def test_a_trait_is_told_in_no_overview(cast: Cast, sign_in: Any) -> None:
    fill(cast, 9, 9)
    for user in (cast.alma, cast.bernd, cast.ceren, cast.paula):
        html = sign_in(user).get(url(cast, "overview")).content.decode()
        assert "mit eigenen Kindern" not in html


def test_what_came_of_it_stands_once_for_everybody(cast: Cast, sign_in: Any) -> None:
    for _number in range(2):
        make_follow_up(cast, make_finding(cast))
    make_finding(cast)
    found = seen(cast, sign_in, cast.bernd)
    (nothing,) = found.came_of
    assert (nothing.findings, len(nothing.rows), found.waiting) == (2, 1, 1)


def test_the_text_of_a_finding_stays_with_those_who_enter(cast: Cast, sign_in: Any) -> None:
    for number in range(9):
        make_finding(cast, make_conference(cast, datetime.date(2026, 1 + number, 1)))
    assert "warten jeweils" not in sign_in(cast.bernd).get(url(cast, "overview")).content.decode()


def test_the_search_tells_no_more_than_the_overview(cast: Cast, sign_in: Any) -> None:
    fill(cast, 2)
    address = f"/b/{cast.alliance.key}/suche/"
    found = sign_in(cast.paula).get(address, {"q": "Berufskolleg"}).content.decode()
    hidden = sign_in(cast.bernd).get(address, {"q": "Berufskolleg"}).content.decode()
    assert "fallkonferenzen/#interface" in found
    assert "fallkonferenzen/#interface" not in hidden


def test_an_empty_page_says_what_will_stand_here(cast: Cast, sign_in: Any) -> None:
    html = sign_in(cast.bernd).get(url(cast, "overview")).content.decode()
    assert "Noch ist keine Fallkonferenz eingetragen" in html
    assert "konferenzen/neu/" not in html
    assert "konferenzen/neu/" in sign_in(cast.paula).get(url(cast, "overview")).content.decode()
