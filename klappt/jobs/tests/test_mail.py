"""Mail goes out once, later, and its state can be read."""

import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from klappt.jobs import services
from klappt.jobs.enums import MailCause, MailState
from klappt.jobs.mail import CalendarFile, send_later
from klappt.jobs.models import OutgoingMail
from klappt.jobs.tests.postbox import Postbox
from klappt.jobs.worker import work

pytestmark = pytest.mark.django_db(transaction=True)


def due_now() -> None:
    DBTaskResult.objects.update(run_after=timezone.now())


def only_mail() -> OutgoingMail:
    return OutgoingMail.objects.get()


def received(postbox: Postbox) -> EmailMessage:
    content = postbox.received[0].original_content
    assert isinstance(content, bytes)
    return cast("EmailMessage", message_from_bytes(content, policy=default))


def test_leaves_with_the_next_round_of_the_worker(postbox: Postbox) -> None:
    send_later(
        "ceren@example.org",
        "Einladung\nins Bündnis",
        "Guten Tag",
        "<p>Guten Tag</p>",
        [("a.csv", b"1", "text/csv")],
    )
    assert (postbox.received, only_mail().state) == ([], MailState.QUEUED)
    work(until_empty=True)
    content = str(postbox.received[0].original_content)
    assert postbox.received[0].rcpt_tos == ["ceren@example.org"]
    assert "text/html" in content
    assert "a.csv" in content
    assert only_mail().state == MailState.SENT
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL
    assert only_mail().subject == "Einladung ins Bündnis"


def test_stays_when_the_verb_is_undone(postbox: Postbox) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        send_later("ceren@example.org", "Einladung", "Guten Tag")
        raise ZeroDivisionError
    work(until_empty=True)
    assert not postbox.received
    assert not OutgoingMail.objects.exists()


def test_comes_back_later_when_the_server_asks_to_wait(postbox: Postbox) -> None:
    postbox.answers = ["451 Later please"]
    send_later("ceren@example.org", "Einladung", "Guten Tag")
    work(until_empty=True)
    assert (only_mail().state, len(postbox.received)) == (MailState.QUEUED, 0)
    assert "Later please" in only_mail().reason
    assert DBTaskResult.objects.get().run_after > timezone.now()
    due_now()
    work(until_empty=True)
    assert (only_mail().state, len(postbox.received)) == (MailState.SENT, 1)


def test_gives_up_after_the_last_attempt(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    send_later("ceren@example.org", "Einladung", "Guten Tag")
    for _ in range(services.MAIL_ATTEMPTS):
        due_now()
        work(until_empty=True)
    assert (only_mail().state, only_mail().attempts) == (MailState.FAILED, services.MAIL_ATTEMPTS)
    assert "refused" in only_mail().reason
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED


def test_a_refusal_for_good_is_not_repeated(postbox: Postbox) -> None:
    postbox.answers = ["550 Nobody here"]
    send_later("ceren@example.org", "Einladung", "Guten Tag")
    work(until_empty=True)
    assert only_mail().state == MailState.FAILED
    assert "Nobody here" in only_mail().reason
    assert not DBTaskResult.objects.ready().exists()


def test_never_goes_out_twice(postbox: Postbox) -> None:
    mail = send_later("ceren@example.org", "Einladung", "Guten Tag")
    work(until_empty=True)
    services.deliver(mail.pk)
    assert len(postbox.received) == 1


def test_after_a_killed_worker_it_is_said_to_be_unclear(postbox: Postbox) -> None:
    mail = send_later("ceren@example.org", "Einladung", "Guten Tag")
    OutgoingMail.objects.update(state=MailState.SENDING)
    services.deliver(mail.pk)
    assert (only_mail().state, postbox.received) == (MailState.UNCLEAR, [])
    assert "may have arrived" in only_mail().reason


def test_an_address_that_is_none_fails_at_once(postbox: Postbox) -> None:
    send_later("ceren", "Einladung", "Guten Tag")
    OutgoingMail.objects.update(to="ceren@@example")
    work(until_empty=True)
    assert only_mail().state == MailState.FAILED


def test_without_a_server_it_lands_in_a_file(settings: Settings, tmp_path: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    send_later("ceren@example.org", "Einladung", "Guten Tag")
    work(until_empty=True)
    (written,) = (tmp_path / "mail").iterdir()
    assert "ceren@example.org" in written.read_text()


def test_a_calendar_entry_is_offered_and_lies_beside(postbox: Postbox) -> None:
    entry = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Kerngruppe Mühlheim\r\nEND:VCALENDAR\r\n".encode()
    send_later(
        "ceren@example.org",
        "Einladung",
        "Guten Tag",
        "<p>Guten Tag</p>",
        calendar=CalendarFile(entry),
        reply_to="buendnis@example.org",
    )
    work(until_empty=True)
    letter = received(postbox)
    mixed = list(letter.iter_parts())
    offered = [part.get_content_type() for part in mixed[0].iter_parts()]
    assert offered == ["text/plain", "text/html", "text/calendar"]
    calendar = list(mixed[0].iter_parts())[-1]
    assert calendar["Content-Type"].params["method"] == "REQUEST"
    assert calendar.get_content() == entry.decode()
    assert (mixed[1].get_filename(), mixed[1].get_content()) == ("termin.ics", entry)
    assert letter["Reply-To"] == "buendnis@example.org"


def test_waits_for_a_sensible_time(postbox: Postbox) -> None:
    monday = timezone.now() + datetime.timedelta(days=2)
    send_later("ceren@example.org", "Erinnerung", "Guten Tag", not_before=monday)
    work(until_empty=True)
    assert not postbox.received
    with time_machine.travel(monday + datetime.timedelta(minutes=1)):
        work(until_empty=True)
    assert (only_mail().state, len(postbox.received)) == (MailState.SENT, 1)


def test_nobody_is_answered_by_an_absence_notice(postbox: Postbox) -> None:
    send_later("ceren@example.org", "Einladung", "Guten Tag")
    work(until_empty=True)
    assert received(postbox)["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("address", ["ceren@jobcenter.beispiel.example", "Ceren@Firma.EXAMPLE"])
def test_nothing_for_an_example_address_reaches_a_mail_server(postbox: Postbox, address: str) -> None:
    send_later(address, "Einladung", "Guten Tag: geheimer Link", attachments=[("a.csv", b"1", "text/csv")])
    send_later("ceren@example.org", "Einladung", "Guten Tag")
    work(until_empty=True)
    assert [envelope.rcpt_tos for envelope in postbox.received] == [["ceren@example.org"]]
    mail = OutgoingMail.objects.get(to=address)
    assert (mail.state, mail.cause, mail.text) == (MailState.KEPT, MailCause.EXAMPLE, "")
    assert not mail.attachments.exists()


def test_without_a_mail_server_examples_become_files_like_all_mail(mailoutbox: list[Any]) -> None:
    send_later("ceren@beispiel.example", "Einladung", "Guten Tag")
    work(until_empty=True)
    assert [mail.to for mail in mailoutbox] == [["ceren@beispiel.example"]]
