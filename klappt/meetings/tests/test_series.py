"""Meetings that come again: seen before they are made, each free by itself (A5)."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.bodies.tests.factories import make_body
from klappt.meetings.models import Meeting, Series
from klappt.meetings.services.meetings import cancel_meeting, change_meeting
from klappt.meetings.services.series import end_series, extend_series
from klappt.meetings.tasks import keep_series_a_year_ahead
from klappt.meetings.tests.factories import make_item, make_series

pytestmark = pytest.mark.django_db
DAY = datetime.date
FIRST = DAY(2026, 12, 1)
PAGE = "/b/hier/treffen/reihe/"
RULE = {"often": "m1", "nth": "1", "weekday": "3", "since": "2026-12-01", "at": "14:00", "minutes": "120"}


def days_of(series: Series) -> list[datetime.date]:
    rows = series.meetings.order_by("starts_at")
    return [timezone.localdate(meeting.starts_at) for meeting in rows]


def test_the_days_are_shown_with_holidays_left_out_and_nothing_is_stored(cast: Cast, sign_in: Any) -> None:
    make_body(cast)
    page = sign_in(cast.alma).post(PAGE, {**RULE, "weekday": "4", "action": "preview"}).content.decode()
    assert "jeden 1. Freitag im Monat" in page
    assert "Neujahr" in page
    lines = {line.split('"')[0]: line for line in page.split('name="day" value="')[1:]}
    assert "checked" not in lines["2027-01-01"].split(">")[0]
    assert "checked" in lines["2027-02-05"].split(">")[0]
    with scope(cast.alliance):
        assert not Meeting.objects.exists()


def test_the_ticked_days_become_meetings_at_the_same_hour_all_year(cast: Cast, sign_in: Any) -> None:
    make_body(cast)
    browser = sign_in(cast.alma)
    shown = browser.post(PAGE, {**RULE, "action": "preview"})
    chosen = ["2026-12-03", "2027-04-01", "2027-07-01"]
    browser.post(PAGE, {**RULE, "seen": shown.context["seen"], "day": chosen, "action": "plan"})
    with scope(cast.alliance):
        meetings = list(Meeting.objects.order_by("starts_at"))
    local = [timezone.localtime(meeting.starts_at) for meeting in meetings]
    assert [str(each.date()) for each in local] == chosen
    assert {each.hour for each in local} == {14}, "in winter and in summer"
    assert meetings[0].starts_at.hour != meetings[2].starts_at.hour, "so the clock behind it moves"
    assert meetings[2].title.startswith("3. Treffen")


def test_another_rule_is_shown_before_it_is_made(cast: Cast, sign_in: Any) -> None:
    make_body(cast)
    browser = sign_in(cast.alma)
    seen = browser.post(PAGE, {**RULE, "action": "preview"}).context["seen"]
    page = browser.post(PAGE, {**RULE, "nth": "2", "seen": seen, "day": ["2026-12-03"], "action": "plan"})
    assert "jeden 2. Donnerstag" in page.content.decode()
    with scope(cast.alliance):
        assert not Meeting.objects.exists()


@pytest.mark.parametrize("since", ["9999-12-31", "0001-01-01"])
def test_a_year_out_of_reach_is_said(cast: Cast, sign_in: Any, since: str) -> None:
    make_body(cast)
    answer = sign_in(cast.alma).post(PAGE, {**RULE, "since": since, "action": "preview"})
    assert answer.status_code == 422
    assert "zwischen 1900 und 2100" in answer.content.decode()


@pytest.mark.parametrize("since", ["1900-01-01", "2100-12-31"])
def test_a_year_just_within_reach_can_be_shown(cast: Cast, sign_in: Any, since: str) -> None:
    make_body(cast)
    assert sign_in(cast.alma).post(PAGE, {**RULE, "since": since, "action": "preview"}).status_code == 200


def test_without_a_day_nothing_is_made(cast: Cast, sign_in: Any) -> None:
    make_body(cast)
    browser = sign_in(cast.alma)
    seen = browser.post(PAGE, {**RULE, "action": "preview"}).context["seen"]
    answer = browser.post(PAGE, {**RULE, "seen": seen, "action": "plan"})
    assert "mindestens einen Termin" in answer.content.decode()


def test_one_moves_another_is_called_off_the_rest_stays(cast: Cast) -> None:
    series = make_series(cast, since=FIRST)
    with scope(cast.alliance):
        first, second, *rest = series.meetings.order_by("starts_at")
        week = datetime.timedelta(days=7)
        change_meeting(
            meeting=first, by=cast.alma, starts_at=first.starts_at + week, ends_at=first.ends_at + week
        )
        cancel_meeting(meeting=second, reason="Ferien", by=cast.alma)
        assert extend_series(series=series, today=DAY(2026, 12, 1)) == 0
        assert days_of(series)[0] == DAY(2026, 12, 10)
        assert series.meetings.count() == len(rest) + 2


def test_it_goes_on_by_itself_and_what_was_left_out_stays_out(cast: Cast) -> None:
    series = make_series(cast, since=FIRST)
    with set_up(cast.alliance):
        series.meetings.get(series_day=DAY(2027, 4, 1)).delete()
    with scope(cast.alliance):
        before = days_of(series)
        assert extend_series(series=series, today=DAY(2027, 3, 1)) == 3
        after = days_of(series)
        assert after[: len(before)] == before
        assert after[-3:] == [DAY(2027, 12, 2), DAY(2028, 1, 6), DAY(2028, 2, 3)]
        assert DAY(2027, 4, 1) not in after
        assert extend_series(series=series, today=DAY(2027, 3, 1)) == 0


def test_going_on_it_leaves_out_holidays(cast: Cast) -> None:
    series = make_series(cast, since=DAY(2025, 6, 1))
    with scope(cast.alliance):
        assert extend_series(series=series, today=DAY(2025, 7, 5)) == 1
        assert days_of(series)[-1] == DAY(2026, 7, 2), "4 June 2026 is Fronleichnam"


def test_the_worker_keeps_every_series_going(cast: Cast) -> None:
    series = make_series(cast, since=timezone.localdate() - datetime.timedelta(days=100))
    with scope(cast.alliance):
        before = series.meetings.count()
    keep_series_a_year_ahead.call()
    with scope(cast.alliance):
        assert series.meetings.count() > before


def test_an_end_takes_out_what_nobody_knows_of_and_keeps_the_rest(cast: Cast) -> None:
    series = make_series(cast, since=FIRST)
    with scope(cast.alliance):
        known = series.meetings.order_by("starts_at")[5]
    make_item(cast, known)
    with scope(cast.alliance):
        ended = end_series(series=series, last_day=DAY(2027, 3, 31), by=cast.alma)
        assert ended.kept == [known]
        assert max(days_of(series)[:4]) == DAY(2027, 3, 4)
        assert len(days_of(series)) == 5
        assert extend_series(series=series, today=DAY(2028, 1, 1)) == 0
        with pytest.raises(ValidationError):
            end_series(series=series, last_day=DAY(2027, 5, 1), by=cast.alma)


def test_another_rhythm_from_a_day_on(cast: Cast, sign_in: Any) -> None:
    series = make_series(cast, since=FIRST)
    browser = sign_in(cast.alma)
    page = f"{PAGE}{series.pk}/aendern/"
    assert 'value="Kreishaus"' in browser.get(page).content.decode()
    rule = {**RULE, "often": "w2", "since": "2027-03-01"}
    shown = browser.post(page, {**rule, "action": "preview"})
    assert "alle 2 Wochen am Donnerstag" in shown.content.decode()
    days = [str(each.day) for each in shown.context["days"]]
    browser.post(page, {**rule, "seen": shown.context["seen"], "day": days, "action": "plan"})
    with scope(cast.alliance):
        series.refresh_from_db()
        newer = Series.objects.exclude(pk=series.pk).get()
        assert series.ended_on == DAY(2027, 2, 28)
        assert max(days_of(series)) == DAY(2027, 2, 4)
        assert days_of(newer)[:2] == [DAY(2027, 3, 4), DAY(2027, 3, 18)]
