"""Each mail is taken in once; readers decide, and what nobody could place is said."""

from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend
from django.utils import timezone
from pytest_django import Settings

from klappt.jobs import inbox, services
from klappt.jobs.enums import MailCause, MailState, ReceivedState, WhyUnplaced
from klappt.jobs.inbox import IncomingMail
from klappt.jobs.models import Mailbox, OutgoingMail, ReceivedMail
from klappt.jobs.services.forgetting import KEEP_KEYS, KEEP_WORDS
from klappt.jobs.tests.letters import incoming, returned

pytestmark = pytest.mark.django_db
REPLY = b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n"


@pytest.fixture(autouse=True)
def no_other_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "_READERS", [])


def sent(**values: object) -> OutgoingMail:
    given = {"to": "ceren@example.org", "subject": "Einladung", "state": MailState.SENT, **values}
    return OutgoingMail.objects.create(settled_at=timezone.now(), **given)


def original_of(mail: OutgoingMail) -> bytes:
    return f"From: klappt@localhost\nMessage-ID: <{mail.number}.klappt@localhost>\n\nGuten Tag".encode()


def test_a_reader_gets_it_once_however_often_it_comes() -> None:
    got: list[IncomingMail] = []
    inbox.add_reader(lambda mail: bool(mail.calendars) and not got.append(mail))
    mail = sent()
    raw = incoming("Zusage", answers=mail, calendar=REPLY)
    for brought in (raw, raw, b"Received: by another way\n" + raw, raw.replace(b"\n", b"\r\n")):
        assert services.take_in(brought).state == ReceivedState.TAKEN
    assert [(each.sender, each.calendars, each.answers_to) for each in got] == [
        ("ceren@example.org", (REPLY,), mail.number)
    ]
    assert ReceivedMail.objects.get().sender == ""


def test_readers_are_asked_in_turn_until_one_takes_it() -> None:
    asked: list[str] = []
    for name, takes in (("first", False), ("second", True), ("third", True)):
        inbox.add_reader(lambda _mail, name=name, takes=takes: not asked.append(name) and takes)
    services.take_in(incoming())
    assert asked == ["first", "second"]


def test_a_reader_that_stumbles_leaves_nothing_behind_and_does_not_stop_the_post() -> None:
    def stumble(_mail: IncomingMail) -> bool:
        Mailbox.objects.create(name="half done")
        raise ZeroDivisionError

    inbox.add_reader(stumble)
    received = services.take_in(incoming())
    assert (received.state, received.why) == (ReceivedState.UNPLACED, WhyUnplaced.STUMBLED)
    assert not Mailbox.objects.exists()


def test_killed_in_the_middle_it_is_read_again_from_the_beginning() -> None:
    raw = incoming()

    def killed(_mail: IncomingMail) -> bool:
        Mailbox.objects.create(name="half done")
        raise KeyboardInterrupt

    inbox.add_reader(killed)
    with pytest.raises(KeyboardInterrupt):
        services.take_in(raw)
    assert not Mailbox.objects.exists()
    inbox._READERS[:] = [lambda _mail: True]
    assert services.take_in(raw).state == ReceivedState.TAKEN


def test_an_answer_by_hand_is_kept_for_the_alliance_it_answers() -> None:
    mail = sent(alliance_id=7)
    received = services.take_in(incoming("Ich komme, bringe aber Paula mit.", answers=mail))
    assert (received.state, received.why) == (ReceivedState.UNPLACED, WhyUnplaced.NOBODYS)
    assert (received.answers, received.text) == (mail, "Ich komme, bringe aber Paula mit.")


def test_of_a_strangers_mail_the_text_stays_outside() -> None:
    received = services.take_in(incoming("Werbung", sender="x@example.net"))
    assert (received.sender, received.text, received.answers) == ("x@example.net", "", None)


def test_an_absence_notice_bothers_nobody() -> None:
    received = services.take_in(incoming("Bin im Urlaub", answers=sent(), Auto_Submitted="auto-replied"))
    assert (received.state, received.sender) == (ReceivedState.AUTOMATIC, "")


def test_a_rooms_calendar_answers_by_itself_and_is_heard() -> None:
    inbox.add_reader(lambda mail: mail.is_automatic and bool(mail.calendars))
    received = services.take_in(incoming(calendar=REPLY, Auto_Submitted="auto-generated"))
    assert received.state == ReceivedState.TAKEN


def test_a_mail_that_came_back_is_shown_so() -> None:
    mail = sent()
    received = services.take_in(returned(original_of(mail)))
    mail.refresh_from_db()
    assert received.state == ReceivedState.NOTICE
    assert (mail.state, mail.cause) == (MailState.RETURNED, MailCause.NO_SUCH_ADDRESS)
    assert mail.reason == "550 5.1.1 says no"


def test_a_delay_is_no_return_and_ends_with_the_arrival() -> None:
    mail = sent()
    services.take_in(returned(original_of(mail), action="delayed", status="4.4.1"))
    mail.refresh_from_db()
    assert (mail.state, mail.cause) == (MailState.SENT, MailCause.DELAYED)
    services.take_in(returned(original_of(mail), action="delivered", status="2.0.0"))
    mail.refresh_from_db()
    assert (mail.state, mail.cause) == (MailState.SENT, "")


def test_a_return_of_somebody_elses_mail_changes_nothing() -> None:
    mail = sent()
    received = services.take_in(returned(b"Message-ID: <1@elsewhere.example>\n\nx"))
    mail.refresh_from_db()
    assert (received.why, mail.state) == (WhyUnplaced.UNKNOWN_MAIL, MailState.SENT)


def test_a_return_quicker_than_the_servers_answer_is_not_overwritten(
    settings: Settings, tmp_path: Path
) -> None:
    """The first server accepts the mail and reports at once that the next one did not."""
    mail = sent(state=MailState.QUEUED)

    class Quick(EmailBackend):
        def send_messages(self, messages: Sequence[EmailMessage]) -> int:
            services.take_in(returned(messages[0].message().as_bytes()))
            return super().send_messages(messages)

    settings.EMAIL_FILE_PATH = tmp_path
    with patch("klappt.jobs.services.delivery.get_connection", Quick):
        services.deliver(mail.pk)
    mail.refresh_from_db()
    assert mail.state == MailState.RETURNED


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"\x89PNG\r\n\x1a\n" * 9, WhyUnplaced.UNREADABLE),
        (b"From: a@example.org\r\n\r\n" + b"x" * services.LARGEST_MAIL, WhyUnplaced.TOO_LARGE),
    ],
)
def test_what_cannot_be_read_is_put_aside(raw: bytes, why: WhyUnplaced) -> None:
    inbox.add_reader(lambda _mail: True)
    assert services.take_in(raw).why == why


def test_words_are_forgotten_before_the_fact_is() -> None:
    services.take_in(incoming("Guten Tag", answers=sent(alliance_id=7)))
    with time_machine.travel(timezone.now() + KEEP_WORDS):
        services.forget_old_mail()
    received = ReceivedMail.objects.get()
    assert (received.sender, received.subject, received.text) == ("", "", "")
    with time_machine.travel(timezone.now() + KEEP_KEYS):
        services.forget_old_mail()
    assert not ReceivedMail.objects.exists()
