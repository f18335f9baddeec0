"""One mail as plain values."""

import uuid
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from email.utils import getaddresses
from typing import cast

from klappt.core.letters.bounces import Bounce, read_bounce
from klappt.core.letters.numbers import numbers_in
from klappt.core.letters.parts import BROKEN, AnyMessage, header, own_parts, text_of

MOST_CALENDARS = 5
_CALENDAR = {"text/calendar", "application/ics"}
_BY_A_MACHINE = ("X-Autoreply", "X-Autorespond", "X-Autoresponder")


class Unreadable(ValueError):
    """These bytes are no mail that could be read."""


@dataclass(frozen=True)
class Letter:
    """A mail that came in. `answers_to` names the mail of ours it answers, `bounce` what it says of one."""

    sender: str
    to: tuple[str, ...]
    subject: str
    text: str
    calendars: tuple[bytes, ...]
    message_id: str
    answers_to: uuid.UUID | None
    is_automatic: bool
    bounce: Bounce | None


def read_letter(data: bytes) -> Letter:
    """Read a mail (RFC 5322, MIME) from its bytes.

    Nothing in it is executed, followed or believed. What lies inside as a further mail is not read as this
    one's text or calendar. Text is cut off at 100,000 characters, parts at 200, calendar files at five.
    Unreadable when there is not even a header.
    """
    try:
        message = cast("AnyMessage", message_from_bytes(data, policy=default))
        if not (header(message, "From") or header(message, "Message-ID") or header(message, "Date")):
            raise Unreadable("no sender, no date and no number: this is no mail")
        return _letter(message)
    except RecursionError as error:
        raise Unreadable("parts within parts without end") from error
    except BROKEN as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(str(error) or type(error).__name__) from error


def _letter(message: AnyMessage) -> Letter:
    answered = numbers_in(f"{header(message, 'In-Reply-To')} {header(message, 'References')}")
    return Letter(
        sender=next(iter(_addresses(message, "From")), ""),
        to=_addresses(message, "To") + _addresses(message, "Cc"),
        subject=header(message, "Subject")[:250],
        text=text_of(message),
        calendars=_calendars(message),
        message_id=header(message, "Message-ID")[:250],
        answers_to=answered[0] if answered else None,
        is_automatic=_is_automatic(message),
        bounce=read_bounce(message),
    )


def _addresses(message: AnyMessage, name: str) -> tuple[str, ...]:
    found = [address for _name, address in getaddresses([header(message, name)])]
    return tuple(address[:254] for address in found if "@" in address)[:50]


def _calendars(message: AnyMessage) -> tuple[bytes, ...]:
    found: dict[bytes, None] = {}
    for part in own_parts(message):
        raw = part.get_payload(decode=True) if part.get_content_type() in _CALENDAR else None
        if isinstance(raw, bytes):
            found[_in_utf8(raw, part)] = None
    return tuple(found)[:MOST_CALENDARS]


def _in_utf8(raw: bytes, part: AnyMessage) -> bytes:
    try:
        return raw.decode(part.get_content_charset("utf-8")).encode()
    except BROKEN:
        return raw


def _is_automatic(message: AnyMessage) -> bool:
    submitted = header(message, "Auto-Submitted").lower()
    if submitted and not submitted.startswith("no"):
        return True
    answers = any(header(message, name) for name in _BY_A_MACHINE)
    return answers or header(message, "Precedence").lower() in {"auto_reply", "bulk", "junk"}
