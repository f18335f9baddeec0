"""A mail about measures that could not be written is seen where the alliance's mails are shown."""

import datetime
from collections.abc import Callable

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances.scope import scope
from klappt.jobs.models import OutgoingMail
from klappt.measures import tasks
from klappt.measures.enums import Rhythm
from klappt.measures.models import Letter
from klappt.measures.services import letters
from klappt.measures.services.letters import choose_rhythm
from klappt.measures.tasks import remind
from klappt.measures.tests.factories import MONDAY, write
from klappt.meetings.enums import Channel, OutcomeState
from klappt.meetings.models import Outcome
from klappt.meetings.services.outcomes import move
from klappt.meetings.tests.factories import make_outcome

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)
DAY = datetime.timedelta(days=1)
TOLD = "konnte noch nicht geschrieben werden"

Browser = Callable[[User], Client]
Mails = Callable[..., str]


def stumble(_letter: Letter, *_more: object) -> OutgoingMail:
    raise KeyError("a word that is missing")


def fail(cast: Cast, monkeypatch: pytest.MonkeyPatch, at: datetime.datetime = MONDAY) -> None:
    """The worker tries to write what is due, in vain."""
    with monkeypatch.context() as patch:
        patch.setattr(letters, "send", stumble)
        assert write(cast, at) == []


@pytest.fixture(autouse=True)
def overdue(cast: Cast) -> None:
    """Ceren has one to do since Wednesday of the week before."""
    make_outcome(cast, text="Flyer drucken", due_on=MONDAY.date() - 5 * DAY)


@pytest.fixture
def mails(sign_in: Browser) -> Mails:
    """The page of mails as somebody sees it who signs in at that moment."""

    def seen(person: User, at: datetime.datetime = MONDAY, alliance: str = "hier") -> str:
        with time_machine.travel(at, tick=False):
            answer = sign_in(person).get(reverse("alliances:post", args=[alliance]))
        assert answer.status_code == 200
        return " ".join(answer.content.decode().split())

    return seen


def test_whoever_runs_the_alliance_sees_it_with_the_way_there(
    cast: Cast, mails: Mails, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(cast, monkeypatch)
    page = mails(cast.alma)
    assert "Eine E-Mail konnte noch nicht geschrieben werden" in page
    assert "E-Mail an Ceren Çelik zu Maßnahmen</a>: bisher ein Versuch" in page
    assert "der nächste am 01.02.2027, 08:25" in page
    url = reverse("measures:list", args=["hier"])
    assert f'href="{url}?state=open&amp;person=Ceren+%C3%87elik"' in page


def test_the_way_leads_to_what_the_mail_is_about(
    cast: Cast, sign_in: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(cast, monkeypatch)
    with time_machine.travel(MONDAY, tick=False):
        browser = sign_in(cast.alma)
        (each,) = browser.get(reverse("alliances:post", args=["hier"])).context["unwritten"]
        assert "Flyer drucken" in browser.get(each.url).content.decode()


def test_each_try_is_told(cast: Cast, mails: Mails, monkeypatch: pytest.MonkeyPatch) -> None:
    fail(cast, monkeypatch)
    fail(cast, monkeypatch, MONDAY + 30 * MINUTE)
    assert "bisher 2 Versuche, der nächste am 01.02.2027, 09:10" in mails(cast.alma)


def test_in_the_evening_the_next_try_is_in_the_morning(
    cast: Cast, mails: Mails, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(cast, monkeypatch)
    evening = MONDAY.replace(hour=21)
    assert "bisher ein Versuch, der nächste am 02.02.2027, 08:00" in mails(cast.alma, evening)


def test_what_fell_due_on_one_day_still_stands_there_on_the_next(
    cast: Cast, mails: Mails, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such a mail is called by the day; before the first try of the next day yesterday's is told."""
    email = "ceren@example.org"
    with scope(cast.alliance):
        choose_rhythm(alliance=cast.alliance, email=email, rhythm=Rhythm.WHEN_DUE, by=None, signature=email)
    fail(cast, monkeypatch)
    tomorrow = MONDAY + DAY
    assert TOLD in mails(cast.alma, tomorrow.replace(hour=6))
    assert [each.email for each in write(cast, tomorrow)] == [email]
    make_outcome(cast, text="Raum suchen", due_on=tomorrow.date() + 8 * DAY)
    assert TOLD not in mails(cast.alma, (tomorrow + DAY).replace(hour=6)), "that one is written"


def test_written_at_last_it_is_gone(cast: Cast, mails: Mails, monkeypatch: pytest.MonkeyPatch) -> None:
    fail(cast, monkeypatch)
    assert len(write(cast, MONDAY + 30 * MINUTE)) == 1
    assert TOLD not in mails(cast.alma)


def test_what_is_done_meanwhile_needs_no_mail(
    cast: Cast, mails: Mails, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(cast, monkeypatch)
    with scope(cast.alliance), time_machine.travel(MONDAY, tick=False):
        outcome = Outcome.objects.get()
        move(outcome=outcome, to=OutcomeState.DONE, by=cast.alma, channel=Channel.PAGE)
    assert TOLD not in mails(cast.alma)


def test_where_none_could_be_put_together_one_line_says_so(
    cast: Cast, mails: Mails, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbles(*_any: object) -> bool:
        raise LookupError

    with monkeypatch.context() as patch, time_machine.travel(MONDAY, tick=False):
        patch.setattr(tasks, "write_due", stumbles)
        remind.call()
    page = mails(cast.alma)
    assert "E-Mails zu Maßnahmen</a>: bisher ein Versuch, der nächste am 01.02.2027, 08:25" in page
    assert reverse("measures:reminders", args=["hier"]) in page


def test_another_alliance_sees_nothing_of_it(
    cast: Cast, mails: Mails, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(cast, monkeypatch)
    assert TOLD not in mails(cast.emil, alliance=cast.other_alliance.key)
