"""A reminder that could not be written is seen where the alliance's mails are shown, until it is written."""

import datetime
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.agreements.models import Edition
from klappt.agreements.services import reminding
from klappt.agreements.services.agreements import Wording, renew_agreement
from klappt.agreements.services.reminding import remind
from klappt.agreements.tests.factories import edition_of, make_paper_agreement
from klappt.alliances.scope import scope

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime.datetime(2026, 11, 23, 10, 0, tzinfo=BERLIN)
REVIEW = datetime.date(2026, 12, 10)

Browser = Callable[[User], Client]


def stumble(person: User, edition: Edition, now: datetime.datetime) -> None:
    raise ZeroDivisionError


@pytest.fixture
def stuck(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Edition:
    """Due, and tried once in vain on Monday at ten."""
    edition = edition_of(cast, make_paper_agreement(cast, "Übergabe B1", review_on=REVIEW, remind_days=30))

    with monkeypatch.context() as patch:
        patch.setattr(reminding, "_write_to", stumble)
        assert remind(MONDAY) == 0
    return edition


def mails(browser: Client, alliance: str = "hier", at: datetime.datetime = MONDAY) -> str:
    with time_machine.travel(at, tick=False):
        answer = browser.get(reverse("alliances:post", args=[alliance]))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_whoever_runs_the_alliance_sees_it_with_the_way_there(
    cast: Cast, sign_in: Browser, stuck: Edition
) -> None:
    page = mails(sign_in(cast.alma))
    assert "Eine E-Mail konnte noch nicht geschrieben werden" in page
    assert "Erinnerung an die Vereinbarung „Übergabe B1“" in page
    assert reverse("agreements:agreement", args=["hier", stuck.agreement_id]) in page
    assert "bisher ein Versuch, der nächste am 23.11.2026, 10:05" in page


def test_each_try_is_told(
    cast: Cast, sign_in: Browser, stuck: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = MONDAY + datetime.timedelta(hours=1)
    monkeypatch.setattr(reminding, "_write_to", stumble)
    assert remind(later) == 0
    assert "bisher 2 Versuche, der nächste am 23.11.2026, 11:20" in mails(sign_in(cast.alma), at=later)


def test_written_at_last_it_is_gone(cast: Cast, sign_in: Browser, stuck: Edition) -> None:
    assert remind(MONDAY + datetime.timedelta(hours=1)) == 1
    page = mails(sign_in(cast.alma))
    assert "konnte noch nicht geschrieben werden" not in page
    assert "Bitte bis 10.12.2026 prüfen: „Übergabe B1“" in page


def test_what_needs_no_reminder_any_more_is_not_shown(cast: Cast, sign_in: Browser, stuck: Edition) -> None:
    wording = Wording(valid_from=datetime.date(2026, 12, 1))
    with scope(cast.alliance), time_machine.travel(MONDAY, tick=False):
        renew_agreement(agreement=stuck.agreement, wording=wording, by=cast.alma)
    assert "Übergabe B1" not in mails(sign_in(cast.alma))


def test_another_alliance_sees_nothing_of_it(cast: Cast, sign_in: Browser, stuck: Edition) -> None:
    page = mails(sign_in(cast.emil), cast.other_alliance.key)
    assert "Übergabe B1" not in page
    assert "konnte noch nicht geschrieben werden" not in page
