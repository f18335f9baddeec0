"""Sending one mail at most once; noticing dead workers; starting what is due."""

import datetime
import smtplib
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from klappt.jobs.enums import MailState
from klappt.jobs.models import Attachment, Heartbeat, OutgoingMail, Run
from klappt.jobs.schedule import patience_for, timetable

SILENCE = datetime.timedelta(seconds=90)
KEEP_MAIL = datetime.timedelta(days=90)
MAIL_ATTEMPTS = 6
BROKEN_OFF = "The connection broke while the mail was handed over. It may have arrived; it is not sent again."


class NotDelivered(RuntimeError):
    """The mail server could not be reached or asked to come back later."""


def deliver(mail_id: int) -> None:
    """Hand a mail to the mail server. Raises NotDelivered when it is worth another try.

    The state is stored before and after. Whoever finds a mail in the middle (the worker was killed) cannot
    know whether it went out; an invitation that comes twice does more harm than one a person sends again.
    """
    mine = OutgoingMail.objects.filter(pk=mail_id)
    if not mine.filter(state=MailState.QUEUED).update(state=MailState.SENDING, attempts=F("attempts") + 1):
        if mine.filter(state=MailState.SENDING).exists():
            _settle(mine.get(), MailState.UNCLEAR, BROKEN_OFF)
        return
    mail = mine.get()
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        _try_later(mail, error)
    try:
        connection.send_messages([message_of(mail)])
    except smtplib.SMTPException as error:
        _sort_out(mail, error)
    except ValueError as error:
        _settle(mail, MailState.FAILED, str(error))
    except OSError:
        _settle(mail, MailState.UNCLEAR, BROKEN_OFF)
    else:
        _settle(mail, MailState.SENT)
    finally:
        connection.close()


def message_of(mail: OutgoingMail) -> EmailMultiAlternatives:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else [],
        headers={"Message-ID": f"<{mail.number}.klappt@{domain}>", "Auto-Submitted": "auto-generated"},
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    for attachment in mail.attachments.all():
        _attach(message, attachment)
    return message


def _attach(message: EmailMultiAlternatives, attachment: Attachment) -> None:
    content = bytes(attachment.content)
    if not attachment.calendar_method:
        message.attach(attachment.name, content, attachment.media_type)
        return
    # Mail programs offer "accept" for the alternative; those that do not know it still have the file.
    media_type = f"text/calendar; method={attachment.calendar_method}"
    message.attach_alternative(content.decode(), media_type)
    message.attach(attachment.name, content, "application/ics")


def _sort_out(mail: OutgoingMail, error: smtplib.SMTPException) -> None:
    codes = _codes(error)
    if not codes:
        _settle(mail, MailState.UNCLEAR, BROKEN_OFF)
    elif min(codes) >= 500:
        _settle(mail, MailState.FAILED, str(error))
    else:
        _try_later(mail, error)


def _codes(error: smtplib.SMTPException) -> list[int]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _ in error.recipients.values()]
    return [error.smtp_code] if isinstance(error, smtplib.SMTPResponseException) else []


def _try_later(mail: OutgoingMail, error: Exception) -> None:
    if mail.attempts >= MAIL_ATTEMPTS:
        _settle(mail, MailState.FAILED, str(error))
    else:
        OutgoingMail.objects.filter(pk=mail.pk).update(state=MailState.QUEUED, reason=str(error))
    raise NotDelivered(str(error)) from error


def _settle(mail: OutgoingMail, state: MailState, reason: str = "") -> None:
    # The text goes: a link that opens something must not lie about once it has been handed over.
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state=state, reason=reason, settled_at=timezone.now(), text="", html=""
    )


def beat(worker: str) -> None:
    Heartbeat.objects.update_or_create(worker=worker, defaults={"seen_at": timezone.now()})


def reap() -> int:
    """Give back what dead workers had in hand; returns how many jobs that were."""
    heard = timezone.now() - SILENCE
    Heartbeat.objects.filter(seen_at__lt=heard - 10 * SILENCE).delete()
    living = set(Heartbeat.objects.filter(seen_at__gte=heard).values_list("worker", flat=True))
    lost = [
        each
        for each in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=heard)
        if not each.worker_ids or each.worker_ids[-1] not in living
    ]
    for each in lost:
        # One more try than the job asked for: that the machine died is not the job's failure.
        try_again(each, spare=1)
    return len(lost)


def try_again(job: DBTaskResult[Any, Any], *, spare: int = 0) -> bool:
    """Put an ended job back into the queue for later, unless it has been tried often enough."""
    attempt = max(len(job.worker_ids), 1)
    patience = patience_for(job.task_path)
    same = DBTaskResult.objects.filter(pk=job.pk, status=job.status)
    if attempt >= patience.attempts + spare:
        same.update(status=TaskResultStatus.FAILED, finished_at=timezone.now())
        return False
    again_at = timezone.now() + patience.wait_after(attempt)
    return bool(same.update(status=TaskResultStatus.READY, run_after=again_at, finished_at=None))


def start_due() -> list[str]:
    """Enqueue the jobs of the timetable whose time has come; each once, however many workers ask."""
    started = []
    for path, (job, every) in timetable().items():
        with transaction.atomic():
            if _claim(path, every):
                job.enqueue()
                started.append(path)
    return started


def _claim(path: str, every: datetime.timedelta) -> bool:
    now = timezone.now()
    known = Run.objects.filter(task_path=path)
    if known.exists():
        return bool(known.filter(started_at__lte=now - every).update(started_at=now))
    try:
        with transaction.atomic():
            Run.objects.create(task_path=path, started_at=now)
    except IntegrityError:
        return False
    return True


def forget_old_mail() -> int:
    """Addresses and texts of mail that was settled long ago are nobody's business any more."""
    return OutgoingMail.objects.filter(settled_at__lt=timezone.now() - KEEP_MAIL).delete()[0]
