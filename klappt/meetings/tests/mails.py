"""Mails about meetings as they arrive."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from django.core import mail

from klappt.calendars.read import read_calendar
from klappt.calendars.values import CalendarFile
from klappt.jobs.tests.postbox import Postbox
from klappt.jobs.worker import work

PATHS = re.compile(r"/(?:antwort|termine)/([\w-]+)/")


def arrived(postbox: Postbox) -> dict[str, EmailMessage]:
    """Let everything due go out; the last mail to each address."""
    work(until_empty=True)
    found: dict[str, EmailMessage] = {}
    for envelope in postbox.received:
        content = envelope.original_content or b""
        found[envelope.rcpt_tos[0]] = message_from_bytes(content, policy=default)  # type: ignore[assignment] # the policy makes it one
    return found


def entry_of(message: EmailMessage) -> CalendarFile:
    """The calendar entry beside the text."""
    (found,) = [
        part
        for part in message.walk()
        if part.get_content_type() == "text/calendar" and not part.get_filename()
    ]
    return read_calendar(found.get_payload(decode=True))


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def secret_in(text: str) -> str:
    found = PATHS.search(text)
    assert found, text
    return found[1]


def secret_for(email: str) -> str:
    """From the last mail to this address, where mails are kept in memory."""
    texts = [str(each.body) for each in mail.outbox if each.to == [email] and PATHS.search(str(each.body))]
    return secret_in(texts[-1])
