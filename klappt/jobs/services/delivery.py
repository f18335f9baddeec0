"""Sending one mail at most once."""

import smtplib
from collections.abc import Iterable
from email.utils import parseaddr
from typing import Literal

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from klappt.core.letters import cause_of, is_example, message_id
from klappt.jobs.enums import MailCause, MailState
from klappt.jobs.models import Attachment, OutgoingMail

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
            _settle(mine.get(), MailState.UNCLEAR, BROKEN_OFF, MailCause.BROKEN_OFF)
        return
    mail = mine.get()
    connection = get_connection()
    # Whoever tries out the demonstration on a server that can send mail must not write to anybody.
    if isinstance(connection, SmtpBackend) and is_example(mail.to):
        _settle(mail, MailState.KEPT, cause=MailCause.EXAMPLE)
        return
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        _try_later(mail, error)
    try:
        connection.send_messages([message_of(mail)])
    except smtplib.SMTPException as error:
        _sort_out(mail, error)
    except ValueError as error:
        _settle(mail, MailState.FAILED, str(error), MailCause.NO_SUCH_ADDRESS)
    except OSError:
        _settle(mail, MailState.UNCLEAR, BROKEN_OFF, MailCause.BROKEN_OFF)
    else:
        _settle(mail, MailState.SENT)
    finally:
        connection.close()


def message_of(mail: OutgoingMail) -> EmailMultiAlternatives:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    number = message_id(mail.number, domain)
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else [],
        headers={"Message-ID": number, "Auto-Submitted": "auto-generated"},
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
        _settle(mail, MailState.UNCLEAR, BROKEN_OFF, MailCause.BROKEN_OFF)
    elif min(codes) >= 500:
        _settle(mail, MailState.FAILED, _said_by(error), _cause_of(error))
    else:
        _try_later(mail, error)


def _codes(error: smtplib.SMTPException) -> list[int]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _ in error.recipients.values()]
    return [error.smtp_code] if isinstance(error, smtplib.SMTPResponseException) else []


def _said_by(error: Exception) -> str:
    """The server's own sentence."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {_text(words)}" for code, words in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    return str(error)


def _text(words: bytes | str) -> str:
    return words.decode(errors="replace") if isinstance(words, bytes) else words


def _cause_of(error: Exception) -> MailCause:
    if isinstance(error, smtplib.SMTPException):
        return MailCause(cause_of("", _said_by(error)))
    return MailCause.UNREACHABLE


def _try_later(mail: OutgoingMail, error: Exception) -> None:
    if mail.attempts >= MAIL_ATTEMPTS:
        _settle(mail, MailState.FAILED, _said_by(error), _cause_of(error))
    else:
        mine = OutgoingMail.objects.filter(pk=mail.pk, state=MailState.SENDING)
        mine.update(state=MailState.QUEUED, reason=_said_by(error))
    raise NotDelivered(_said_by(error)) from error


def give_up(mail_id: int) -> None:
    """The job of a mail will not run again, it kept killing its worker: the mail must not wait for ever."""
    mail = OutgoingMail.objects.filter(pk=mail_id).first()
    if mail is None:
        return
    if mail.state == MailState.QUEUED:
        _settle(mail, MailState.FAILED, mail.reason, MailCause.OTHER)
    elif mail.state == MailState.SENDING:
        _settle(mail, MailState.UNCLEAR, BROKEN_OFF, MailCause.BROKEN_OFF)


def _settle(
    mail: OutgoingMail, state: MailState, reason: str = "", cause: MailCause | Literal[""] = ""
) -> None:
    now = timezone.now()
    # A notice that it came back may be quicker than the answer of the mail server.
    mine = OutgoingMail.objects.filter(pk=mail.pk).exclude(state=MailState.RETURNED)
    with transaction.atomic():
        mine.update(state=state, reason=reason, cause=cause, settled_at=now)
        if state != MailState.FAILED:
            drop_content([mail.pk])


def drop_content(mail_ids: Iterable[int]) -> None:
    """A link that opens something, or a file, must not lie about once the mail has been handed over."""
    Attachment.objects.filter(mail__in=mail_ids).delete()
    OutgoingMail.objects.filter(pk__in=mail_ids).update(text="", html="")
