"""A time of day is said as one says it: "14:00 Uhr", wherever a meeting is spoken of."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.documents.tests.test_forms import docx_text, odt_text
from klappt.meetings.models import Meeting
from klappt.meetings.selectors.document import file_of
from klappt.meetings.tests.factories import BEGINS, make_meeting, make_poll, make_series
from klappt.meetings.tests.mails import secret_for
from klappt.meetings.tests.stage import hold, sent_minutes

pytestmark = pytest.mark.django_db
NEXT = "Donnerstag, 10. Dezember 2026, 14:00 Uhr, Rathaus"
CEREN = "ceren@example.org"


def one_line(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def held_with_a_next(cast: Cast) -> Meeting:
    held = hold(cast, starts_at=BEGINS)
    make_meeting(cast, held.body, starts_at=BEGINS + datetime.timedelta(days=7), place="Rathaus")
    return held


def test_in_the_line_that_says_a_series(cast: Cast, sign_in: Any) -> None:
    series = make_series(cast)
    page = sign_in(cast.alma).get(reverse("meetings:one_series", args=["hier", series.pk])).content.decode()
    assert "Jeden 1. Donnerstag im Monat, 14:00 Uhr" in one_line(page)


def test_at_each_date_to_choose_from_and_in_the_mail_that_asks(cast: Cast, mailoutbox: list[Any]) -> None:
    poll = make_poll(cast)
    with scope(cast.alliance):
        hours = [f"{timezone.localtime(date.starts_at):%Y, %H:%M} Uhr" for date in poll.dates.all()]
    page = one_line(Client().get(f"/termine/{secret_for(CEREN)}/").content.decode())
    (mail,) = (each for each in mailoutbox if each.to == [CEREN])
    html = str(mail.alternatives[0][0])
    assert len(hours) == 3
    for each in hours:
        assert each in page
        assert each in mail.body
        assert each in html


def test_at_the_dates_the_coordination_chooses_from(cast: Cast, sign_in: Any) -> None:
    poll = make_poll(cast)
    with scope(cast.alliance):
        hours = [f"{timezone.localtime(date.starts_at):%Y, %H:%M} Uhr" for date in poll.dates.all()]
    page = sign_in(cast.alma).get(reverse("meetings:choose_date", args=["hier", poll.meeting_id]))
    for each in hours:
        assert each in one_line(page.content.decode())


def test_in_the_minutes_where_they_name_the_next_meeting(cast: Cast, sign_in: Any) -> None:
    held = held_with_a_next(cast)
    page = sign_in(cast.alma).get(reverse("meetings:minutes", args=["hier", held.pk]))
    assert NEXT in one_line(page.content.decode())


def test_on_paper_too(cast: Cast) -> None:
    minutes = sent_minutes(cast, held_with_a_next(cast))
    with scope(cast.alliance):
        texts = [docx_text(file_of(minutes, "docx")), odt_text(file_of(minutes, "odt"))]
    for text in texts:
        assert NEXT in one_line(text)
