"""A real mailbox: what comes in is read once, and the mailbox is left as it was but for "seen"."""

import ssl
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytest_django import Settings

from klappt.jobs import inbox, services
from klappt.jobs.enums import MailCause, MailState, ReceivedState, WhyUnplaced
from klappt.jobs.mail import CalendarFile, send_later
from klappt.jobs.models import Mailbox as Position
from klappt.jobs.models import OutgoingMail, ReceivedMail
from klappt.jobs.services import Tls, fetch_mailbox, imap
from klappt.jobs.tasks import fetch_mail
from klappt.jobs.tests.letters import incoming, returned
from klappt.jobs.tests.mailbox import DOVECOT, Mailbox, open_mailbox
from klappt.jobs.tests.postbox import Postbox, free_port
from klappt.jobs.worker import work

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.process,
    pytest.mark.skipif(DOVECOT is None, reason="no Dovecot; on Debian: apt-get install dovecot-imapd"),
]
REQUEST = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nUID:1@klappt\r\nEND:VCALENDAR\r\n"


@pytest.fixture(scope="module")
def server() -> Iterator[Mailbox]:
    with open_mailbox() as box:
        yield box


@pytest.fixture
def got(monkeypatch: pytest.MonkeyPatch) -> list[inbox.IncomingMail]:
    taken: list[inbox.IncomingMail] = []
    monkeypatch.setattr(inbox, "_READERS", [lambda mail: not taken.append(mail)])
    return taken


@pytest.fixture
def box(server: Mailbox) -> Mailbox:
    server.empty()
    return server


def test_each_mail_is_read_once(box: Mailbox, got: list[inbox.IncomingMail]) -> None:
    box.put(incoming("eins", calendar=REQUEST.replace(b"REQUEST", b"REPLY")))
    box.put(incoming("zwei"))
    assert fetch_mailbox(box.account) == 2
    assert fetch_mailbox(box.account) == 0
    box.put(incoming("drei"))
    assert fetch_mailbox(box.account) == 1
    assert [mail.text for mail in got] == ["eins", "zwei", "drei"]
    assert b"METHOD:REPLY" in got[0].calendars[0]
    assert box.seen() == 3


def test_a_server_that_numbers_anew_brings_nothing_twice(box: Mailbox, got: list[inbox.IncomingMail]) -> None:
    box.put(incoming("eins"))
    fetch_mailbox(box.account)
    before = Position.objects.get().uid_validity
    box.forget_numbers()
    box.put(incoming("zwei"))
    fetch_mailbox(box.account)
    assert [mail.text for mail in got] == ["eins", "zwei"]
    assert Position.objects.get().uid_validity != before


def test_killed_after_taking_in_it_is_known_the_next_time(
    box: Mailbox, got: list[inbox.IncomingMail]
) -> None:
    box.put(incoming("eins"))
    fetch_mailbox(box.account)
    Position.objects.update(last_uid=0)
    fetch_mailbox(box.account)
    assert len(got) == 1


def test_a_folder_with_umlauts(box: Mailbox, got: list[inbox.IncomingMail]) -> None:
    box.put(incoming("eins"), folder=".B&APw-ndnis")
    assert fetch_mailbox(replace(box.account, folder="Bündnis")) == 1
    assert len(got) == 1


def test_of_a_huge_mail_only_the_head_is_fetched(
    box: Mailbox, got: list[inbox.IncomingMail], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "LARGEST_MAIL", 1000)
    box.put(incoming("x" * 2000))
    box.put(incoming("klein"))
    fetch_mailbox(box.account)
    assert [mail.text for mail in got] == ["klein"]
    aside = ReceivedMail.objects.get(why=WhyUnplaced.TOO_LARGE)
    assert (aside.sender, aside.subject) == ("ceren@example.org", "AW: Einladung")


def test_a_mail_that_comes_back_through_real_servers(
    box: Mailbox, postbox: Postbox, settings: Settings
) -> None:
    """Out over SMTP, refused further on, back into the mailbox, read by the timetable's job."""
    mail = send_later(
        "ceren@example.org", "Einladung", "Guten Tag", "<p>Guten Tag</p>", calendar=CalendarFile(REQUEST)
    )
    work(until_empty=True)
    original = postbox.received[0].original_content
    assert isinstance(original, bytes)
    box.put(returned(original, status="5.2.2"))
    settings.INBOX_ACCOUNT = vars(box.account)
    fetch_mail.enqueue()
    work(until_empty=True)
    mail.refresh_from_db()
    assert (mail.state, mail.cause) == (MailState.RETURNED, MailCause.MAILBOX_FULL)
    assert ReceivedMail.objects.get().state == ReceivedState.NOTICE
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "says"),
    [({"password": "falsch"}, "Authentication failed"), ({"folder": "Nirgends"}, "doesn't exist")],
)
def test_what_is_wrong_with_the_mailbox_is_kept_for_the_operator(
    box: Mailbox, wrong: dict[str, str], says: str
) -> None:
    with pytest.raises(services.MailboxProblem):
        fetch_mailbox(replace(box.account, **wrong))
    assert says in Position.objects.get().problem


def test_no_server_there() -> None:
    with pytest.raises(services.MailboxProblem):
        fetch_mailbox(services.Account("127.0.0.1", "klappt", "x", port=free_port(), tls=Tls.NONE))
    assert "refused" in Position.objects.get().problem


def test_a_password_goes_only_to_a_server_that_proves_its_name(
    got: list[inbox.IncomingMail], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_mailbox(secure=True) as box:
        box.put(incoming("eins"))
        secure = replace(box.account, port=box.secure_port, tls=Tls.SSL)
        with pytest.raises(services.MailboxProblem, match="certificate verify failed"):
            fetch_mailbox(secure)
        trusting = ssl.create_default_context(cafile=str(box.folder / "certificate.pem"))
        monkeypatch.setattr(imap.ssl, "create_default_context", lambda: trusting)
        assert fetch_mailbox(secure) == 1
        box.put(incoming("zwei"))
        assert fetch_mailbox(replace(box.account, tls=Tls.STARTTLS)) == 1
    assert [mail.text for mail in got] == ["eins", "zwei"]
