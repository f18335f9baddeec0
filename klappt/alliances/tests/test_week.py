"""The week: everything stands once, by day, with its source a click away."""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from conftest import Cast
from klappt.alliances.extensions import Matter, Urgency
from klappt.alliances.selectors.week import Week, week_of
from klappt.matters.tests.factories import SECRET, escalate

SUNDAY = datetime.date(2026, 11, 22)


def due(days: int | None, urgency: Urgency = Urgency.DUE) -> Matter:
    day = None if days is None else SUNDAY + datetime.timedelta(days=days)
    return Matter(urgency, f"in {days}", "/", "Ansehen", day)


def said(matters: tuple[Matter, ...]) -> list[str]:
    return [str(each.says) for each in matters]


def test_weeks_begin_on_monday() -> None:
    week = week_of([due(days) for days in (8, -1, 0, 1, 7, 30, None)], SUNDAY)
    assert week.monday == datetime.date(2026, 11, 16)
    assert said(week.late) == ["in -1"]
    assert said(week.this_week) == ["in 0"]
    assert said(week.next_week) == ["in 1", "in 7"]
    assert said(week.later) == ["in 8", "in 30"]
    assert said(week.without_day) == ["in None"]


@pytest.mark.parametrize("urgency", Urgency)
@pytest.mark.parametrize("days", [-3, 0, 5, 40, None])
def test_everything_stands_in_exactly_one_place(urgency: Urgency, days: int | None) -> None:
    week = week_of([due(days, urgency)], SUNDAY)
    places = [name for name in Week.__dataclass_fields__ if name != "monday" and getattr(week, name)]
    assert len(places) == 1
    assert not week.is_empty


def test_an_empty_week_says_what_will_stand_there(cast: Cast, sign_in: Any) -> None:
    page = sign_in(cast.ceren).get(reverse("alliances:week", args=[cast.alliance.key])).content.decode()
    assert "Nichts steht an" in page


def test_the_lead_decides_from_the_page(cast: Cast, sign_in: Any) -> None:
    inquiry, _secret = escalate(cast)
    browser = sign_in(cast.bernd)
    answer_url = reverse("matters:answer", args=[cast.alliance.key, inquiry.pk])
    for name in ("home", "week"):
        page = browser.get(reverse(f"alliances:{name}", args=[cast.alliance.key])).content.decode()
        assert SECRET in page
        assert f'action="{answer_url}"' in page
    assert browser.post(answer_url, {"answer": "agreed"}).status_code == 302
    page = browser.get(reverse("alliances:week", args=[cast.alliance.key])).content.decode()
    assert f'action="{answer_url}"' not in page
