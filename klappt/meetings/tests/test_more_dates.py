"""As many dates as are needed, from the start or later; what was said stays (A5)."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.meetings.models import DatePoll, PollAnswer, PollDate
from klappt.meetings.services.meetings import cancel_meeting
from klappt.meetings.services.more_dates import propose_more
from klappt.meetings.services.polling import MOST_DATES
from klappt.meetings.tests.factories import make_poll, make_table
from klappt.meetings.tests.mails import secret_for

PLAN = "/b/hier/treffen/terminsuche/"
CEREN = "ceren@example.org"


def in_days(number: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=number)


def filled_in(lines: int, days: int, **fields: Any) -> dict[str, str]:
    """What a browser sends with `lines` lines, `days` of them filled in."""
    sent = {"lines": str(lines), "title": "5. Treffen", "minutes": "90", "closes_on": str(in_days(5))}
    for number in range(1, lines + 1):
        sent[f"day_{number}"] = str(in_days(20 + number)) if number <= days else ""
        sent[f"at_{number}"] = "14:00"
    return sent | {name: str(value) for name, value in fields.items()}


def more(cast: Cast, poll: DatePoll, *days: int, closes: int = 12) -> list[PollDate]:
    noon = datetime.time(12)
    with scope(cast.alliance):
        return propose_more(
            poll=poll,
            dates=[timezone.make_aware(datetime.datetime.combine(in_days(each), noon)) for each in days],
            closes_on=in_days(closes),
            by=cast.alma,
        )


def test_more_lines_keep_what_was_typed_and_ask_nobody(cast: Cast, sign_in: Any) -> None:
    body = make_table(cast)
    answer = sign_in(cast.alma).post(PLAN, filled_in(6, 6, body=body.pk, place="VHS", more=1))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count('name="day_') == 12
    assert f'value="{in_days(26)}"' in page
    assert 'value="VHS"' in page
    with scope(cast.alliance):
        assert not DatePoll.objects.exists()


def test_as_many_dates_as_the_bound_which_is_said_in_words(cast: Cast, sign_in: Any) -> None:
    body, browser = make_table(cast), sign_in(cast.alma)
    page = browser.post(PLAN, filled_in(28, 1, body=body.pk, more=1)).content.decode()
    assert page.count('name="day_') == MOST_DATES
    assert f"Mehr als {MOST_DATES} Termine beantwortet niemand" in page
    assert 'name="more"' not in page
    assert browser.post(PLAN, filled_in(MOST_DATES, MOST_DATES, body=body.pk)).status_code == 302
    with scope(cast.alliance):
        assert PollDate.objects.count() == MOST_DATES


def test_several_times_on_one_day(cast: Cast, sign_in: Any) -> None:
    sent = filled_in(6, 2, body=make_table(cast).pk, day_2=in_days(21), at_2="16:00")
    assert sign_in(cast.alma).post(PLAN, sent).status_code == 302
    with scope(cast.alliance):
        hours = [timezone.localtime(each.starts_at).hour for each in PollDate.objects.order_by("starts_at")]
    assert hours == [14, 16]


def test_more_dates_for_a_search_that_goes_on(cast: Cast, sign_in: Any, mailoutbox: list[Any]) -> None:
    poll = make_poll(cast)
    with scope(cast.alliance):
        first = poll.dates.all()[0]
    Client().post(f"/termine/{secret_for(CEREN)}/", {f"date_{first.pk}": "no"})
    browser, page = sign_in(cast.alma), f"/b/hier/treffen/{poll.meeting_id}/terminsuche/"
    assert f"{page}mehr/" in browser.get(page).content.decode()
    answer = browser.post(f"{page}mehr/", filled_in(6, 2), follow=True)
    assert "0 von 2 haben geantwortet" in answer.content.decode()
    with scope(cast.alliance):
        assert poll.dates.count() == 5
        assert [each.answer for each in PollAnswer.objects.all()] == ["no"]
    assert "Weitere Termine zur Wahl" in mailoutbox[-1].subject
    assert "Was Sie schon gesagt haben, bleibt" in mailoutbox[-1].body
    asked = Client().get(f"/termine/{secret_for(CEREN)}/").content.decode()
    assert asked.count('type="radio"') == 15


@pytest.mark.parametrize(
    ("days", "closes", "field"),
    [([], 5, "dates"), ([-1], 5, "dates"), ([9], 9, "closes_on"), ([9], -1, "closes_on")],
)
def test_what_makes_no_sense_is_said_and_nobody_asked(
    cast: Cast, mailoutbox: list[Any], days: list[int], closes: int, field: str
) -> None:
    poll = make_poll(cast)
    with pytest.raises(ValidationError) as refused:
        more(cast, poll, *days, closes=closes)
    assert set(refused.value.message_dict) == {field}
    assert len(mailoutbox) == 2


def test_no_more_than_the_bound_in_all(cast: Cast) -> None:
    poll = make_poll(cast)
    with pytest.raises(ValidationError, match="schon vorgeschlagen"):
        more(cast, poll, *range(20, 20 + MOST_DATES))
    assert len(more(cast, poll, *range(20, 20 + MOST_DATES - 3))) == MOST_DATES - 3


def test_a_search_that_is_over_gets_no_more(cast: Cast, sign_in: Any) -> None:
    poll = make_poll(cast)
    with scope(cast.alliance):
        cancel_meeting(meeting=poll.meeting, reason="erledigt", by=cast.alma)
    with pytest.raises(ValidationError):
        more(cast, poll, 20)
    page = f"/b/hier/treffen/{poll.meeting_id}/terminsuche/"
    assert sign_in(cast.alma).get(f"{page}mehr/").headers["Location"] == page
